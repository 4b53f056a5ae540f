import { domainName } from '../../model/address.ts';
import type { SocketType } from './documents.ts';

/**
 * A host name that a mail program may be told: A-label form, lower case, no final dot. Undefined for addresses
 * (IP literals), single labels, `localhost` and everything that is no legal name (RFC 1123 section 2.1).
 */
export function hostName(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 300) return undefined;
  const name = domainName(text);
  if (name === undefined || !name.includes('.')) return undefined;
  return /(^|\.)localhost$/.test(name) ? undefined : name;
}

/** A port number; white space around it is a common slip. */
export function portNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d{1,5}\s*$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

const CONTROL_OR_SPACE = /[\s\p{Cc}]/u;

/** Normal form of an https address with a legal host and without credentials; `http:` only where a link is meant. */
export function webAddress(text: string | undefined, allowHttp = false): string | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || trimmed.length > 2048 || CONTROL_OR_SPACE.test(trimmed)) return undefined;
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return undefined;
  }
  const scheme = url.protocol === 'https:' || (allowHttp && url.protocol === 'http:');
  const plain = url.username === '' && url.password === '';
  const host = hostName(url.hostname);
  if (!scheme || !plain || host === undefined) return undefined;
  // One host has one name: without the final dot that addresses may have.
  url.hostname = host;
  return url.href;
}

/** A user name: anything printable of reasonable length. */
export function userName(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || trimmed.length > 320 || /\p{Cc}/u.test(trimmed) ? undefined : trimmed;
}

const SOCKET_TYPES = new Map(
  Object.entries<SocketType>({
    ssl: 'SSL',
    tls: 'SSL',
    starttls: 'STARTTLS',
    plain: 'plain',
    none: 'plain',
  }),
);

export const socketTypeOf = (text: string): SocketType | undefined => SOCKET_TYPES.get(text.trim().toLowerCase());

const AUTHENTICATIONS = new Map(
  Object.entries({
    'password-cleartext': 'password-cleartext',
    plain: 'password-cleartext',
    basic: 'password-cleartext',
    'password-encrypted': 'password-encrypted',
    secure: 'password-encrypted',
    digest: 'password-encrypted',
    oauth2: 'OAuth2',
    ntlm: 'NTLM',
    gssapi: 'GSSAPI',
    'tls-client-cert': 'TLS-client-cert',
    'client-ip-address': 'client-IP-address',
    'smtp-after-pop': 'smtp-after-pop',
    none: 'none',
  }),
);

/** The usual spelling of an authentication method; deprecated names become today's. */
export const authenticationOf = (text: string): string | undefined => AUTHENTICATIONS.get(text.trim().toLowerCase());
