import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import { effectivePrefs, type Prefs, type PrefsFile } from './prefs.ts';
import { parsePrefs } from './prefs-parser.ts';

/** What a profile folder holds, as far as accounts go. */
export interface ProfileState {
  /** Names in the folder. */
  names: readonly string[];
  /** undefined: no prefs.js yet. */
  text: string | undefined;
  file: PrefsFile;
  /** Settings that `user.js` puts over the others at every start. */
  user: PrefsFile;
  /** What counts. */
  prefs: Prefs;
}

/** Reads a profile; a folder that is not there is an empty one. Whatever cannot be read whole is a problem with its line. */
export async function readProfile(world: World, folder: string): Promise<Outcome<ProfileState, Problem>> {
  const { files } = world.machine;
  const read = async (name: string) => {
    const path = files.join(folder, name);
    const text = await files.read(path);
    const parsed = parsePrefs(text ?? '');
    return { text, parsed: parsed.ok ? parsed : failed(unparsable(path, parsed.problem.line, parsed.problem.reason)) };
  };
  try {
    const { text, parsed } = await read('prefs.js');
    const user = (await read('user.js')).parsed;
    if (!parsed.ok) return parsed;
    if (!user.ok) return user;
    const prefs = effectivePrefs(parsed.value, user.value);
    return succeeded({ names: await files.list(folder), text, file: parsed.value, user: user.value, prefs });
  } catch (error) {
    if (error instanceof FileProblem) return failed(readFailure(error));
    throw error;
  }
}

const unparsable = (path: string, line: number, reason: string): Problem =>
  problemOf('profile-unreadable', { path, line, reason }, ['check-file', 'set-up-by-hand', 'copy-report']);

/** A file of the profile that cannot be read. */
export const readFailure = (error: FileProblem): Problem =>
  problemOf('profile-unreadable', { path: error.path, reason: error.reason }, ['check-file', 'set-up-by-hand', 'copy-report']);
