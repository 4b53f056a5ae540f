import type { Account } from '../../model/account.ts';
import { domainName, type EmailAddress, parseAddress } from '../../model/address.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { Authentication, Service } from '../../model/service.ts';
import { singleLine } from '../../model/text.ts';
import { MAX_QR_BYTES } from './qr-svg.ts';

/** What Thunderbird itself writes into one code. */
const ACCOUNTS_PER_CODE = 3;
/** Longer codes are hard to read from a screen. */
const COMFORTABLE_LENGTH = 800;

const FORMAT = 1;
const SECURITY = { starttls: 2, tls: 3 } as const;
/** Ways the app accepts, the one that asks least of the person first. GSSAPI and NTLM have numbers, but the app refuses them. */
const AUTHENTICATION: readonly (readonly [Authentication, number])[] = [
  ['password-cleartext', 1],
  ['password-encrypted', 2],
  ['oauth2', 6],
  ['tls-client-cert', 5],
];
const ASCII_ADDRESS = /^[\x21-\x7e]+$/;
const IP_ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]+:[0-9a-f:]*$/i;

const unsupported = (reason: string, address: string): { readonly ok: false; readonly problem: Problem } =>
  failed(problemOf('client-unsupported', { client: 'thunderbird-android', reason, address }, ['set-up-by-hand', 'choose-other-program']));

function authenticationCode(service: Service): number | undefined {
  if (service.authentication.length === 0) return 1;
  const known = AUTHENTICATION.find(([way]) => service.authentication.includes(way));
  if (known !== undefined) return known[1];
  return service.protocol === 'smtp' && service.authentication.includes('none') ? 0 : undefined;
}

/** `[protocol, host, port, security, authentication, user name]`: the same six for both directions. */
function server(service: Service, address: string): Outcome<(string | number)[], Problem> {
  const host = domainName(service.host) ?? (IP_ADDRESS.test(service.host) ? service.host : undefined);
  if (host === undefined) return unsupported('host', address);
  if (service.security === 'none') return unsupported('no-encryption', address);
  const authentication = authenticationCode(service);
  if (authentication === undefined) return unsupported('authentication', address);
  const protocol = service.protocol === 'pop3' ? 1 : 0;
  return succeeded([protocol, host, service.port, SECURITY[service.security], authentication, singleLine(service.username)]);
}

/** `incoming, groups` of one account, as they stand between the commas of a payload. */
function accountText(account: Account, address: EmailAddress): Outcome<string, Problem> {
  if (!ASCII_ADDRESS.test(address.text) || address.text.length > 254) return unsupported('address', address.text);
  if (account.incoming === undefined || account.outgoing === undefined) {
    const protocol = account.incoming === undefined ? 'imap' : 'smtp';
    return failed(problemOf('service-missing', { protocol, address: address.text }, ['ask-provider', 'set-up-by-hand']));
  }
  const incoming = server(account.incoming, address.text);
  if (!incoming.ok) return incoming;
  const outgoing = server(account.outgoing, address.text);
  if (!outgoing.ok) return outgoing;
  const identity = [address.text, singleLine(account.fullName) || address.text];
  return succeeded(`${ascii(incoming.value)},${ascii([[outgoing.value, identity]])}`);
}

/** JSON in ASCII alone, so that no reader has to guess a character set. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const payload = (accounts: readonly string[], number: number, end: number): string =>
  `[${FORMAT},[${number},${end}],${accounts.join(',')}]`;

/** Packs accounts in order; an account is never split over two codes. */
function packed(accounts: readonly string[]): string[][] {
  const codes: string[][] = [];
  for (const account of accounts) {
    const last = codes.at(-1);
    const longest = payload([...(last ?? []), account], accounts.length, accounts.length).length;
    if (last !== undefined && last.length < ACCOUNTS_PER_CODE && longest <= COMFORTABLE_LENGTH) last.push(account);
    else codes.push([account]);
  }
  return codes;
}

/**
 * Texts for the QR codes that Thunderbird for Android reads under "import settings" (format version 1). No password:
 * the app asks. The app refuses a whole code for one bad value, so nothing doubtful is written: fails with
 * `service-missing` or, with a `reason`, `client-unsupported`.
 */
export function thunderbirdQr(accounts: readonly Account[]): Outcome<string[], Problem> {
  const texts: string[] = [];
  for (const account of accounts) {
    const address = parseAddress(account.address);
    if (!address.ok) return address;
    const text = accountText(account, address.value);
    if (!text.ok) return text;
    if (payload([text.value], accounts.length, accounts.length).length > MAX_QR_BYTES) return unsupported('too-long', address.value.text);
    texts.push(text.value);
  }
  if (texts.length === 0) return failed(problemOf('service-missing', { protocol: 'imap' }, ['ask-provider']));
  const codes = packed(texts);
  return succeeded(codes.map((code, index) => payload(code, index + 1, codes.length)));
}
