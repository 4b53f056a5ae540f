import { z } from 'zod';
import type { Installation } from '../../model/plan.ts';
import { FileProblem } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import { parseIni } from './ini.ts';
import { installations } from './installations.ts';
import { chooseTarget, knownProfiles } from './profiles.ts';

/** A profile that this person's Thunderbird knows. */
export const thunderbirdProfile = z.object({
  name: z.string(),
  folder: z.string(),
  /** A plain start of an installed Thunderbird uses it, and so does setting up. */
  isDefault: z.boolean(),
  /** Somebody has it open right now. */
  running: z.boolean(),
});
export type ThunderbirdProfile = z.infer<typeof thunderbirdProfile>;

/** Every profile whose folder exists, in the order of `profiles.ini`; nothing is touched. What cannot be read is left out. */
export async function thunderbirdProfiles(world: World): Promise<ThunderbirdProfile[]> {
  const found = new Map<string, ThunderbirdProfile>();
  for (const installation of await installations(world)) {
    for (const profile of await profilesOf(world, installation)) {
      const known = found.get(profile.folder);
      found.set(profile.folder, { ...profile, isDefault: profile.isDefault || known?.isDefault === true });
    }
  }
  return [...found.values()];
}

async function profilesOf(world: World, installation: Installation): Promise<ThunderbirdProfile[]> {
  const { files, locks } = world.machine;
  const { root } = installation;
  if (root === undefined) return [];
  try {
    const known = knownProfiles(world, root, parseIni((await files.read(files.join(root, 'profiles.ini'))) ?? ''));
    const target = await chooseTarget(world, installation, undefined);
    const profiles: ThunderbirdProfile[] = [];
    for (const { name, folder: named } of known) {
      const folder = await files.realPath(named);
      if ((await files.facts(folder))?.kind !== 'folder') continue;
      const isDefault = target.ok && !target.value.isNew && target.value.folder === folder;
      profiles.push({ name, folder, isDefault, running: (await locks.profileOwner(folder)) !== undefined });
    }
    return profiles;
  } catch (error) {
    if (error instanceof FileProblem) return [];
    throw error;
  }
}
