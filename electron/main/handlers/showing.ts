import path from 'node:path';
import { failed, succeeded } from '../../core/model/outcome.ts';
import { problemOf } from '../../core/model/problem.ts';
import { completeValues } from '../../core/model/walkthrough-values.ts';
import type { SceneId, WalkthroughValues } from '../../core/model/walkthrough.ts';
import type { Input } from '../../contract/calls.ts';
import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { FILM_SIZE, type FilmFile } from '../film/film.ts';

/** The programs that speak ActiveSync are told its server; all others the one that receives mail. */
const WITH_ACTIVESYNC: readonly SceneId[] = ['outlook-2016-activesync', 'iphone-exchange', 'android-gmail', 'android-samsung'];

/** What is known of the person so far; without a discovery what was typed, and examples for the rest. */
export function valuesFor({ session, policy }: Desk, { scene, address, fullName }: Input<'walkthroughValues'>): WalkthroughValues {
  const same = session.discovery !== undefined && session.address !== undefined;
  const recommended = same ? session.discovery?.recommended : undefined;
  const mail = recommended?.incoming ?? recommended?.activesync;
  const server = WITH_ACTIVESYNC.includes(scene) ? (recommended?.activesync ?? mail) : mail;
  const known = {
    email: session.address?.text ?? address,
    name: session.fullName || fullName,
    server: server?.host,
    user: session.username ?? mail?.username,
    domain: session.address?.domain,
  };
  return completeValues(known, policy.values.profileName);
}

export const walkthroughValues =
  (desk: Desk): Handler<'walkthroughValues'> =>
  (input) =>
    Promise.resolve(valuesFor(desk, input));

/** Asks where, then makes the animation, pictures or page and writes them there. */
export const saveWalkthrough =
  (desk: Desk): Handler<'saveWalkthrough'> =>
  async (input, { signal }) => {
    const { shell, world, trail } = desk;
    const { scene, format } = input;
    const place = await shell.askWhereToSave(format === 'steps' ? scene : `${scene}.${format}`);
    if (place === undefined) return succeeded({ saved: false });
    const files = await filesOf(desk, input, signal);
    signal.throwIfAborted();
    try {
      const { files: disk } = world.machine;
      if (format === 'steps') await disk.makeFolder(place, 0o755);
      for (const { name, bytes } of files) await disk.writeAtomic(format === 'steps' ? path.join(place, name) : place, bytes, 0o600);
    } catch (error) {
      trail.failure('not-saved', error);
      return failed(problemOf('file-unwritable', { path: place }, ['retry', 'copy-report']));
    }
    trail.note('walkthrough-saved', { scene, format });
    return succeeded({ saved: true, path: place });
  };

/** Light screens: whoever gets the file may have any theme, and paper is white. */
async function filesOf(desk: Desk, input: Input<'saveWalkthrough'>, signal: AbortSignal): Promise<FilmFile[]> {
  const { scene, format } = input;
  const { locale } = desk.opening;
  const values = valuesFor(desk, input);
  if (format === 'html') return [await desk.shell.page({ scene, locale, values })];
  return desk.shell.film({ format, scene, locale, theme: 'light', values, width: FILM_SIZE.width }, signal);
}
