import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { Windows } from '../../world/windows.ts';
import type { World } from '../../world/world.ts';
import type { ApplyOptions } from '../client.ts';
import { outlookChange } from './change-data.ts';
import { readProfiles } from './detect/profiles.ts';
import { readerOf } from './detect/registry-reading.ts';
import { profileWith, profileWithMailbox, readBack } from './read-back.ts';

/** A person reads, thinks and is called to the telephone, milliseconds. */
const PATIENCE = 60 * 60 * 1000;
const LOOK_AGAIN = 1000;
/** Outlook writes an account value by value: what is wrong for this long was typed wrong, milliseconds. */
const SETTLING = 10_000;

/**
 * The walkthrough's end: looks until a new profile holds the account, and makes the change of it. Nothing is opened and
 * nothing written before, so that giving up leaves nothing to take back.
 */
export async function awaitAccount(
  world: World,
  windows: Windows,
  begun: Change,
  options: ApplyOptions,
): Promise<Outcome<Change, Problem>> {
  const { clock } = world;
  const { registry } = windows;
  const data = outlookChange.parse(begun.data);
  if ((await windows.session()).otherUser) return failed(problemOf('elevation-mismatch', { reason: 'other-user' }, ['start-as-yourself']));
  const until = clock.now() + PATIENCE;
  let wrongSince: number | undefined;
  while (clock.now() < until) {
    if (options.signal?.aborted === true) return failed(problemOf('cancelled', {}, ['retry']));
    const profiles = await readProfiles(readerOf(registry), data.registryVersion);
    const fresh = profiles.filter(({ name }) => !data.profilesBefore.includes(name));
    const found = profileWith(fresh, data.wanted);
    if (found !== undefined) {
      const wanted = { ...data.wanted, profile: found.name };
      const change: Change = { ...begun, state: 'written', data: { ...data, wanted } };
      await options.record(change);
      return succeeded(change);
    }
    const near = profileWithMailbox(fresh, data.wanted);
    wrongSince = near === undefined ? undefined : (wrongSince ?? clock.now());
    if (near !== undefined && wrongSince !== undefined && clock.now() - wrongSince >= SETTLING) {
      const read = await readBack(registry, data.registryVersion, { ...data.wanted, profile: near.name }, false);
      if (!read.ok) return read;
    }
    await clock.sleep(LOOK_AGAIN, options.signal);
  }
  return failed(problemOf('not-verified', { reason: 'no-account' }, ['retry', 'set-up-by-hand']));
}
