import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem, type Machine } from '../../world/machine.ts';
import { AccessDenied, type Registry, type Windows } from '../../world/windows.ts';
import type { World } from '../../world/world.ts';
import { type OutlookChange, outlookChange } from './change-data.ts';
import { defaultProfile, outlookKey, profilesKey, readProfiles } from './detect/profiles.ts';
import { type Reader, readerOf } from './detect/registry-reading.ts';
import { holdsOthers } from './read-back.ts';
import { restoreClassicSwitch } from './steps/classic-switch.ts';
import { closeDialogs } from './steps/close-dialogs.ts';
import { readLogonPrompt, restoreLogonPrompt } from './steps/logon-prompt.ts';
import { removeInApplet } from './steps/remove-profile.ts';
import { createSession } from './steps/session.ts';

/** Names under which a profile's sections keep the path of a data file (MAPI property tags); no other value is read. */
const PATH_VALUES = ['001f6700', '001e6700', '001f6610', '001e6610'];
const DATA_FILE = /\.(ost|pst|nst)$/i;
const DEEPEST = 3;

/** Folders in which Outlook makes data files by itself. */
const dataFolders = (machine: Machine): string[] => [
  machine.files.join(machine.env('LOCALAPPDATA') ?? machine.files.join(machine.home, 'AppData', 'Local'), 'Microsoft', 'Outlook'),
  machine.files.join(machine.env('USERPROFILE') ?? machine.home, 'Documents', 'Outlook Files'),
];

/** Data files that are there, by path in lower case. */
export async function dataFiles(machine: Machine): Promise<string[]> {
  const found: string[] = [];
  for (const folder of dataFolders(machine)) {
    const names = await machine.files.list(folder);
    found.push(...names.filter((name) => DATA_FILE.test(name)).map((name) => machine.files.join(folder, name).toLowerCase()));
  }
  return found;
}

export interface OutlookUndo {
  /** How long one dialog may take to go, milliseconds. */
  limit?: number;
  /** A finished profile is removed in Outlook's own list first, where that is possible; the registry way follows in any case. */
  inApplet?: boolean;
}

/**
 * Takes a change back: dialogs closed, default profile restored, the profile's own data files and its key removed, the
 * switch put back. Each step looks first, so it may be repeated after a crash at any point.
 */
export async function undoOutlook(
  world: World,
  change: Change,
  { limit, inApplet = false }: OutlookUndo = {},
): Promise<Outcome<Change, Problem>> {
  const parsed = outlookChange.safeParse(change.data);
  const { windows } = world;
  if (windows === undefined || !parsed.success) return failed(undoFailed({ reason: windows === undefined ? 'no-windows' : 'unreadable' }));
  const data = parsed.data;
  const { registry } = windows;
  try {
    const keeps = await whyKept(readerOf(registry), change.state, data);
    if (keeps !== undefined) return failed(undoFailed({ profile: data.wanted.profile, reason: keeps }));
    if (!(await closeLeftDialogs(world, windows, data, limit))) return failed(running());
    if (change.state === 'started' || (await isOurDefault(registry, data))) await restoreLogonPrompt(registry, data);
    await restoreDefault(registry, data);
    await removeDataFiles(world.machine, readerOf(registry), data);
    const key = profileKey(data);
    if (inApplet && change.state !== 'started' && (await registry.exists('HKCU', key))) await throughApplet(world, windows, data);
    if (await registry.exists('HKCU', key)) await registry.removeKey(key);
    await restoreClassicSwitch(registry, data);
    if (await registry.exists('HKCU', key)) return failed(undoFailed({ profile: data.wanted.profile, reason: 'still-there' }));
  } catch (error) {
    if (error instanceof FileProblem) return failed(undoFailed({ path: error.path, reason: error.reason }));
    if (error instanceof AccessDenied) return failed(undoFailed({ profile: data.wanted.profile, reason: 'access-denied' }));
    throw error;
  }
  const { classicSwitch } = data;
  const settled: OutlookChange = {
    ...data,
    applets: [],
    classicSwitch: classicSwitch === null ? null : { ...classicSwitch, restored: true },
  };
  return succeeded({ ...change, state: 'undone', data: settled });
}

/** After the data files, whose paths go with the profile's key. What the dialogs make of other choices meanwhile is put back. */
async function throughApplet(world: World, windows: Windows, data: OutlookChange): Promise<void> {
  const { registry } = windows;
  const key = outlookKey(data.registryVersion);
  const logonPrompt = await readLogonPrompt(registry, data.registryVersion);
  const before = await defaultProfile(readerOf(registry), data.registryVersion);
  await removeInApplet(world, windows, data);
  await restoreLogonPrompt(registry, { ...data, logonPrompt });
  if ((await defaultProfile(readerOf(registry), data.registryVersion)) === before) return;
  if (before === undefined) await registry.remove(key, 'DefaultProfile');
  else await registry.set(key, 'DefaultProfile', { type: 'text', text: before });
}

