import { clientById, createJournal, inProgress, type Plan } from '../clients/index.ts';
import type { Discovery } from '../discovery/index.ts';
import type { Account } from '../model/account.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { Change, ClientId } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { World } from '../world/world.ts';
import { accountFrom, type AccountWishes } from './choose-account.ts';
import { accountWishesUnder, choiceUnder, forbiddenKinds, NO_RULES, obstacleIn, offersUnder, type Rules, wishesUnder } from './rules.ts';
import { offerPrograms } from './offer-programs.ts';
import type { LevelledPlan, LevelWishes } from './levels.ts';
import { planAtLevel, planSetUp, setUp, type SetUpOptions, undo, type Wishes } from './set-up.ts';
import type { ProgramOffer, SetupChoice, SetupResult } from './story.ts';

/** The story after the settings were found, the same for the window, the command line and unattended runs. */
export interface Onboarding {
  accountFrom(discovery: Discovery, wishes: AccountWishes): Outcome<Account, Problem>;
  /** The rule of the company that this set-up would break; asked before a password is. */
  obstacle(client: ClientId, account: Account): Problem | undefined;
  programs(discovery?: Discovery): Promise<ProgramOffer[]>;
  plan(choice: SetupChoice, wishes?: Wishes): Promise<Outcome<Plan, Problem>>;
  /** The same at the level that company, person and prediction come to: nobody has to name one. */
  planAtLevel(choice: SetupChoice, wishes: Wishes, levels: Omit<LevelWishes, 'policy'>): Promise<Outcome<LevelledPlan, Problem>>;
  setUp(choice: SetupChoice, options?: SetUpOptions): Promise<SetupResult>;
  /** The named change, or the latest that still stands. */
  undo(changeId?: string): Promise<Outcome<SetupResult, Problem>>;
  changes(): Promise<Change[]>;
  /** A change that was started and never finished: Mailramp or the computer was stopped in the middle. None that goes on now. */
  unfinished(): Promise<Change | undefined>;
  open(change: Change): Promise<boolean>;
}

/** `rules`: what the company decided; none unless given. */
export function createOnboarding(world: World, rules: Rules = NO_RULES): Onboarding {
  const journal = createJournal(world.machine);
  return {
    accountFrom: (discovery, wishes) => accountFrom(discovery, accountWishesUnder(rules, discovery, wishes)),
    obstacle: (client, account) => obstacleIn(rules, client, account),
    programs: async (discovery) => {
      const account = discovery === undefined ? undefined : accountFrom(discovery, accountWishesUnder(rules, discovery, { fullName: '' }));
      const incoming = account?.ok === true ? account.value.incoming?.protocol : undefined;
      return offersUnder(rules, await offerPrograms(world, discovery, forbiddenKinds(rules)), incoming);
    },
    plan: async (choice, wishes = {}) => {
      const obstacle = obstacleIn(rules, choice.client, choice.account, wishes.level);
      return obstacle === undefined ? planSetUp(world, choice, wishesUnder(rules, choice.client, wishes)) : failed(obstacle);
    },
    planAtLevel: async (choice, wishes, levels) => {
      const obstacle = obstacleIn(rules, choice.client, choice.account, wishes.level);
      if (obstacle !== undefined) return failed(obstacle);
      return planAtLevel(world, choice, wishesUnder(rules, choice.client, wishes), { ...levels, policy: rules.setUpLevel });
    },
    setUp: async (choice, { wishes = {}, ...options } = {}) => {
      const obstacle = obstacleIn(rules, choice.client, choice.account, wishes.level);
      if (obstacle !== undefined) return { client: choice.client, plan: [], outcome: 'failed', verified: [], problem: obstacle };
      return setUp(world, choiceUnder(rules, choice), { ...options, wishes: wishesUnder(rules, choice.client, wishes) });
    },
    undo: (changeId) => undo(world, changeId),
    changes: () => journal.list(),
    unfinished: async () => {
      const live = new Set((await inProgress(world)).map(({ id }) => id));
      return (await journal.list()).find((change) => change.state === 'started' && !live.has(change.id));
    },
    open: async (change) => (await clientById(change.client)?.open(world, change)) ?? false,
  };
}
