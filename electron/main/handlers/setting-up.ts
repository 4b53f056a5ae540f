import type { Problem } from '../../core/model/problem.ts';
import type { ClientId } from '../../core/model/plan.ts';
import { succeeded } from '../../core/model/outcome.ts';
import { autodiscoverForOutlook, type SetupChoice, type SetupResult, type Wishes } from '../../core/onboarding/index.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Handler } from '../answer.ts';
import { accountOf } from '../account.ts';
import type { Desk } from '../desk.ts';
import type { Session } from '../session.ts';

export const programs =
  ({ onboarding, session, trail }: Desk): Handler<'programs'> =>
  async () => {
    session.offers = await onboarding.programs(session.discovery);
    trail.note('programs', { offers: session.offers.map(({ client, state, why }) => `${client} ${state} ${why}`) });
    return session.offers;
  };

export const plan =
  (desk: Desk): Handler<'plan'> =>
  async ({ client }) => {
    const choice = choiceOf(desk, client);
    const planned = choice.ok ? await desk.onboarding.plan(choice.value) : choice;
    return planned.ok ? succeeded({ steps: planned.value.steps, alreadyThere: planned.value.alreadyThere }) : planned;
  };

export const setUp =
  (desk: Desk): Handler<'setUp'> =>
  async ({ client }, { signal, emit }) => {
    const { session, onboarding, trail } = desk;
    session.client = client;
    const choice = choiceOf(desk, client);
    if (!choice.ok) return notDone(choice.problem, client);
    trail.note('set-up', { client });
    const onStep = (index: number): void => emit('stepDone', { index });
    const result = await onboarding.setUp(choice.value, { signal, onStep, wishes: wishesFor(session) });
    if (result.outcome === 'verified' || result.outcome === 'already-there') session.password = undefined;
    session.result = result;
    session.change = result.change;
    trail.note('set-up-ended', { client, outcome: result.outcome, problem: result.problem?.code, change: result.change?.id });
    return result;
  };

export const undo =
  ({ onboarding, session, trail }: Desk): Handler<'undo'> =>
  async ({ change }) => {
    const undone = await onboarding.undo(change ?? session.change?.id);
    const result = undone.ok ? undone.value : notDone(undone.problem, session.client);
    if (result.outcome === 'undone') session.change = undefined;
    trail.note('undone', { outcome: result.outcome, problem: result.problem?.code, change: result.change?.id });
    return result;
  };

export const openProgram =
  ({ onboarding, session }: Desk): Handler<'openProgram'> =>
  async () => ({ opened: session.change !== undefined && (await onboarding.open(session.change)) });

/** What Outlook alone is told: the password, and what its own autodiscover would bring. */
function wishesFor({ password, discovery }: Session): Wishes {
  return {
    ...(discovery === undefined ? {} : { autodiscover: autodiscoverForOutlook(discovery) }),
    ...(password === undefined ? {} : { password }),
  };
}

/** The reply of `setUp` and `undo` when nothing was touched. */
export const notDone = (problem: Problem, client: ClientId = 'thunderbird'): SetupResult => ({
  client,
  plan: [],
  outcome: problem.code === 'cancelled' ? 'cancelled' : 'failed',
  verified: [],
  problem,
});

/** The program as it was offered: a client that is here twice is set up where the person saw it. */
function choiceOf({ onboarding, session }: Desk, client: ClientId): Outcome<SetupChoice, Problem> {
  const account = accountOf(onboarding, session);
  if (!account.ok) return account;
  const installation = session.offers?.find((offer) => offer.client === client && offer.state === 'ready')?.installation;
  const { confirmedHosts = [] } = session;
  return succeeded({ client, account: account.value, confirmedHosts, ...(installation === undefined ? {} : { installation }) });
}
