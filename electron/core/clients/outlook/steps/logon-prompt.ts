import type { Registry } from '../../../world/windows.ts';
import { keep, type OutlookChange, restored } from '../change-data.ts';
import { outlookKey } from '../detect/profiles.ts';

const NAME = 'PickLogonProfile';

/** Where builds keep the choice between asking for a profile and always using one: MAPI's own place, and Outlook's. */
const keysFor = (registryVersion: string): string[] => ['Software\\Microsoft\\Exchange\\Client\\Options', outlookKey(registryVersion)];

/** Whether Outlook asks for a profile at its start, as it stands; null where nothing is written. */
export async function readLogonPrompt(registry: Registry, registryVersion: string): Promise<OutlookChange['logonPrompt']> {
  const values = await Promise.all(keysFor(registryVersion).map((key) => registry.value('HKCU', key, NAME)));
  return values.map((value) => (value === undefined ? null : keep(value)));
}

/** Puts it back: a profile that became the default one in the dialogs ended the asking. */
export async function restoreLogonPrompt(registry: Registry, { logonPrompt, registryVersion }: OutlookChange): Promise<void> {
  const keys = keysFor(registryVersion);
  for (const [place, former] of logonPrompt.entries()) {
    const key = keys[place];
    if (key === undefined) continue;
    const now = await registry.value('HKCU', key, NAME);
    if (former !== null) await registry.set(key, NAME, restored(former));
    else if (now !== undefined) await registry.remove(key, NAME);
  }
}
