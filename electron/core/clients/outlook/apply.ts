import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { Secret } from '../../model/secret.ts';
import { FileProblem } from '../../world/machine.ts';
import { AccessDenied, type Windows } from '../../world/windows.ts';
import type { World } from '../../world/world.ts';
import type { ApplyOptions, Plan } from '../client.ts';
import { setUpRunning } from '../in-progress.ts';
import { type Attempt, limitOf, outlookPlan, type OutlookPlan, tell } from './attempt.ts';
import { awaitAccount } from './await-account.ts';
import { type OutlookChange, outlookChange } from './change-data.ts';
import { defaultProfile, profilesKey } from './detect/profiles.ts';
import { readerOf } from './detect/registry-reading.ts';
import type { PageId } from './dialogs/pages.ts';
import { runDialogs } from './engine.ts';
import { APPLET, otherApplets, precheck } from './precheck.ts';
import { adopt, ensureDefault, prove } from './settle.ts';
import { readClassicSwitch, restoreClassicSwitch, switchClassicOn } from './steps/classic-switch.ts';
import { closeDialogs } from './steps/close-dialogs.ts';
import { ended } from './steps/ended.ts';
import { readLogonPrompt } from './steps/logon-prompt.ts';
import { openApplet, openersOf } from './steps/open-applet.ts';
import { type PageTeller, pageTeller } from './steps/tell-page.ts';
import { createSession, type Session } from './steps/session.ts';
import { watchPerson } from './steps/watch-person.ts';
import { dataFiles, undoOutlook } from './undo.ts';
import { profileName } from './wanted.ts';

/** Sets the account up through Outlook's own dialogs. What fails is taken back before the problem is returned. */
export async function applyOutlook(world: World, chosen: Plan, options: ApplyOptions): Promise<Outcome<Change, Problem>> {
  const { windows } = world;
  const plan = outlookPlan.parse(chosen.data);
  if (windows === undefined) return failed(problemOf('client-unsupported', { needs: 'windows' }, ['choose-other-program']));
  if (plan.level === 'automated' && (plan.password === undefined || plan.password.isEmpty)) {
    return failed(problemOf('usage', { reason: 'password-needed' }, ['type-password-again']));
  }
  const { registryVersion } = plan.installation;
  tell(chosen.steps, options, 'other-settings-there');
  if (plan.level === 'walkthrough') {
    return guarded(async () => awaitAccount(world, windows, await begin(world, windows, chosen, plan), options));
  }
  const obstacle = await precheck(world, windows, plan.wanted.kind, registryVersion, options);
  if (obstacle !== undefined) return failed(obstacle);
  return guarded(async () => {
    const change = await begin(world, windows, chosen, plan);
    await options.record(change);
    if ((await options.isAlone?.(change)) === false) return stepBack(change, options);
    tell(chosen.steps, options, 'ask-outlook-closed');
    return attempts({ world, windows, plan, steps: chosen.steps, guide: chosen.guide ?? [], options, change });
  });
}

/** Nothing was touched yet, and what is open is the other's. */
async function stepBack(change: Change, { record }: ApplyOptions): Promise<Outcome<Change, Problem>> {
  await record({ ...change, state: 'undone' });
  return failed(setUpRunning(change.client));
}

/** Everything that must be known to take the change back, written down before anything is touched. */
async function begin(world: World, windows: Windows, chosen: Plan, plan: OutlookPlan): Promise<Change> {
  const { registry } = windows;
  const { registryVersion, program } = plan.installation;
  const taken = await registry.keys('HKCU', profilesKey(registryVersion));
  const wanted = { ...plan.wanted, profile: profileName(plan.wanted.profile, plan.wanted.address, taken) };
  const data: OutlookChange = {
    wanted,
    registryVersion,
    program,
    formerDefault: (await defaultProfile(readerOf(registry), registryVersion)) ?? null,
    makeDefault: plan.makeDefault,
    logonPrompt: await readLogonPrompt(registry, registryVersion),
    classicSwitch: plan.level === 'walkthrough' ? null : await readClassicSwitch(registry, registryVersion),
    dataFilesBefore: await dataFiles(world.machine),
    profilesBefore: taken,
    applets: [],
  };
  const at = new Date(world.clock.now()).toISOString();
  return { id: world.uuid(), client: `outlook-${wanted.kind}`, address: chosen.address, at, state: 'started', data };
}

/** The automatic page where it fits; when it found something else, everything is taken back and done by hand. */
async function attempts(attempt: Attempt): Promise<Outcome<Change, Problem>> {
  const first = await guarded(() => once(attempt, attempt.plan.route));
  if (first.ok) return first;
  if (!triesPagesByHand(attempt, attempt.plan.route, first.problem)) return failed(await takeBack(attempt, first.problem));
  const undone = await undoOutlook(attempt.world, attempt.change);
  if (!undone.ok) return failed(await takeBack(attempt, first.problem));
  const second = await guarded(() => once(attempt, 'manual'));
  return second.ok ? second : failed(await takeBack(attempt, second.problem));
}

const GOES_ON_BY_HAND: readonly Problem['code'][] = ['login-unclear', 'cannot-connect', 'unexpected-window', 'undone-after-failure'];

/** Warnings are answered by people: no second try walks around them. */
const isWarning = ({ facts }: Problem): boolean =>
  ['certificate-warning', 'credential-prompt', 'redirect-prompt', 'simplified'].includes(String(facts['window']));

