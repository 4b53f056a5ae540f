import type { Registry } from '../../../world/windows.ts';
import { keep, type OutlookChange, restored } from '../change-data.ts';
import { outlookKey } from '../detect/profiles.ts';
import { numberOf } from '../detect/registry-reading.ts';

export const SWITCH = 'DisableOffice365SimplifiedAccountCreation';

const setupKey = (registryVersion: string): string => `${outlookKey(registryVersion)}\\setup`;

/** How the switch for the classic wizard stands; null when it need not be touched (on already, or a version without it). */
export async function readClassicSwitch(registry: Registry, registryVersion: string): Promise<OutlookChange['classicSwitch']> {
  if (registryVersion !== '16.0') return null;
  const key = setupKey(registryVersion);
  const value = await registry.value('HKCU', key, SWITCH);
  if (numberOf(value) === 1) return null;
  return { value: value === undefined ? null : keep(value), keyExisted: await registry.exists('HKCU', key), restored: false };
}

export const switchClassicOn = (registry: Registry, registryVersion: string): Promise<void> =>
  registry.set(setupKey(registryVersion), SWITCH, { type: 'number', number: 1 });

/** Puts the switch back as it was, `absent` included. What somebody else set meanwhile stays. */
export async function restoreClassicSwitch(registry: Registry, change: OutlookChange): Promise<void> {
  const { classicSwitch, registryVersion } = change;
  if (classicSwitch === null || classicSwitch.restored) return;
  const key = setupKey(registryVersion);
  const now = await registry.value('HKCU', key, SWITCH);
  if (now !== undefined && numberOf(now) === 1) {
    if (classicSwitch.value === null) await registry.remove(key, SWITCH);
    else await registry.set(key, SWITCH, restored(classicSwitch.value));
  }
  if (classicSwitch.keyExisted || !(await registry.exists('HKCU', key))) return;
  const empty = (await registry.names('HKCU', key)).length === 0 && (await registry.keys('HKCU', key)).length === 0;
  if (empty) await registry.removeKey(key);
}
