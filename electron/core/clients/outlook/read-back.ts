import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { PlanStep, Proof } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { Registry } from '../../world/windows.ts';
import { defaultProfile, readProfiles } from './detect/profiles.ts';
import { readerOf } from './detect/registry-reading.ts';
import type { OutlookAccount, OutlookProfile } from './office-facts.ts';
import type { WantedAccount } from './wanted.ts';

type Security = OutlookAccount['security'];

/** Host of a server value: the bare host, a host with a port, or the whole address that some builds keep. */
export function hostOf(server: string): string {
  const rest = server.trim().replace(/^[a-z]+:\/\//i, '');
  return (rest.split(/[/?#]/)[0] ?? '').replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
}

/** Ports that Outlook does not write down: those of the protocols without protection. */
const UNPROTECTED = { imap: 143, pop3: 110, smtp: 25 } as const;

const portOf = (port: number | undefined, kind: WantedAccount['kind']): number =>
  port ?? (kind === 'imap' ? UNPROTECTED.imap : UNPROTECTED.pop3);

/** What of an account is not as wanted; empty when all is. */
export function mismatches(account: OutlookAccount, wanted: WantedAccount): string[] {
  const { incoming, outgoing, kind } = wanted;
  const wrong: string[] = [];
  const expect = (name: string, right: boolean): void => {
    if (!right) wrong.push(name);
  };
  expect('kind', account.kind === kind);
  expect('server', hostOf(account.server ?? '') === incoming.host.toLowerCase());
  expect('user', account.user?.toLowerCase() === incoming.user.toLowerCase());
  if (kind === 'activesync' || outgoing === undefined) return wrong;
  expect('port', portOf(account.port, kind) === incoming.port);
  expect('security', protects(account.security, incoming.security));
  expect('outgoing-server', hostOf(account.outgoingServer ?? '') === outgoing.host.toLowerCase());
  expect('outgoing-port', (account.outgoingPort ?? UNPROTECTED.smtp) === outgoing.port);
  expect('outgoing-security', protects(account.outgoingSecurity, outgoing.security));
  expect('outgoing-login', account.outgoingLogin !== false);
  return wrong;
}

/** Older builds only keep that there is encryption; `auto` may send the password in the clear and is not what was wanted. */
const protects = (found: Security, wanted: WantedAccount['incoming']['security']): boolean =>
  found === wanted || (wanted === 'starttls' && found === 'tls');

const sameAddress = (account: OutlookAccount, wanted: WantedAccount): boolean =>
  account.address === undefined || account.address.toLowerCase() === wanted.address.toLowerCase();

const WHOSE = ['kind', 'server', 'user'];

/** The profile that already holds this mailbox: kind, server and user say so; ports and encryption may differ. */
export const profileWithMailbox = (profiles: readonly OutlookProfile[], wanted: WantedAccount): OutlookProfile | undefined =>
  profiles.find(({ accounts }) => accounts.some((account) => holds(account, wanted)));

const holds = (account: OutlookAccount, wanted: WantedAccount): boolean =>
  sameAddress(account, wanted) && !mismatches(account, wanted).some((wrong) => WHOSE.includes(wrong));

/** Whether a profile also holds an account that Mailramp was never asked for: somebody else works with it as well. */
export const holdsOthers = ({ accounts }: OutlookProfile, wanted: WantedAccount): boolean =>
  accounts.some((account) => !sameAddress(account, wanted) && mismatches(account, wanted).some((wrong) => WHOSE.includes(wrong)));

/** The profile that holds the account exactly as wanted. */
export function profileWith(profiles: readonly OutlookProfile[], wanted: WantedAccount): OutlookProfile | undefined {
  return profiles.find(({ accounts }) =>
    accounts.some((account) => sameAddress(account, wanted) && mismatches(account, wanted).length === 0),
  );
}

/** What an account that is there has, and what it should have, to be told to whoever decides; nothing of it is changed. */
export function settingsBeside(profile: OutlookProfile, wanted: WantedAccount): PlanStep['facts'] {
  const there = profile.accounts.find((account) => holds(account, wanted));
  const { incoming, outgoing, kind } = wanted;
  return {
    name: profile.name,
    port: incoming.port,
    security: incoming.security,
    foundPort: portOf(there?.port, kind),
    foundSecurity: there?.security ?? 'unknown',
    outgoingHost: outgoing?.host ?? '',
    outgoingPort: outgoing?.port ?? '',
    outgoingSecurity: outgoing?.security ?? '',
    foundOutgoingHost: hostOf(there?.outgoingServer ?? ''),
    foundOutgoingPort: there?.outgoingPort ?? UNPROTECTED.smtp,
    foundOutgoingSecurity: there?.outgoingSecurity ?? 'unknown',
    foundOutgoingLogin: there?.outgoingLogin === false ? 'no' : 'yes',
  };
}

/** Looks into the registry for what the dialogs claimed to have written: class, server, user, port, encryption, default. */
export async function readBack(
  registry: Registry,
  registryVersion: string,
  wanted: WantedAccount,
  makeDefault: boolean,
): Promise<Outcome<Proof[], Problem>> {
  const reader = readerOf(registry);
  const profiles = await readProfiles(reader, registryVersion);
  const profile = profiles.find(({ name }) => name.toLowerCase() === wanted.profile.toLowerCase());
  if (profile === undefined) return failed(notVerified(['profile'], wanted));
  const rated = profile.accounts
    .filter((account) => account.kind !== 'exchange' && account.kind !== 'other')
    .map((account) => mismatches(account, wanted));
  const best = rated.sort((one, other) => one.length - other.length)[0];
  if (best === undefined) return failed(notVerified(['account'], wanted));
  if (best.length > 0) return failed(notVerified(best, wanted));
  const chosen = await defaultProfile(reader, registryVersion);
  if (makeDefault && chosen?.toLowerCase() !== wanted.profile.toLowerCase()) return failed(notVerified(['default-profile'], wanted));
  const { incoming, outgoing, address, kind } = wanted;
  return succeeded([
    { kind: 'profile-in-list', facts: { name: wanted.profile, default: makeDefault } },
    { kind: 'account-in-profile', facts: { address, protocol: kind, ...serverFacts(incoming) } },
    ...(outgoing === undefined
      ? []
      : [{ kind: 'outgoing-server-in-profile', facts: { address, protocol: 'smtp', ...serverFacts(outgoing) } }]),
  ]);
}

const serverFacts = ({ host, port, security, user }: WantedAccount['incoming']): Proof['facts'] => ({ host, port, security, user });

const notVerified = (wrong: string[], wanted: WantedAccount): Problem => problemOf('not-verified', { wrong, profile: wanted.profile });
