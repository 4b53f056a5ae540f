import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change, PlanStep } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import type { ApplyOptions, Plan } from '../client.ts';
import { type ChangeData, changeData, type PlanData, planData } from './change-data.ts';
import { type Draft, draft } from './plan.ts';
import { effectivePrefs, type PrefValue } from './prefs.ts';
import { parsePrefs } from './prefs-parser.ts';
import { writePrefs } from './prefs-writer.ts';
import { chooseTarget } from './profiles.ts';
import { registered } from './profile-registration.ts';
import { runningProblem } from './running.ts';
import { undo, withdraw } from './undo.ts';

/**
 * Adds the account while holding the profile's lock. Every write is whole or not at all, so that Thunderbird opens the
 * profile whatever moment we are killed at; the change is recorded before the first of them. What fails is taken back.
 */
export async function apply(world: World, chosen: Plan, options: ApplyOptions): Promise<Outcome<Change, Problem>> {
  const data = planData.parse(chosen.data);
  const running = await runningProblem(world, data.target.folder);
  if (running !== undefined) return failed(running);
  const drafted = await draft(world, data);
  if (!drafted.ok) return drafted;
  if (!(await isStillMeant(world, data)) || !sameSteps(chosen.steps, drafted.value.steps)) return failed(changedMeanwhile(data));
  if (options.signal?.aborted) return failed(problemOf('cancelled', {}, ['retry']));
  try {
    return await applyDraft(world, chosen, data, drafted.value, options);
  } catch (error) {
    if (error instanceof FileProblem) return failed(unwritable(error));
    throw error;
  }
}

