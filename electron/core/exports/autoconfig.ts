import type { Account } from '../model/account.ts';
import { type EmailAddress, parseAddress } from '../model/address.ts';
import { failed, type Outcome, succeeded } from '../model/outcome.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import type { Authentication, Service } from '../model/service.ts';
import { escapeXml, singleLine } from '../model/text.ts';

const SOCKET_TYPES = { tls: 'SSL', starttls: 'STARTTLS' } as const;

/** Spelled as Thunderbird compares them. */
const AUTHENTICATIONS: Record<Authentication, string> = {
  'password-cleartext': 'password-cleartext',
  'password-encrypted': 'password-encrypted',
  oauth2: 'OAuth2',
  gssapi: 'GSSAPI',
  ntlm: 'NTLM',
  'tls-client-cert': 'TLS-client-cert',
  'client-ip-address': 'client-IP-address',
  'smtp-after-pop': 'smtp-after-pop',
  none: 'none',
};

/** This person's user name (`anna`, `FIRMA\\anna`, `anna@elsewhere`) as the placeholder that stands for everybody's; undefined when it is only this person's. */
function userName(service: Service, address: EmailAddress, placeholders: boolean): string | undefined {
  const name = singleLine(service.username);
  if (!placeholders) return name;
  if (name.toLowerCase() === address.text.toLowerCase()) return '%EMAILADDRESS%';
  const start = Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/')) + 1;
  const end = name.indexOf('@', start) < 0 ? name.length : name.indexOf('@', start);
  const isLocal = name.slice(start, end).toLowerCase() === address.local.toLowerCase();
  return isLocal ? `${name.slice(0, start)}%EMAILLOCALPART%${name.slice(end)}` : undefined;
}

function serverLines(element: string, service: Service, username: string): string[] {
  const socket = service.security === 'none' ? 'plain' : SOCKET_TYPES[service.security];
  const ways = service.authentication.length === 0 ? (['password-cleartext'] as const) : service.authentication;
  return [
    `    <${element} type="${service.protocol}">`,
    `      <hostname>${escapeXml(service.host)}</hostname>`,
    `      <port>${service.port}</port>`,
    `      <socketType>${socket}</socketType>`,
    ...ways.map((way) => `      <authentication>${AUTHENTICATIONS[way]}</authentication>`),
    `      <username>${escapeXml(username)}</username>`,
    `    </${element}>`,
  ];
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The address with the placeholder for the person in it; undefined when something in it still names this person. */
function generalUrl(url: string, { text, local, domain }: EmailAddress): string | undefined {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]*)(.*)$/i.exec(url) ?? [];
  const shapes = [text, `${encodeURIComponent(local)}%40${domain}`, `${encodeURIComponent(local)}@${domain}`];
  const escaped = shapes.map((shape) => shape.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const general = path.replace(new RegExp(escaped.join('|'), 'gi'), '%EMAILADDRESS%');
  const parts = general.split(/[/?&=#;,]/).map((part) => decoded(part).toLowerCase());
  return parts.some((part) => part === local.toLowerCase() || part.includes(text.toLowerCase())) ? undefined : origin + general;
}

/** Nothing when the address still names this person after the placeholders are in. */
function davLines(
  element: 'calendar' | 'addressBook',
  service: Service | undefined,
  address: EmailAddress,
  placeholders: boolean,
): string[] {
  if (service?.url === undefined || service.security !== 'tls') return [];
  const username = userName(service, address, placeholders);
  const url = placeholders ? generalUrl(service.url, address) : service.url;
  if (username === undefined || url === undefined) return [];
  return [
    `  <${element} type="${service.protocol}">`,
    `    <username>${escapeXml(username)}</username>`,
    '    <authentication>basic</authentication>',
    `    <url>${escapeXml(url)}</url>`,
    `  </${element}>`,
  ];
}

/**
 * A config-v1.1.xml for the account's domain. With `placeholders` (the default) it fits every address of the domain and
 * can be published; fails with `usage` and the reason `personal-user-name` when the user name does not follow from the address.
 */
export function buildAutoconfig(account: Account, options: { placeholders?: boolean } = {}): Outcome<string, Problem> {
  const parsed = parseAddress(account.address);
  if (!parsed.ok) return parsed;
  const address = parsed.value;
  const { incoming, outgoing } = account;
  if (incoming === undefined || outgoing === undefined || incoming.security === 'none' || outgoing.security === 'none') {
    const protocol = incoming === undefined || incoming.security === 'none' ? 'imap' : 'smtp';
    return failed(problemOf('service-missing', { protocol, address: address.text }, ['ask-provider', 'set-up-by-hand']));
  }
  const placeholders = options.placeholders ?? true;
  const incomingName = userName(incoming, address, placeholders);
  const outgoingName = userName(outgoing, address, placeholders);
  if (incomingName === undefined || outgoingName === undefined) {
    return failed(
      problemOf('usage', { reason: 'personal-user-name', username: incoming.username }, ['set-up-by-hand', 'ask-administrator']),
    );
  }
  const provider = escapeXml(account.provider ?? '') || address.domain;
  return succeeded(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<clientConfig version="1.1">',
      `  <emailProvider id="${address.domain}">`,
      `    <domain>${address.domain}</domain>`,
      `    <displayName>${provider}</displayName>`,
      `    <displayShortName>${provider}</displayShortName>`,
      ...serverLines('incomingServer', incoming, incomingName),
      ...serverLines('outgoingServer', outgoing, outgoingName),
      '  </emailProvider>',
      ...davLines('addressBook', account.carddav, address, placeholders),
      ...davLines('calendar', account.caldav, address, placeholders),
      '</clientConfig>',
      '',
    ].join('\n'),
  );
}
