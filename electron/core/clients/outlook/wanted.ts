import { z } from 'zod';
import type { Account } from '../../model/account.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { security, type Service } from '../../model/service.ts';

export const OUTLOOK_KINDS = ['activesync', 'imap', 'pop3'] as const;
export type OutlookKind = (typeof OUTLOOK_KINDS)[number];

const server = z.object({ host: z.string(), port: z.number(), security, user: z.string() });

/** What one Outlook profile is to hold, in the words of its dialogs; also what is looked for when reading back. */
export const wantedAccount = z.object({
  kind: z.enum(OUTLOOK_KINDS),
  profile: z.string(),
  name: z.string(),
  address: z.string(),
  incoming: server,
  /** Absent for ActiveSync, which sends by itself. */
  outgoing: server.optional(),
});
export type WantedAccount = z.infer<typeof wantedAccount>;

const serverOf = (service: Service): z.infer<typeof server> => ({
  host: service.host,
  port: service.port,
  security: service.security,
  user: service.username,
});

/** The settings of `account` for one kind, or `service-missing`. Unprotected services are never set up. */
export function wantedFrom(account: Account, kind: OutlookKind, profile: string): Outcome<WantedAccount, Problem> {
  const incoming = kind === 'activesync' ? account.activesync : account.incoming;
  const fits = incoming !== undefined && incoming.security !== 'none' && incoming.protocol === kind;
  if (!fits) return failed(missing(account, kind));
  // The dialogs insist on a name; a person who gave none is called by the address, as Outlook itself would.
  const name = account.fullName === '' ? account.address : account.fullName;
  const base = { kind, profile, name, address: account.address, incoming: serverOf(incoming) };
  if (kind === 'activesync') return succeeded(base);
  const { outgoing } = account;
  if (outgoing === undefined || outgoing.security === 'none') return failed(missing(account, 'smtp'));
  return succeeded({ ...base, outgoing: serverOf(outgoing) });
}

const missing = (account: Account, protocol: string): Problem =>
  problemOf('service-missing', { address: account.address, protocol }, ['choose-other-program', 'ask-provider']);

/** ActiveSync has no field for a port: the host alone means 443. */
export const serverText = ({ host, port }: WantedAccount['incoming'], kind: OutlookKind): string =>
  kind === 'activesync' && port !== 443 ? `${host}:${port}` : host;

/** As the lists of Outlook's dialogs call it. */
export const securityText = ({ security }: WantedAccount['incoming']): string => (security === 'starttls' ? 'STARTTLS' : 'SSL/TLS');

const LONGEST_NAME = 60;

/**
 * A name for a new profile that no other has: `{address}` in the pattern is filled, a taken name gets a number. MAPI
 * keeps at most 64 characters and compares without regard to case; a backslash would make a key below a key.
 */
export function profileName(pattern: string, address: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const wished = pattern
    .replaceAll('{address}', address)
    .replace(/[\\\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
  const base = wished === '' ? 'Mailramp' : wished;
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = `${base.slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
