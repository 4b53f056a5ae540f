import {
  type ApplyOptions,
  type Client,
  clientById,
  createJournal,
  inProgress,
  type Plan,
  sameProgram,
  type SetupRequest,
  setUpRunning,
} from '../clients/index.ts';
import { failed, type Outcome, succeeded } from '../model/outcome.ts';
import type { Change, ClientId } from '../model/plan.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import { FileProblem } from '../world/machine.ts';
import type { World } from '../world/world.ts';
import { servicesToProve } from './after-login.ts';
import { levelFor, type LevelledPlan, levelsFor, type LevelWishes } from './levels.ts';
import type { SetupChoice, SetupResult } from './story.ts';

/** What a client may be told beyond the choice itself; Outlook types the password into its own dialog. */
export type Wishes = Omit<SetupRequest, 'account' | 'installation' | 'profile'>;

export interface SetUpOptions extends Omit<ApplyOptions, 'record' | 'isAlone'> {
  wishes?: Wishes;
}

/** What would be done; nothing is touched. */
export async function planSetUp(world: World, choice: SetupChoice, wishes: Wishes = {}): Promise<Outcome<Plan, Problem>> {
  const client = clientById(choice.client);
  if (client === undefined) return failed(unsupported(choice));
  return client.plan(world, {
    ...wishes,
    account: choice.account,
    ...(choice.installation === undefined ? {} : { installation: choice.installation }),
    ...(choice.profile === undefined ? {} : { profile: choice.profile }),
  });
}

/** The same at the level that company, person and prediction come to. */
export async function planAtLevel(
  world: World,
  choice: SetupChoice,
  wishes: Wishes,
  levels: LevelWishes,
): Promise<Outcome<LevelledPlan, Problem>> {
  const first = await planSetUp(world, choice, wishes);
  if (!first.ok) return first;
  const level = levelFor(choice.client, first.value.forecast, levels);
  const planned = level === (wishes.level ?? 'automated') ? first : await planSetUp(world, choice, { ...wishes, level });
  return planned.ok ? succeeded({ ...planned.value, level, levels: levelsFor(choice.client, levels.policy) }) : planned;
}

/** Attempt, verify, and undo when the reading back fails: no success that was not read back. */
export async function setUp(world: World, choice: SetupChoice, { wishes, ...options }: SetUpOptions = {}): Promise<SetupResult> {
  const client = clientById(choice.client);
  const planned = await planSetUp(world, choice, wishes);
  if (client === undefined || !planned.ok) {
    return result(choice, [], 'failed', planned.ok ? unsupported(choice) : planned.problem);
  }
  const plan = planned.value;
  const strangers = unconfirmedHosts(choice);
  if (strangers.length > 0) return result(choice, plan.steps, 'failed', consentNeeded(choice, strangers));
  if (await isBusy(world, client.id)) return result(choice, plan.steps, 'failed', setUpRunning(client.id));
  if (plan.alreadyThere) return result(choice, plan.steps, 'already-there');

  const applied = await applyAsOwner(world, client, plan, options);
  if (!applied.ok) return result(choice, plan.steps, applied.problem.code === 'cancelled' ? 'cancelled' : 'failed', applied.problem);
  return verify(world, client, plan, applied.value);
}

/** Whether a Mailramp that runs, this one included, works in the program now; `but` is not counted. */
const isBusy = async (world: World, client: ClientId, but?: Change): Promise<boolean> =>
  (await inProgress(world)).some((other) => other.id !== but?.id && sameProgram(other.client, client));

/**
 * Applies with Mailramp's own process in the journal, for as long as this goes on: what is left unfinished afterwards is
 * anybody's to take back.
 */
