import type { Problem } from '../../core/model/problem.ts';
import type { ClientId } from '../../core/model/plan.ts';
import { succeeded } from '../../core/model/outcome.ts';
import { autodiscoverForOutlook, type SetupChoice, type SetupResult, type SetUpOptions, type Wishes } from '../../core/onboarding/index.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Call, Handler } from '../answer.ts';
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
  async ({ client, level: person }) => {
    const choice = choiceOf(desk, client);
    const wishes = wishesFor(desk.session);
    const planned = choice.ok ? await desk.onboarding.planAtLevel(choice.value, wishes, { person }) : choice;
    if (!planned.ok) return planned;
    const { steps, alreadyThere, level, levels, guide, forecast } = planned.value;
    return succeeded({
      steps,
      alreadyThere,
      level,
      levels,
      ...(guide === undefined ? {} : { guide: [...guide] }),
      ...(forecast === undefined ? {} : { forecast }),
    });
  };

export const setUp =
  (desk: Desk): Handler<'setUp'> =>
  async ({ client, level: person }, call) => {
    const { session, onboarding, trail } = desk;
    session.client = client;
    const choice = choiceOf(desk, client);
    if (!choice.ok) return notDone(choice.problem, client);
    const wishes = wishesFor(session);
    const planned = await onboarding.planAtLevel(choice.value, wishes, { person });
    if (!planned.ok) return notDone(planned.problem, client);
    const { level } = planned.value;
    trail.note('set-up', { client, level });
    const result = await onboarding.setUp(choice.value, { ...tellingOptions(session, call), wishes: { ...wishes, level } });
    // The other one may go on in this window: what it asks, and what becomes of it, stays its own.
    if (result.problem?.code === 'set-up-running') return result;
    session.answerStop = undefined;
    if (result.outcome === 'verified' || result.outcome === 'already-there') session.password = undefined;
    session.result = result;
    session.change = result.change;
    trail.note('set-up-ended', { client, level, outcome: result.outcome, problem: result.problem?.code, change: result.change?.id });
    return result;
  };

/** A person who closes a program may first have to finish a letter in it, milliseconds. */
const CLOSING_PATIENCE = 60 * 60 * 1000;

/** What the window hears while it is set up, and how it is asked when the automation stopped. */
const tellingOptions = (session: Session, { signal, emit }: Call): SetUpOptions => ({
  signal,
  onStep: (index) => emit('stepDone', { index }),
  onPage: (index) => emit('pageOpened', { index }),
  onWaiting: (program) => emit('waitingForProgram', { program }),
  waitForProgram: CLOSING_PATIENCE,
  onStop: (problem, index) =>
    new Promise((resolve) => {
      const takeBack = (): void => {
        // From now on nobody hears another answer.
        session.answerStop = undefined;
        resolve('take-back');
      };
      session.answerStop = resolve;
      signal.addEventListener('abort', takeBack, { once: true });
      if (signal.aborted) takeBack();
      else emit('stopped', { problem, index });
    }),
});

export const answerStop =
  ({ session, trail }: Desk): Handler<'answerStop'> =>
  ({ byHand }) => {
    const { answerStop: answer } = session;
    session.answerStop = undefined;
    trail.note('stop-answered', { byHand, heard: answer !== undefined });
    answer?.(byHand ? 'by-hand' : 'take-back');
    return Promise.resolve({ heard: answer !== undefined });
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
