import { clientById, createJournal, type Plan } from '../clients/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { Account } from '../model/account.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Change } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { World } from '../world/world.ts';
import { accountFrom, type AccountWishes } from './choose-account.ts';
import { offerPrograms } from './offer-programs.ts';
import type { LevelledPlan, LevelWishes } from './levels.ts';
import { planAtLevel, planSetUp, setUp, type SetUpOptions, undo, type Wishes } from './set-up.ts';
import type { ProgramOffer, SetupChoice, SetupResult } from './story.ts';

/** The story after the settings were found, the same for the window, the command line and unattended runs. */
export interface Onboarding {
  accountFrom(discovery: Discovery, wishes: AccountWishes): Outcome<Account, Problem>;
  programs(discovery?: Discovery): Promise<ProgramOffer[]>;
  plan(choice: SetupChoice, wishes?: Wishes): Promise<Outcome<Plan, Problem>>;
  /** The same at the level that company, person and prediction come to: nobody has to name one. */
  planAtLevel(choice: SetupChoice, wishes: Wishes, levels: LevelWishes): Promise<Outcome<LevelledPlan, Problem>>;
  setUp(choice: SetupChoice, options?: SetUpOptions): Promise<SetupResult>;
  /** The named change, or the latest that still stands. */
  undo(changeId?: string): Promise<Outcome<SetupResult, Problem>>;
  changes(): Promise<Change[]>;
  /** A change that was started and never finished: Mailramp or the computer was stopped in the middle. */
  unfinished(): Promise<Change | undefined>;
  open(change: Change): Promise<boolean>;
}

export function createOnboarding(world: World): Onboarding {
  const journal = createJournal(world.machine);
  return {
    accountFrom,
    programs: (discovery) => offerPrograms(world, discovery),
    plan: (choice, wishes) => planSetUp(world, choice, wishes),
    planAtLevel: (choice, wishes, levels) => planAtLevel(world, choice, wishes, levels),
    setUp: (choice, options) => setUp(world, choice, options),
    undo: (changeId) => undo(world, changeId),
    changes: () => journal.list(),
    unfinished: async () => (await journal.list()).find((change) => change.state === 'started'),
    open: async (change) => (await clientById(change.client)?.open(world, change)) ?? false,
  };
}