async function applyAsOwner(
  world: World,
  client: Client,
  plan: Plan,
  options: Omit<SetUpOptions, 'wishes'>,
): Promise<Outcome<Change, Problem>> {
  const journal = createJournal(world.machine);
  const owner = await world.windows?.running();
  const last: { change?: Change } = {};
  const record: ApplyOptions['record'] = async (change) => {
    last.change = change;
    await journal.record(change, change.state === 'started' ? owner : undefined);
  };
  try {
    return await client.apply(world, plan, { ...options, record, isAlone: async (change) => !(await isBusy(world, client.id, change)) });
  } finally {
    if (owner !== undefined && last.change?.state === 'started') await note(world, last.change);
  }
}

async function verify(world: World, client: Client, plan: Plan, change: Change): Promise<SetupResult> {
  const verified = await client.verify(world, change);
  if (verified.ok) {
    const outcome = client.handsOver ? 'written' : 'verified';
    const proved: Change = { ...change, state: outcome };
    await note(world, proved);
    return { client: client.id, plan: plan.steps, outcome, change: proved, verified: verified.value };
  }
  const undone = await client.undo(world, change);
  if (!undone.ok) {
    const problem = problemOf('undo-failed', { ...undone.problem.facts, because: undone.problem.code }, [
      'copy-report',
      'ask-administrator',
    ]);
    return { client: client.id, plan: plan.steps, outcome: 'failed', change, verified: [], problem };
  }
  await note(world, undone.value);
  const problem = problemOf('undone-after-failure', { ...verified.problem.facts, because: verified.problem.code });
  return { client: client.id, plan: plan.steps, outcome: 'undone', change: undone.value, verified: [], problem };
}

/**
 * The journal's last word. When the disk refuses it, the word before stands, and taking back still works: `apply` wrote
 * down what it added before it added anything, and undoing twice does nothing.
 */
async function note(world: World, change: Change): Promise<void> {
  try {
    await createJournal(world.machine).record(change);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
  }
}

/** Takes back one change, or the latest that still stands. */
export async function undo(world: World, changeId?: string): Promise<Outcome<SetupResult, Problem>> {
  const journal = createJournal(world.machine);
  const change = changeId === undefined ? await journal.latest() : await journal.read(changeId);
  const client = change === undefined ? undefined : clientById(change.client);
  if (change === undefined || client === undefined) {
    return failed(
      changeId === undefined
        ? problemOf('change-not-found', {}, [])
        : problemOf('change-not-found', { change: changeId }, ['check-spelling']),
    );
  }
  if (change.state !== 'undone' && (await isBusy(world, client.id))) {
    const problem = setUpRunning(client.id);
    return { ok: true, value: { client: client.id, plan: [], outcome: 'failed', change, verified: [], problem } };
  }
  const undone = change.state === 'undone' ? { ok: true as const, value: change } : await client.undo(world, change, { byPerson: true });
  if (!undone.ok) {
    return { ok: true, value: { client: client.id, plan: [], outcome: 'failed', change, verified: [], problem: undone.problem } };
  }
  await note(world, undone.value);
  return { ok: true, value: { client: client.id, plan: [], outcome: 'undone', change: undone.value, verified: [] } };
}

/** The mail program would send the password there: hosts that are neither trusted nor confirmed. */
const unconfirmedHosts = ({ account, client, confirmedHosts = [] }: SetupChoice): string[] => [
  ...new Set(
    servicesToProve(account, client)
      .filter(({ trusted, host }) => !trusted && !confirmedHosts.includes(host))
      .map(({ host }) => host),
  ),
];

const consentNeeded = ({ account }: SetupChoice, hosts: string[]): Problem =>
  problemOf('consent-needed', { address: account.address, hosts, host: hosts[0] ?? '' }, ['confirm-host', 'ask-administrator']);

const result = (choice: SetupChoice, plan: Plan['steps'], outcome: SetupResult['outcome'], problem?: Problem): SetupResult => ({
  client: choice.client,
  plan,
  outcome,
  verified: [],
  ...(problem === undefined ? {} : { problem }),
});

const unsupported = (choice: SetupChoice): Problem =>
  problemOf('client-unsupported', { client: choice.client }, ['choose-other-program', 'set-up-by-hand']);
