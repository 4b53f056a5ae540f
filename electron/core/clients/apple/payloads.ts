import type { Account } from '../../model/account.ts';
import { domainName } from '../../model/address.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { Service } from '../../model/service.ts';
import { singleLine } from '../../model/text.ts';
import type { ApplePlatform } from './schema.ts';

export interface Payload {
  type: string;
  /** Last part of the identifier. */
  name: string;
  values: Record<string, string | number | boolean>;
}

const IP_ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]+:[0-9a-f:]*$/i;

const hostOf = (service: Service): string => domainName(service.host) ?? (IP_ADDRESS.test(service.host) ? service.host : '');

const isUsable = (service: Service | undefined): service is Service =>
  service !== undefined && service.security !== 'none' && hostOf(service) !== '';

const missing = (protocol: string): { readonly ok: false; readonly problem: Problem } =>
  failed(problemOf('service-missing', { protocol }, ['ask-provider', 'set-up-by-hand']));

/** The strongest of the server's ways that Apple's programs know; an empty list means the usual password. */
function mailAuthentication(service: Service): string | undefined {
  const offered = service.authentication;
  if (offered.length === 0 || offered.includes('password-cleartext')) return 'EmailAuthPassword';
  if (offered.includes('password-encrypted')) return 'EmailAuthCRAMMD5';
  if (offered.includes('ntlm')) return 'EmailAuthNTLM';
  return service.protocol === 'smtp' && offered.includes('none') ? 'EmailAuthNone' : undefined;
}

function server(direction: 'Incoming' | 'Outgoing', service: Service, authentication: string): Payload['values'] {
  return {
    [`${direction}MailServerAuthentication`]: authentication,
    [`${direction}MailServerHostName`]: hostOf(service),
    [`${direction}MailServerPortNumber`]: service.port,
    [`${direction}MailServerUseSSL`]: true,
    ...(authentication === 'EmailAuthNone' ? {} : { [`${direction}MailServerUsername`]: singleLine(service.username) }),
  };
}

/** Mail by IMAP or POP3 and SMTP. Ports and protection are always written: Apple's own defaults are none and off. */
export function mailPayload(account: Account, address: string, description: string): Outcome<Payload, Problem> {
  const { incoming, outgoing } = account;
  if (!isUsable(incoming)) return missing('imap');
  if (!isUsable(outgoing)) return missing('smtp');
  const incomingWay = mailAuthentication(incoming);
  const outgoingWay = mailAuthentication(outgoing);
  if (incomingWay === undefined || outgoingWay === undefined) {
    const facts = { client: 'apple-mail', authentication: [...incoming.authentication, ...outgoing.authentication] };
    return failed(problemOf('client-unsupported', facts, ['choose-other-program', 'ask-provider']));
  }
  const name = singleLine(account.fullName);
  return succeeded({
    type: 'com.apple.mail.managed',
    name: 'mail',
    values: {
      EmailAccountType: incoming.protocol === 'pop3' ? 'EmailTypePOP' : 'EmailTypeIMAP',
      EmailAccountDescription: description,
      ...(name === '' ? {} : { EmailAccountName: name }),
      EmailAddress: address,
      ...server('Incoming', incoming, incomingWay),
      ...server('Outgoing', outgoing, outgoingWay),
      OutgoingPasswordSameAsIncomingPassword: outgoingWay !== 'EmailAuthNone' && incoming.username === outgoing.username,
    },
  });
}

/** ActiveSync on iPhone and iPad; undefined where it cannot be written: the payload has no key for a port. */
export function activesyncPayload(account: Account, address: string): Payload | undefined {
  const { activesync } = account;
  if (!isUsable(activesync) || activesync.security !== 'tls' || activesync.port !== 443) return undefined;
  return {
    type: 'com.apple.eas.account',
    name: 'activesync',
    values: {
      EmailAddress: address,
      Host: hostOf(activesync),
      SSL: true,
      UserName: singleLine(activesync.username),
      MailNumberOfPastDaysToSync: 31,
    },
  };
}

/** The path below which this person's collections live; undefined when only the server's front door is known. */
function principalOf(service: Service): string | undefined {
  if (service.url === undefined) return undefined;
  let path: string;
  try {
    path = new URL(service.url).pathname;
  } catch {
    return undefined;
  }
  // SOGo answers one person below one path, whichever of his collections was named.
  const sogo = /^\/SOGo\/dav(?:\/([^/]+))?(?:\/|$)/i.exec(path);
  if (sogo !== null) return `/SOGo/dav/${sogo[1] ?? encodeURI(singleLine(service.username))}/`;
  return path === '/' || path.startsWith('/.well-known/') ? undefined : path;
}

/** Calendar or contacts; undefined when the account has none that is protected. */
export function davPayload(
  kind: 'CalDAV' | 'CardDAV',
  service: Service | undefined,
  description: string,
  platform: ApplePlatform,
): Payload | undefined {
  if (!isUsable(service) || service.security !== 'tls') return undefined;
  const principal = kind === 'CardDAV' && platform === 'macos' ? undefined : principalOf(service);
  return {
    type: `com.apple.${kind.toLowerCase()}.account`,
    name: kind === 'CalDAV' ? 'calendar' : 'contacts',
    values: {
      [`${kind}AccountDescription`]: description,
      [`${kind}HostName`]: hostOf(service),
      [`${kind}Port`]: service.port,
      ...(principal === undefined ? {} : { [`${kind}PrincipalURL`]: principal }),
      [`${kind}UseSSL`]: true,
      [`${kind}Username`]: singleLine(service.username),
    },
  };
}
