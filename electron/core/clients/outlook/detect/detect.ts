import type { Machine } from '../../../world/machine.ts';
import type { Windows } from '../../../world/windows.ts';
import type { World } from '../../../world/world.ts';
import type { OfficeFacts, OutlookProfile, SwitchInForce } from '../office-facts.ts';
import { findInstallations } from './installations.ts';
import { readProfiles } from './profiles.ts';
import { type Reader, readerOf } from './registry-reading.ts';
import { readSwitches } from './switches.ts';

const PACKAGES = 'Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages';

/** Facts of a computer on which nothing of Outlook was found, or that is no Windows computer. */
export const noOffice = (): OfficeFacts => ({
  office: [],
  newOutlook: { installed: false, preferred: false },
  calDavSynchronizer: false,
  running: [],
  profiles: [],
  switches: [],
  session: { remote: false, locked: false, elevated: false, otherUser: false, desktop: false },
  powershell: { languageMode: 'none', state: 'missing' },
});

/** Everything about Outlook on this computer that the registry tells, gathered without judging and without reading one password value. */
export async function gatherOfficeFacts(world: World): Promise<OfficeFacts> {
  const { windows, machine } = world;
  return windows === undefined ? noOffice() : gather(windows, machine);
}

async function gather(windows: Windows, machine: Machine): Promise<OfficeFacts> {
  const reader = readerOf(windows.registry);
  const office = await findInstallations(reader, machine.files);
  const versions = office.length === 0 ? ['16.0'] : [...new Set(office.map(({ registryVersion }) => registryVersion))];
  const profiles: OutlookProfile[] = [];
  const switches: SwitchInForce[] = [];
  for (const version of versions) {
    profiles.push(...(await readProfiles(reader, version)));
    switches.push(...(await readSwitches(reader, version)));
  }
  const running = (await windows.processes()).filter(({ name }) => name.toLowerCase() === 'outlook.exe').map(({ id }) => id);
  const system = await windowsVersion(reader);
  return {
    ...(system === undefined ? {} : { windows: system }),
    office,
    newOutlook: await newOutlook(reader, windows),
    calDavSynchronizer: await hasCalDavSynchronizer(reader),
    running,
    profiles,
    switches,
    session: await windows.session(),
    powershell: { languageMode: 'unknown' },
  };
}

const NEW_OUTLOOK = /^Microsoft\.OutlookForWindows_/i;

/** As far as processes and registry tell; `undefined` in `known` where they do not. */
async function newOutlook(reader: Reader, windows: Windows): Promise<OfficeFacts['newOutlook']> {
  const packages = await storePackages(reader);
  const running = (await windows.processes()).some(({ name }) => name.toLowerCase() === 'olk.exe');
  const preferred = await reader.number('HKCU', 'Software\\Microsoft\\Office\\16.0\\Outlook\\Preferences', 'UseNewOutlook');
  return { installed: running || packages.some((name) => NEW_OUTLOOK.test(name)), preferred: preferred === 1 };
}

/** Full names of this person's Store packages; every Windows that has a Store lists some. */
export const storePackages = (reader: Reader): Promise<string[]> => reader.keys('HKCU', PACKAGES);

async function hasCalDavSynchronizer(reader: Reader): Promise<boolean> {
  for (const hive of ['HKCU', 'HKLM'] as const) {
    for (const view of [64, 32] as const) {
      const addIns = await reader.keys(hive, 'Software\\Microsoft\\Office\\Outlook\\Addins', view);
      if (addIns.some((name) => /caldavsynchronizer/i.test(name))) return true;
    }
  }
  return false;
}

async function windowsVersion(reader: Reader): Promise<OfficeFacts['windows']> {
  const key = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  const build = await reader.text('HKLM', key, 'CurrentBuildNumber');
  if (build === undefined) return undefined;
  const product = (await reader.text('HKLM', key, 'ProductName')) ?? 'Windows';
  const release = await reader.text('HKLM', key, 'DisplayVersion');
  const language = (await reader.text('HKCU', 'Control Panel\\International', 'LocaleName')) ?? 'unknown';
  return { version: [product, release, build].filter((part) => part !== undefined && part !== '').join(' '), language };
}
