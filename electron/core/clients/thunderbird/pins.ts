import { z } from 'zod';
import type { Installation } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { World } from '../../world/world.ts';
import type { ProfileState } from './profile-state.ts';

/** Lists that an account must be entered in. Whoever sets them elsewhere overrides the profile, or is overridden by it. */
const LISTS = ['mail.accountmanager.accounts', 'mail.smtpservers', 'mail.account.lastKey'];

const policies = z.object({ policies: z.object({ Preferences: z.record(z.string(), z.unknown()).optional() }) });

/** Why an account written to this profile would vanish again, or hide those that an administrator gives; undefined: it stays. */
export async function pinned(
  world: World,
  installation: Installation | undefined,
  folder: string,
  state: ProfileState,
): Promise<Problem | undefined> {
  const { files, os } = world.machine;
  const inUserFile = state.user.statements.find(({ name }) => LISTS.includes(name));
  if (inUserFile !== undefined) return problem(inUserFile.name, files.join(folder, 'user.js'));
  const paths = [
    ...(os === 'linux' ? ['/etc/thunderbird/policies/policies.json'] : []),
    ...(installation?.folder === undefined ? [] : [files.join(installation.folder, 'distribution', 'policies.json')]),
  ];
  for (const path of paths) {
    const list = await setByPolicy(world, path);
    if (list !== undefined) return problem(list, path);
  }
  return undefined;
}

const problem = (setting: string, path: string): Problem =>
  problemOf('profile-pinned', { setting, path }, ['ask-administrator', 'set-up-by-hand']);

async function setByPolicy(world: World, path: string): Promise<string | undefined> {
  const text = await world.machine.files.read(path).catch(() => undefined);
  try {
    const found = policies.safeParse(JSON.parse(text ?? '{}'));
    const preferences = found.success ? (found.data.policies.Preferences ?? {}) : {};
    return LISTS.find((name) => name in preferences);
  } catch {
    // Thunderbird ignores a policy file it cannot parse, too.
    return undefined;
  }
}
