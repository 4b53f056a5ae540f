import type { IncomingMessage } from 'node:http';
import type { DemoDomain, Ports } from '../world/domains.ts';
import type { Mailbox, PostOffice } from '../world/mailboxes.ts';
import type { Behaviours } from '../world/domains.ts';

/** A request as far as the demo host looks at it. */
export interface WebRequest {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
  domain: DemoDomain;
}

export interface WebReply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface WebHost {
  office: PostOffice;
  ports: Ports;
  behaviours: Behaviours;
}

export const page = (status: number, title: string): WebReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
});

/** `user:password` of Basic authentication (RFC 7617). */
export function credentialsOf({ headers }: WebRequest): { username: string; password: string } | undefined {
  const encoded = /^Basic (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The mailbox of whoever asks, or the answer that refuses as SOGo does. */
export function openedBy(host: WebHost, service: string, request: WebRequest): Mailbox | WebReply {
  const given = credentialsOf(request);
  const mailbox = given === undefined ? undefined : host.office.open(service, given.username, given.password);
  if (mailbox !== undefined) return mailbox;
  return {
    status: 401,
    headers: { 'www-authenticate': 'basic realm="SOGo"' },
    body: given === undefined ? '' : (host.office.refusal ?? 'Unauthorized'),
  };
}

/** `https://mail.D` with the port where it is not the usual one. */
export const originOf = (host: WebHost, { mailHost = '' }: DemoDomain): string =>
  `https://${mailHost}${host.ports.https === 443 ? '' : `:${host.ports.https}`}`;

export const escaped = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
