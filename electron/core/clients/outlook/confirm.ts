import type { Confirmation, PowerShellFailure } from '../../model/confirmation.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { AgentOptions, OutlookAccounts } from '../../world/windows.ts';
import type { World } from '../../world/world.ts';
import { outlookChange } from './change-data.ts';
import type { OutlookAccount, OutlookAsked } from './office-facts.ts';
import type { WantedAccount } from './wanted.ts';

/** Outlook may have to be started for it, and on a slow computer that takes its time. */
const ASK_LIMIT = 120_000;

/** OlAccountType of Outlook's object model. */
const TYPES: Readonly<Record<number, OutlookAccount['kind']>> = {
  0: 'exchange',
  1: 'imap',
  2: 'pop3',
  3: 'http',
  4: 'activesync',
};

export interface ConfirmOptions {
  /** The person, or whoever answers for them, agreed that Outlook is started. */
  consent: boolean;
  signal?: AbortSignal;
}

/**
 * Asks Outlook itself whether it has the account of `change`, and as the kind that was set up. The registry is proof
 * enough that an account was written; this proves that Outlook takes it for what it is. Never rejects, changes nothing.
 */
export async function confirmInOutlook({ windows }: World, change: Change, options: ConfirmOptions): Promise<Confirmation> {
  const data = outlookChange.safeParse(change.data);
  if (windows === undefined || !data.success) return { outcome: 'not-asked', why: 'not-outlook' };
  if (!options.consent) return { outcome: 'not-asked', why: 'consent-needed' };
  const { wanted } = data.data;
  const answer = await windows.powershell.outlookAccounts({ consent: true, profile: wanted.profile }, limitOf(options));
  return answer.ok ? judge(answer.value, wanted) : { outcome: 'not-asked', why: answer.reason };
}

const limitOf = ({ signal }: ConfirmOptions): AgentOptions => ({ timeout: ASK_LIMIT, ...(signal === undefined ? {} : { signal }) });

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What Outlook's answer says about the account that was wanted. */
export function judge({ profile, started, accounts }: OutlookAccounts, wanted: WantedAccount): Confirmation {
  // Outlook that runs already keeps its own profile, which tells nothing about ours.
  if (!same(profile, wanted.profile)) return { outcome: 'not-asked', why: 'other-profile' };
  const { address, kind } = wanted;
  const mine = accounts.filter((one) => same(one.address, address) || same(one.userName, wanted.incoming.user));
  const right = mine.find(({ type }) => TYPES[type] === kind);
  if (right !== undefined) {
    const facts = { address, protocol: kind, profile, accountType: right.type };
    return { outcome: 'confirmed', profile, started, proof: { kind: 'outlook-confirms', facts } };
  }
  const [other] = mine;
  const found = other === undefined ? 'none' : (TYPES[other.type] ?? 'other');
  const facts = { address, protocol: kind, profile, found, ...(other === undefined ? {} : { accountType: other.type }) };
  const reason = other === undefined ? 'outlook-lacks' : 'outlook-differs';
  return {
    outcome: 'differs',
    profile,
    started,
    problem: problemOf('not-verified', { reason, ...facts }, ['copy-report', 'ask-administrator']),
  };
}

/** The accounts of the default profile, or of the one with which Outlook runs, as Outlook itself has them; `consent` as above. */
export async function askOutlook({ windows }: World, options: ConfirmOptions): Promise<Outcome<OutlookAsked, Problem>> {
  if (windows === undefined) return failed(problemOf('client-unsupported', { client: 'outlook', needs: 'windows' }, []));
  const answer = await windows.powershell.outlookAccounts({ consent: options.consent, profile: '' }, limitOf(options));
  if (!answer.ok) return failed(unasked(answer.reason));
  const { profile, started, accounts } = answer.value;
  const told = accounts.map(({ type, displayName, address, userName }) => ({
    kind: TYPES[type] ?? ('other' as const),
    name: displayName,
    address,
    user: userName,
  }));
  return succeeded({ profile, started, accounts: told });
}

function unasked(why: PowerShellFailure): Problem {
  switch (why) {
    case 'missing':
    case 'restricted':
      return problemOf('powershell-restricted', { reason: why }, ['ask-administrator']);
    case 'timed-out':
      return problemOf('timed-out', { program: 'Outlook' }, ['retry', 'copy-report']);
    case 'cancelled':
      return problemOf('cancelled', {}, ['retry']);
    case 'not-supported':
      return problemOf('client-missing', { client: 'outlook' }, ['install-program']);
    case 'consent-needed':
    case 'access-denied':
    case 'failed':
      return problemOf('unexpected', { reason: why });
  }
}
