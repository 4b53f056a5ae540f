import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { Windows } from '../../world/windows.ts';
import { type Attempt, limitOf, tell } from './attempt.ts';
import type { OutlookChange } from './change-data.ts';
import { defaultProfile, outlookKey, profilesKey, readProfiles } from './detect/profiles.ts';
import { readerOf } from './detect/registry-reading.ts';
import { holdsOthers, profileWith, profileWithMailbox, readBack } from './read-back.ts';
import { undoOutlook } from './undo.ts';

/**
 * A person may have named the profile as he liked: the new one that holds the account is ours to prove and to take back,
 * also when he typed a port wrong.
 */
export async function adopt(attempt: Attempt, data: OutlookChange): Promise<Outcome<OutlookChange, Problem>> {
  const profiles = await readProfiles(readerOf(attempt.windows.registry), data.registryVersion);
  // A profile with other accounts in it was made for more than this one: it stays the person's.
  const fresh = profiles.filter((one) => !data.profilesBefore.includes(one.name) && !holdsOthers(one, data.wanted));
  const found = profileWith(fresh, data.wanted) ?? profileWithMailbox(fresh, data.wanted);
  if (found === undefined) return failed(problemOf('cancelled', { reason: 'closed-by-person' }, ['retry']));
  if (attempt.plan.level === 'automated' && found.name !== data.wanted.profile) {
    // The person began anew under another name: the profile that the automation had begun is nobody's.
    const undone = await undoOutlook(attempt.world, attempt.change, limitOf(attempt));
    if (!undone.ok) return undone;
  }
  const adopted = { ...data, wanted: { ...data.wanted, profile: found.name } };
  attempt.change = { ...attempt.change, data: adopted };
  return succeeded(adopted);
}

/**
 * Outlook honours the value itself where the dialog did not offer it or did not keep it; a new profile that nobody wanted
 * as the default one gives the place back. What a person chose in the dialogs stays.
 */
export async function ensureDefault({ registry }: Windows, change: OutlookChange, byHand: boolean): Promise<void> {
  const { makeDefault, registryVersion, wanted, formerDefault } = change;
  const profiles = await registry.keys('HKCU', profilesKey(registryVersion));
  const now = await defaultProfile(readerOf(registry), registryVersion);
  const right = makeDefault ? wanted.profile : now === wanted.profile && !byHand ? formerDefault : null;
  if (right !== null && now !== right && profiles.includes(right)) {
    await registry.set(outlookKey(registryVersion), 'DefaultProfile', { type: 'text', text: right });
  }
}

/** What the dialogs claimed to have done is a change only once it was read back. */
export async function prove(attempt: Attempt, data: OutlookChange): Promise<Outcome<Change, Problem>> {
  const { windows, options, steps } = attempt;
  const read = await readBack(windows.registry, data.registryVersion, data.wanted, data.makeDefault);
  if (!read.ok) return failed(problemOf('undone-after-failure', { ...read.problem.facts, because: read.problem.code }));
  const classicSwitch = data.classicSwitch === null ? null : { ...data.classicSwitch, restored: true };
  const change: Change = { ...attempt.change, state: 'written', data: { ...data, classicSwitch, applets: [] } };
  await options.record(change);
  tell(steps, options, `add-${data.wanted.kind}`);
  if (data.makeDefault) tell(steps, options, 'make-default-profile');
  return succeeded(change);
}