const sameSteps = (one: readonly PlanStep[], other: readonly PlanStep[]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A Thunderbird started since the plan was made may have given itself a profile. */
async function isStillMeant(world: World, { target, installation }: PlanData): Promise<boolean> {
  const again = await chooseTarget(world, installation, target.name === undefined ? target.folder : undefined);
  if (!again.ok || again.value.isNew !== target.isNew) return false;
  return again.value.name === target.name && (target.isNew || again.value.folder === target.folder);
}

const changedMeanwhile = ({ target }: Pick<PlanData, 'target'>): Problem =>
  problemOf('profile-changed', { profile: target.folder }, ['retry', 'copy-report']);

const unwritable = (error: FileProblem): Problem =>
  problemOf('file-unwritable', { path: error.path, reason: error.reason }, ['check-file', 'ask-administrator', 'copy-report']);

/** How far the writing came. */
interface Progress {
  copied: boolean;
  /** prefs.js may have been written. */
  begun: boolean;
}

async function applyDraft(
  world: World,
  chosen: Plan,
  data: PlanData,
  drafted: Draft,
  options: ApplyOptions,
): Promise<Outcome<Change, Problem>> {
  const started: Change = {
    id: world.uuid(),
    client: 'thunderbird',
    address: chosen.address,
    at: new Date(world.clock.now()).toISOString(),
    state: 'started',
    data: await intention(world, data, drafted),
  };
  await options.record(started);
  const done: Change = { ...started, state: 'written' };
  const progress: Progress = { copied: false, begun: false };
  const write = async (): Promise<Problem | undefined> => {
    const problem = await written(world, changeData.parse(started.data), drafted, options, progress);
    // A change that the journal does not know as finished must not stand.
    if (problem === undefined) await options.record(done);
    return problem;
  };
  const problem = await write().catch((error: unknown) => {
    if (error instanceof FileProblem) return unwritable(error);
    throw error;
  });
  if (problem !== undefined) return failed(await takenBack(world, started, problem, options, progress));
  tell(drafted, options, (kind) => !LATER.includes(kind) && !(progress.copied && COPIED.includes(kind)));
  return succeeded(done);
}

type Kind = PlanStep['kind'];

/** A person's, or the program's own, after us. */
const LATER: readonly Kind[] = ['start-once', 'ask-password-later'];
/** Done when the copy is made; all else comes with the one write and is told when that was read back. */
const COPIED: readonly Kind[] = ['use-profile', 'back-up-file'];

const tell = ({ steps }: Draft, { onStep }: ApplyOptions, isDone: (kind: Kind) => boolean): void =>
  steps.forEach(({ kind }, index) => isDone(kind) && onStep?.(index));

/** Everything that is about to be written, and what stood there before. */
async function intention(world: World, { target, installation }: PlanData, { state, additions }: Draft): Promise<ChangeData> {
  const { files } = world.machine;
  const stamp = new Date(world.clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  let backup = `prefs.js.before-mailramp-${stamp}`;
  while (state.names.includes(backup)) backup += '-again';
  const root = target.registration?.root;
  return {
    target,
    ...(installation === undefined ? {} : { installation }),
    madeRoot: root !== undefined && (await files.facts(root)) === undefined,
    madeRegistry: root !== undefined && (await files.facts(files.join(root, 'profiles.ini'))) === undefined,
    hadPrefs: state.text !== undefined,
    hadLock: state.names.some((name) => name === '.parentlock' || name === 'parent.lock'),
    ...(state.text === undefined ? {} : { backup: files.join(target.folder, backup) }),
    prefs: additions.prefs.map(([name, value]) => {
      const before = state.prefs.get(name);
      return { name, value, ...(before === undefined ? {} : { before }) };
    }),
    keys: additions.keys,
  };
}

async function written(
  world: World,
  data: ChangeData,
  drafted: Draft,
  options: ApplyOptions,
  progress: Progress,
): Promise<Problem | undefined> {
  const { files, locks } = world.machine;
  const { target } = data;
  if (target.isNew) await files.makeFolder(target.folder, 0o700);
  const locked = await locks.whileLocked(target.folder, () => writtenUnderLock(world, data, drafted, options, progress));
  if (locked === undefined) return (await runningProblem(world, target.folder)) ?? changedMeanwhile(data);
  if (locked.value !== undefined) return locked.value;
  // Last, so that a registered profile is always a whole one.
  return target.registration === undefined ? undefined : register(world, data);
}

async function writtenUnderLock(
  world: World,
  data: ChangeData,
  drafted: Draft,
  options: ApplyOptions,
  progress: Progress,
): Promise<Problem | undefined> {
  const { state, additions } = drafted;
  const { files } = world.machine;
  const { folder } = data.target;
  const path = files.join(folder, 'prefs.js');
  const text = writePrefs(state.file, new Map(additions.prefs));
  const changed = async (): Promise<boolean> => (await files.read(path)) !== state.text;
  if (await changed()) return changedMeanwhile(data);
  if (data.backup !== undefined) {
    await files.copy(path, data.backup);
    progress.copied = true;
    tell(drafted, options, (kind) => COPIED.includes(kind));
  }
  // Where no lock could be had, this is the last moment at which a start can be seen.
  const running = await runningProblem(world, folder);
  if (running !== undefined) return running;
  if (await changed()) return changedMeanwhile(data);
  if (options.signal?.aborted) return problemOf('cancelled', {}, ['retry']);
  progress.begun = true;
  await files.writeAtomic(path, text);
  const before = effectivePrefs(state.file);
  if (unionHolds(await files.read(path), before, additions.prefs)) return undefined;
  if (state.text === undefined) await files.remove(path);
  else await files.writeAtomic(path, state.text);
  return problemOf('undone-after-failure', { path, because: 'not-verified' });
}

/** The result must be the former settings and ours, no more and no less. */
function unionHolds(text: string | undefined, before: ReadonlyMap<string, PrefValue>, added: Draft['additions']['prefs']): boolean {
  const parsed = parsePrefs(text ?? '');
  if (!parsed.ok) return false;
  const expected = new Map<string, PrefValue>([...before, ...added]);
  const found = effectivePrefs(parsed.value);
  return found.size === expected.size && [...expected].every(([name, value]) => found.get(name) === value);
}

async function register(world: World, { target }: ChangeData): Promise<undefined> {
  const { files } = world.machine;
  if (target.registration === undefined) return;
  const path = files.join(target.registration.root, 'profiles.ini');
  const text = (await files.read(path)) ?? '';
  await files.writeAtomic(path, registered(text, target.name ?? 'default', target.registration));
}

/** Leaves the computer as it was and says so in the journal. If even that fails, the change stays open there. */
async function takenBack(world: World, started: Change, problem: Problem, options: ApplyOptions, progress: Progress): Promise<Problem> {
  if (progress.begun) {
    const undone = await undo(world, started);
    if (!undone.ok) return problem;
  } else await withdraw(world, changeData.parse(started.data), progress.copied);
  await options.record({ ...started, state: 'undone' });
  return problem;
}