/** Whether the pages by hand come after the automatic one, which a cancellation ends as everything else. */
const triesPagesByHand = ({ plan, options }: Attempt, route: OutlookPlan['route'], problem: Problem): boolean =>
  plan.level === 'automated' &&
  route === 'automatic' &&
  options.signal?.aborted !== true &&
  GOES_ON_BY_HAND.includes(problem.code) &&
  !isWarning(problem);

/** A full disk or a locked registry is a problem like any other: what was done until then is taken back. */
async function guarded<Value>(work: () => Promise<Outcome<Value, Problem>>): Promise<Outcome<Value, Problem>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileProblem) {
      return failed(problemOf('file-unwritable', { path: error.path, reason: error.reason }, ['check-file', 'copy-report']));
    }
    if (error instanceof AccessDenied) {
      return failed(problemOf('forbidden-by-policy', { reason: 'access-denied' }, ['ask-administrator', 'copy-report']));
    }
    throw error;
  }
}

async function once(attempt: Attempt, route: OutlookPlan['route']): Promise<Outcome<Change, Problem>> {
  const { windows, options, plan, steps } = attempt;
  const data = outlookChange.parse(attempt.change.data);
  if (data.classicSwitch !== null) await switchClassicOn(windows.registry, data.registryVersion);
  tell(steps, options, 'switch-classic-wizard');
  const pages = pageTeller(attempt.guide, options);
  const session = sessionFor(attempt, data, pages);
  let byHand = plan.level === 'assisted';
  let done = await guarded(() => dialogs(attempt, session, data, route));
  if (!done.ok && (await handsOver(attempt, session, route, done.problem, pages))) {
    byHand = true;
    done = await guarded(() => watchPerson(session, undefined, leftPage(attempt)));
  }
  pages.stop();
  const closed = await closeDialogs(session.withoutSignal());
  await restoreClassicSwitch(windows.registry, data);
  // Whoever stops it instead of answering a question about a stop has stopped it all the same.
  if (!done.ok) return options.signal?.aborted === true ? failed(ended('cancelled', undefined)) : done;
  if (!closed) return failed(ended('timed-out', undefined));
  const settled = byHand ? await adopt(attempt, data) : succeeded(data);
  if (!settled.ok) return settled;
  await ensureDefault(windows, settled.value, byHand);
  return prove(attempt, settled.value);
}

/** What meets a person in the dialogs just as well. */
const NOT_BY_HAND: readonly Problem['code'][] = ['cancelled', 'client-running', 'forbidden-by-policy'];

/** Asks whether the person goes on in the dialogs as they stand; where none is open there is nothing to go on with. */
async function handsOver(
  attempt: Attempt,
  session: Session,
  route: OutlookPlan['route'],
  problem: Problem,
  pages: PageTeller,
): Promise<boolean> {
  const { plan, options } = attempt;
  const asks = plan.level === 'automated' && !NOT_BY_HAND.includes(problem.code) && !triesPagesByHand(attempt, route, problem);
  if (!asks || options.onStop === undefined || (await session.dialogs()).length === 0) return false;
  return (await options.onStop(problem, pages.index())) === 'by-hand';
}

const sessionFor = ({ windows, world, options }: Attempt, { wanted }: OutlookChange, pages: PageTeller): Session =>
  createSession(windows, world.clock, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.patience === undefined ? {} : { limit: options.patience }),
    onWindow: (entry) => pages.onWindow(entry),
    hide: [
      [wanted.profile, 'profile'],
      [wanted.address, 'address'],
      [wanted.incoming.user, 'user'],
      [wanted.name, 'name'],
    ],
  });

async function dialogs(
  attempt: Attempt,
  session: Session,
  data: OutlookChange,
  route: OutlookPlan['route'],
): Promise<Outcome<true, Problem>> {
  const { plan, world, windows, options, change } = attempt;
  const opened = await openApplet(session, await openersOf(plan.installation, world.machine), async () => {
    const own = await session.follow();
    const applets = (await windows.processes()).filter(({ id }) => own.includes(id)).map(({ id, name }) => ({ id, name }));
    attempt.change = { ...change, data: { ...data, applets } };
    await options.record(attempt.change);
  });
  if (!opened.ok) return opened;
  const twins = await otherApplets(windows, await session.follow());
  if (twins.includes(opened.value.window.title)) {
    return failed(problemOf('client-running', APPLET, ['close-program', 'retry']));
  }
  const onPage = leftPage(attempt);
  if (plan.level === 'assisted') return watchPerson(session, opened.value, onPage);
  const { wanted, makeDefault } = data;
  const { trustedHosts, password } = plan;
  return runDialogs(session, opened.value, { wanted, password: password ?? new Secret(''), route, trustedHosts, makeDefault, onPage });
}

const leftPage =
  ({ steps, options }: Attempt) =>
  (page: PageId): void => {
    if (page === 'new-profile') tell(steps, options, 'create-outlook-profile');
  };

/** The problem to report after taking everything back: the first one, or that taking back failed. */
async function takeBack(attempt: Attempt, problem: Problem): Promise<Problem> {
  const undone = await undoOutlook(attempt.world, attempt.change, limitOf(attempt));
  if (!undone.ok) return problemOf('undo-failed', { ...undone.problem.facts, because: problem.code }, ['copy-report', 'ask-administrator']);
  // What cannot be written down now is found as unfinished at the next start, and taken back once more.
  await guarded(async () => {
    await attempt.options.record(undone.value);
    return succeeded(true);
  });
  return problem;
}
