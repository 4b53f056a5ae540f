import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem, HALF_WRITTEN } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import { type ChangeData, changeData } from './change-data.ts';
import { effectivePrefs, type PrefsFile } from './prefs.ts';
import { parsePrefs } from './prefs-parser.ts';
import { writePrefs } from './prefs-writer.ts';
import { type ProfileState, readProfile } from './profile-state.ts';
import { registersNothing, unregistered } from './profile-registration.ts';
import { type Removals, removalsFor } from './removals.ts';
import { runningProblem } from './running.ts';

/** All that we put into a folder of our own. Anything else was put there by Thunderbird or by the person. */
const OURS = ['prefs.js', '.parentlock', 'parent.lock'];

/**
 * Takes back exactly what `apply` added, whatever moment it reached and whatever Thunderbird wrote since. Refuses while
 * Thunderbird runs. Doing it again changes nothing. Mail that was fetched and passwords that were saved stay.
 */
export async function undo(world: World, change: Change): Promise<Outcome<Change, Problem>> {
  const parsed = changeData.safeParse(change.data);
  if (!parsed.success) return failed(problemOf('undo-failed', { change: change.id, reason: 'record-unreadable' }, ['copy-report']));
  const data = parsed.data;
  try {
    const problem = await undone(world, data, change.state === 'started');
    return problem === undefined ? succeeded({ ...change, state: 'undone' }) : failed(problem);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return failed(problemOf('undo-failed', { path: error.path, reason: error.reason }, ['check-file', 'retry', 'copy-report']));
  }
}

async function undone(world: World, data: ChangeData, neverFinished: boolean): Promise<Problem | undefined> {
  const { files, locks } = world.machine;
  const { folder, isNew } = data.target;
  if ((await files.facts(folder)) === undefined) return removeNewProfile(world, data);
  const state = await readProfile(world, folder);
  if (!state.ok) return state.problem;
  // The copy was made before anything was written: without it, nothing was.
  const untouched = data.backup !== undefined && neverFinished && (await files.facts(data.backup)) === undefined;
  const nothingWritten = untouched || removalsFor(effectivePrefs(state.value.file), data).size === 0;
  if (nothingWritten && !isNew) return cleanUp(world, data);

  const running = await runningProblem(world, folder);
  if (running !== undefined) return running;
  if (isNew && holdsOnlyOurs(data, state.value)) return removeNewProfile(world, data);
  const locked = await locks.whileLocked(folder, () => removeFrom(world, data));
  if (locked === undefined) return (await runningProblem(world, folder)) ?? problemOf('profile-changed', { profile: folder }, ['retry']);
  return locked.value ?? cleanUp(world, data);
}

const isOurs = (name: string): boolean => OURS.includes(name) || name.startsWith(`prefs.js${HALF_WRITTEN}`);

/**
 * Ends a change whose settings were never written: whatever stands in prefs.js is somebody else's, even where it looks
 * like ours, as another Mailramp with the same account leaves it. Rejects with FileProblem.
 */
export async function withdraw(world: World, data: ChangeData, copied: boolean): Promise<void> {
  const { files } = world.machine;
  const { folder, isNew } = data.target;
  if (copied && data.backup !== undefined) await files.remove(data.backup);
  const names = await files.list(folder);
  if (names.includes('prefs.js') && !data.hadPrefs) return;
  if (!isNew) await removeLitter(world, data);
  else if (names.every(isOurs)) await removeNewProfile(world, data);
}

function holdsOnlyOurs(data: ChangeData, { names, file }: ProfileState): boolean {
  return names.every(isOurs) && writePrefs(file, removalsFor(effectivePrefs(file), data)).trim() === '';
}

async function removeFrom(world: World, data: ChangeData): Promise<Problem | undefined> {
  const { files } = world.machine;
  const { folder } = data.target;
  const state = await readProfile(world, folder);
  if (!state.ok) return state.problem;
  const running = await runningProblem(world, folder);
  if (running !== undefined) return running;
  const path = files.join(folder, 'prefs.js');
  const removals = removalsFor(effectivePrefs(state.value.file), data);
  const text = writePrefs(state.value.file, removals);
  if (text.trim() === '' && !data.hadPrefs) {
    await files.remove(path);
    return undefined;
  }
  if (text === state.value.text) return undefined;
  await files.writeAtomic(path, text);
  return onlyThoseGone(await files.read(path), state.value.file, removals)
    ? undefined
    : problemOf('undo-failed', { path }, ['copy-report']);
}

/** Reads back: our settings are gone or as before, every other one is as it was. */
function onlyThoseGone(text: string | undefined, former: PrefsFile, removals: Removals): boolean {
  const parsed = parsePrefs(text ?? '');
  if (!parsed.ok) return false;
  const expected = effectivePrefs(former);
  for (const [name, value] of removals) {
    if (value === undefined) expected.delete(name);
    else expected.set(name, value);
  }
  const found = effectivePrefs(parsed.value);
  return found.size === expected.size && [...expected].every(([name, value]) => found.get(name) === value);
}

/** Our own litter: the copy, halves that a crash left, and a lock file where there was none. */
async function cleanUp(world: World, data: ChangeData): Promise<undefined> {
  if (data.backup !== undefined) await world.machine.files.remove(data.backup);
  await removeLitter(world, data);
}

async function removeLitter(world: World, data: ChangeData): Promise<void> {
  const { files, locks } = world.machine;
  const { folder } = data.target;
  await removeHalves(world, folder, 'prefs.js');
  const names = await files.list(folder);
  const lock = names.find((name) => name === '.parentlock' || name === 'parent.lock');
  if (lock === undefined || data.hadLock || names.includes('compatibility.ini')) return;
  if ((await locks.profileOwner(folder)) === undefined) await files.remove(files.join(folder, lock));
}

/** Nobody ever opened it: the entry goes first, so that no entry is left without its folder. */
async function removeNewProfile(world: World, { target, madeRegistry, madeRoot }: ChangeData): Promise<undefined> {
  const { files } = world.machine;
  const { folder, registration, isNew } = target;
  if (registration !== undefined) await unregister(world, registration, madeRegistry);
  if (isNew) await files.removeFolder(folder);
  if (registration === undefined || !madeRoot) return;
  for (const made of [files.join(registration.root, 'Profiles'), registration.root]) {
    if ((await files.facts(made)) !== undefined && (await files.list(made)).length === 0) await files.removeFolder(made);
  }
}

async function unregister(world: World, { root, path }: { root: string; path: string }, madeRegistry: boolean): Promise<void> {
  const { files } = world.machine;
  const registry = files.join(root, 'profiles.ini');
  const text = await files.read(registry);
  const left = text === undefined ? undefined : unregistered(text, path);
  if (left !== undefined && madeRegistry && registersNothing(left)) await files.remove(registry);
  else if (left !== undefined && left !== text) await files.writeAtomic(registry, left);
  await removeHalves(world, root, 'profiles.ini');
}

/** What a crash left half-written beside a file. */
async function removeHalves({ machine: { files } }: World, folder: string, name: string): Promise<void> {
  const halves = (await files.list(folder)).filter((one) => one.startsWith(name + HALF_WRITTEN));
  for (const half of halves) await files.remove(files.join(folder, half));
}
