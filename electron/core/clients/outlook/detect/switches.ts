import type { RegistryValue } from '../../../world/windows.ts';
import type { SwitchInForce } from '../office-facts.ts';
import { numberOf, type Reader, textOf } from './registry-reading.ts';

const AUTODISCOVER = [
  'PreferLocalXML',
  'ExcludeHttpRedirect',
  'ExcludeHttpsAutoDiscoverDomain',
  'ExcludeHttpsRootDomain',
  'ExcludeScpLookup',
  'ExcludeSrvRecord',
  'ExcludeLastKnownGoodURL',
  'ExcludeExplicitO365Endpoint',
];

/** Settings of the person's own that change what the dialogs do, by the key below Outlook's. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  setup: ['DisableOffice365SimplifiedAccountCreation', 'ImportPRF'],
  AutoDiscover: AUTODISCOVER,
  Preferences: ['UseNewOutlook'],
  'Options\\General': ['HideNewOutlookToggle', 'DoNewOutlookAutoMigration'],
};

const DEEPEST = 3;

/** Switches of the person, and everything that a policy sets for Outlook: names and values, never a password's. */
export async function readSwitches(reader: Reader, registryVersion: string): Promise<SwitchInForce[]> {
  const own = `Software\\Microsoft\\Office\\${registryVersion}\\Outlook`;
  const found: SwitchInForce[] = [];
  for (const [below, names] of Object.entries(OWN)) {
    const path = `${own}\\${below}`;
    for (const name of names) push(found, path, name, await reader.value('HKCU', path, name), false);
  }
  await readPolicies(reader, `Software\\Policies\\Microsoft\\Office\\${registryVersion}\\Outlook`, DEEPEST, found);
  return found;
}

async function readPolicies(reader: Reader, path: string, deep: number, found: SwitchInForce[]): Promise<void> {
  for (const name of await reader.names('HKCU', path)) push(found, path, name, await reader.value('HKCU', path, name), true);
  if (deep === 0) return;
  for (const key of await reader.keys('HKCU', path)) await readPolicies(reader, `${path}\\${key}`, deep - 1, found);
}

function push(found: SwitchInForce[], path: string, name: string, value: RegistryValue | undefined, managed: boolean): void {
  const shown = numberOf(value) ?? textOf(value) ?? (value?.type === 'list' ? value.texts.join(', ') : undefined);
  if (shown !== undefined) found.push({ path: `HKCU\\${path}`, name, value: shown, managed });
}

/** What Outlook's own policies and the company's rules for Mailramp together forbid. */
export const policyFor = (switches: readonly SwitchInForce[], forbidden: readonly string[] = []) => ({
  activesyncForbidden: forbids(switches, 'activesync') || forbidden.includes('activesync'),
  imapForbidden: forbids(switches, 'imap') || forbidden.includes('imap'),
});

/** Whether a policy takes a kind of account away. The names are not documented for every version. */
export const forbids = (switches: readonly SwitchInForce[], kind: 'activesync' | 'imap' | 'pop3'): boolean => {
  const name = { activesync: 'disableeas', imap: 'disableimap', pop3: 'disablepop3' }[kind];
  return switches.some((one) => one.managed && one.name.toLowerCase() === name && one.value === 1);
};
