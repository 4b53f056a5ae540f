import { z } from 'zod';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Installation } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import { type IniFile, parseIni, sectionOf } from './ini.ts';
import { installHash } from './install-hash.ts';
import { readFailure } from './profile-state.ts';

/** The profile that will hold the account. */
export const target = z.object({
  folder: z.string(),
  /** Name in `profiles.ini`; undefined for a folder that the person named. */
  name: z.string().optional(),
  /** The folder is made by us. */
  isNew: z.boolean(),
  /** A new profile is entered in `profiles.ini` of `root`: with this `Path`, as default of this installation. */
  registration: z.object({ root: z.string(), path: z.string(), install: z.string().optional() }).optional(),
});
export type Target = z.infer<typeof target>;

export interface KnownProfile {
  name: string;
  /** As it stands in the file. */
  path: string;
  folder: string;
  isDefault: boolean;
}

/** Profiles in the order of the file; the list ends at the first number that is missing, as Thunderbird's does. */
export function knownProfiles(world: World, root: string, ini: IniFile): KnownProfile[] {
  const profiles: KnownProfile[] = [];
  for (let number = 0; ; number += 1) {
    const values = sectionOf(ini, `Profile${number}`)?.values;
    if (values === undefined) return profiles;
    const path = values.get('Path');
    if (path === undefined) continue;
    const folder = values.get('IsRelative') === '0' ? path : world.machine.files.join(root, path);
    profiles.push({ name: values.get('Name') ?? '', path, folder, isDefault: values.get('Default') === '1' });
  }
}

/** The folder that was named, the profile that a plain start of this installation uses, or a new one where there is none. */
export async function chooseTarget(
  world: World,
  installation: Installation | undefined,
  named: string | undefined,
): Promise<Outcome<Target, Problem>> {
  try {
    if (named !== undefined) return await namedFolder(world, named);
    if (installation?.root === undefined) return failed(problemOf('client-missing', { client: 'thunderbird' }, ['install-program']));
    return await usedBy(world, installation, installation.root);
  } catch (error) {
    if (error instanceof FileProblem) return failed(readFailure(error));
    throw error;
  }
}

async function namedFolder(world: World, named: string): Promise<Outcome<Target, Problem>> {
  const { files } = world.machine;
  const folder = await files.realPath(files.join(named));
  const facts = await files.facts(folder);
  if (facts !== undefined && facts.kind !== 'folder') return failed(unusable(folder, 'not-a-folder'));
  const names = await files.list(folder);
  // The folder above the profiles, taken for one of them.
  if (names.includes('profiles.ini') && !names.includes('prefs.js')) return failed(unusable(folder, 'folder-of-profiles'));
  return succeeded({ folder, isNew: facts === undefined });
}

const unusable = (folder: string, reason: string): Problem =>
  problemOf('profile-unreadable', { path: folder, reason }, ['check-file', 'set-up-by-hand', 'copy-report']);

async function usedBy(world: World, installation: Installation, root: string): Promise<Outcome<Target, Problem>> {
  const { files } = world.machine;
  const ini = parseIni((await files.read(files.join(root, 'profiles.ini'))) ?? '');
  const profiles = knownProfiles(world, root, ini);
  const chosen = await startedProfile(world, installation, ini, profiles);
  if (chosen === undefined) return succeeded(newProfile(world, installation, root, profiles));
  const folder = await files.realPath(chosen.folder);
  if ((await files.facts(folder))?.kind !== 'folder') return failed(unusable(folder, 'folder-missing'));
  return succeeded({ folder, name: chosen.name, isNew: false });
}

/** Since version 67 every installation has a profile of its own; Snap and old habits use the one marked as default. */
async function startedProfile(
  world: World,
  installation: Installation,
  ini: IniFile,
  profiles: KnownProfile[],
): Promise<KnownProfile | undefined> {
  const usual = profiles.find((profile) => profile.isDefault) ?? (profiles.length === 1 ? profiles[0] : undefined);
  if (installation.kind === 'snap') return usual;
  const byPath = (path: string | undefined): KnownProfile | undefined => profiles.find((profile) => profile.path === path);
  if (installation.folder !== undefined) {
    const own = byPath(sectionOf(ini, `Install${installHash(installation.folder)}`)?.values.get('Default'));
    return own ?? (usual !== undefined && (await wasLastOpenedBy(world, usual.folder, installation.folder)) ? usual : undefined);
  }
  const sections = ini.sections.filter(({ name }) => /^Install[0-9A-F]+$/.test(name));
  return (sections.length === 1 ? byPath(sections[0]?.values.get('Default')) : undefined) ?? usual;
}

/** Thunderbird claims a default profile without owner only if it was the last to open it. */
async function wasLastOpenedBy(world: World, profile: string, folder: string): Promise<boolean> {
  const { files } = world.machine;
  const text = await files.read(files.join(profile, 'compatibility.ini'));
  const last = sectionOf(parseIni(text ?? ''), 'Compatibility')?.values.get('LastPlatformDir');
  return last === folder || last === folder.replace(/MacOS$/, 'Resources');
}

/**
 * A new profile needs no start of Thunderbird where its installation has a known name: an `[Install…]` entry makes a plain
 * start use it. Elsewhere (Flatpak, Store) it is marked as default, and the first start names it (`-P`).
 */
function newProfile(world: World, installation: Installation, root: string, profiles: KnownProfile[]): Target {
  const { files, os } = world.machine;
  const folderName = `${world.uuid().slice(0, 8)}.default`;
  const path = os === 'linux' ? folderName : `Profiles/${folderName}`;
  const taken = new Set(profiles.map(({ name }) => name));
  let name = 'default';
  for (let number = 2; taken.has(name); number += 1) name = `default-${number}`;
  const install = installation.folder === undefined ? undefined : installHash(installation.folder);
  return { folder: files.join(root, path), name, isNew: true, registration: { root, path, ...(install === undefined ? {} : { install }) } };
}
