import type { Account } from '../model/account.ts';
import { parseAddress } from '../model/address.ts';
import { failed, type Outcome, succeeded } from '../model/outcome.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import type { Service } from '../model/service.ts';
import { singleLine } from '../model/text.ts';
import { PRF_MAPPINGS } from './prf-mapping.ts';

const LATIN1 = /^[\x20-\x7e\u00a0-\u00ff]*$/;
/** `SMTPSecureConnection`: TLS from the first byte, or STARTTLS. */
const SECURE_CONNECTION = { tls: 1, starttls: 2 } as const;

const unsupported = (reason: string): { readonly ok: false; readonly problem: Problem } =>
  failed(problemOf('client-unsupported', { client: 'outlook', format: 'prf', reason }, ['set-up-by-hand', 'choose-other-program']));

/** Quotes at both ends would be eaten by the reader, and the file has no escapes. */
const plain = (text: string): string => singleLine(text).replaceAll('"', '');

const passwordLogin = (service: Service): boolean =>
  service.authentication.length === 0 || service.authentication.some((way) => way === 'password-cleartext' || way === 'password-encrypted');

function accountLines(address: string, name: string, incoming: Service, outgoing: Service & { security: 'tls' | 'starttls' }): string[] {
  const kind = incoming.protocol === 'pop3' ? 'POP3' : 'IMAP';
  const sameLogin = outgoing.username === incoming.username;
  const logsIn = passwordLogin(outgoing);
  return [
    'UniqueService=No',
    `AccountName=${address}`,
    `DisplayName=${name}`,
    `EmailAddress=${address}`,
    `${kind}Server=${incoming.host}`,
    `${kind}UserName=${plain(incoming.username)}`,
    `${kind}Port=${incoming.port}`,
    `${kind}UseSSL=1`,
    `${kind}UseSPA=0`,
    `SMTPServer=${outgoing.host}`,
    `SMTPPort=${outgoing.port}`,
    `SMTPSecureConnection=${SECURE_CONNECTION[outgoing.security]}`,
    `SMTPUseAuth=${logsIn ? 1 : 0}`,
    // 0: as for incoming mail; 1: with a user name of its own.
    `SMTPAuthMethod=${sameLogin ? 0 : 1}`,
    ...(logsIn && !sameLogin ? [`SMTPUserName=${plain(outgoing.username)}`] : []),
    'SMTPUseSPA=0',
    'ConnectionType=0',
    'DefaultAccount=TRUE',
  ];
}

const mappingLines = (): string[] =>
  PRF_MAPPINGS.flatMap(({ section, accountType, properties }) => [
    `[${section}]`,
    `AccountType=${accountType}`,
    ...properties.map(([key, type, id]) => `${key}=${type},0x${id.toString(16).toUpperCase().padStart(4, '0')}`),
    '',
  ]);

/**
 * An Outlook profile file (.prf) for POP3 or IMAP: CRLF, ISO 8859-1 at most, no password, since the format has no key
 * for one. It makes a profile of its own and leaves one of the same name alone. Fails with `client-unsupported` for
 * what the format cannot say: ActiveSync, STARTTLS for incoming mail, other logins than by password.
 */
export function buildPrf(account: Account): Outcome<string, Problem> {
  const parsed = parseAddress(account.address);
  if (!parsed.ok) return parsed;
  const { incoming, outgoing } = account;
  if (incoming === undefined && account.activesync !== undefined) return unsupported('activesync');
  if (incoming === undefined || outgoing === undefined) {
    return failed(problemOf('service-missing', { protocol: incoming === undefined ? 'imap' : 'smtp' }, ['ask-provider', 'set-up-by-hand']));
  }
  if (incoming.security !== 'tls') return unsupported(incoming.security === 'starttls' ? 'starttls' : 'no-encryption');
  if (outgoing.security === 'none') return unsupported('no-encryption');
  if (!passwordLogin(incoming)) return unsupported('authentication');
  const address = parsed.value.text;
  if (!LATIN1.test(address + incoming.username + outgoing.username)) return unsupported('address');
  const name = plain(account.fullName);
  const secured = { ...outgoing, security: outgoing.security };
  const lines = [
    '[General]',
    'Custom=1',
    `ProfileName=${address}`,
    'DefaultProfile=Yes',
    'OverwriteProfile=No',
    'ModifyDefaultProfileIfPresent=FALSE',
    '',
    '[Service List]',
    '',
    '[Internet Account List]',
    `Account1=${incoming.protocol === 'pop3' ? 'I_Mail' : 'IMAP_I_Mail'}`,
    '',
    '[Account1]',
    ...accountLines(address, name !== '' && LATIN1.test(name) ? name : address, incoming, secured),
    '',
    ...mappingLines(),
  ];
  return succeeded(lines.join('\r\n'));
}