function profileKey({ registryVersion, wanted }: OutlookChange): string {
  // An empty name would be the key of all profiles.
  if (wanted.profile.trim() === '' || wanted.profile.includes('\\')) throw new TypeError('A profile needs a name of its own.');
  return `${profilesKey(registryVersion)}\\${wanted.profile}`;
}

/**
 * Why a profile is not Mailramp's to remove: it was there before, or somebody has put another account into it since it was
 * finished, whose mail would go with it.
 */
async function whyKept(
  reader: Reader,
  state: Change['state'],
  { profilesBefore, registryVersion, wanted }: OutlookChange,
): Promise<'not-ours' | 'holds-other-account' | undefined> {
  const isNamed = (name: string): boolean => name.toLowerCase() === wanted.profile.toLowerCase();
  if (profilesBefore.some(isNamed)) return 'not-ours';
  if (state === 'started') return undefined;
  const profile = (await readProfiles(reader, registryVersion)).find(({ name }) => isNamed(name));
  return profile !== undefined && holdsOthers(profile, wanted) ? 'holds-other-account' : undefined;
}

/** Dialogs that a crash of Mailramp left open would go on writing. False when Outlook itself is running. */
async function closeLeftDialogs(world: World, windows: Windows, { applets }: OutlookChange, limit?: number): Promise<boolean> {
  const processes = await windows.processes();
  const stranger = (id: number): boolean =>
    processes.some(
      (one) => one.id === id && applets.every((applet) => applet.id !== id || applet.name.toLowerCase() !== one.name.toLowerCase()),
    );
  // A program that handed over and ended is kept as the parent of what it started, unless its id came round again.
  const started = new Set(applets.map(({ id }) => id).filter((id) => !stranger(id)));
  const session = createSession(
    windows,
    world.clock,
    { hide: [], patience: 0, ...(limit === undefined ? {} : { limit }) },
    { started, strangers: new Set() },
  );
  if (started.size > 0) await closeDialogs(session);
  const own = await session.follow();
  return !(await windows.processes()).some(({ id, name }) => name.toLowerCase() === 'outlook.exe' && !own.includes(id));
}

const isOurDefault = async (registry: Registry, { registryVersion, wanted }: OutlookChange): Promise<boolean> =>
  (await defaultProfile(readerOf(registry), registryVersion))?.toLowerCase() === wanted.profile.toLowerCase();

async function restoreDefault(registry: Registry, data: OutlookChange): Promise<void> {
  const { registryVersion, formerDefault } = data;
  const now = await defaultProfile(readerOf(registry), registryVersion);
  const profiles = await registry.keys('HKCU', profilesKey(registryVersion));
  const ours = await isOurDefault(registry, data);
  const dangling = now !== undefined && !profiles.some((name) => name.toLowerCase() === now.toLowerCase());
  const lost = now === undefined && formerDefault !== null;
  if (!ours && !lost && !(dangling && now !== formerDefault)) return;
  if (formerDefault !== null) await registry.set(outlookKey(registryVersion), 'DefaultProfile', { type: 'text', text: formerDefault });
  else await registry.remove(outlookKey(registryVersion), 'DefaultProfile');
}

/** Only files that the profile names, that lie where Outlook makes them, and that were not there before. */
async function removeDataFiles(machine: Machine, reader: Reader, data: OutlookChange): Promise<void> {
  const folders = dataFolders(machine).map((folder) => `${folder.toLowerCase()}\\`);
  for (const path of await namedFiles(reader, profileKey(data), DEEPEST)) {
    const plain = path.toLowerCase();
    const inFolder = folders.some((folder) => plain.startsWith(folder) && !plain.slice(folder.length).includes('\\'));
    if (!inFolder || !DATA_FILE.test(plain) || data.dataFilesBefore.includes(plain)) continue;
    if ((await machine.files.facts(path)) !== undefined) await machine.files.remove(path);
  }
}

async function namedFiles(reader: Reader, key: string, deep: number): Promise<string[]> {
  const found: string[] = [];
  for (const name of PATH_VALUES) {
    const path = await reader.text('HKCU', key, name);
    if (path !== undefined) found.push(path);
  }
  if (deep === 0) return found;
  for (const below of await reader.keys('HKCU', key)) found.push(...(await namedFiles(reader, `${key}\\${below}`, deep - 1)));
  return found;
}

const undoFailed = (facts: Problem['facts']): Problem => problemOf('undo-failed', facts, ['retry', 'copy-report', 'ask-administrator']);

const running = (): Problem => problemOf('client-running', { program: 'Outlook' }, ['close-program', 'retry']);
