import type { Change } from '../../model/plan.ts';
import type { World } from '../../world/world.ts';
import type { Client } from '../client.ts';
import { apply } from './apply.ts';
import { changeData } from './change-data.ts';
import { installations } from './installations.ts';
import { plan } from './plan.ts';
import { undo } from './undo.ts';
import { verify } from './verify.ts';

/** Thunderbird by its profile: the account is written into prefs.js while it is closed. It asks for the password itself. */
export const thunderbird: Client = { id: 'thunderbird', detect: installations, plan, apply, verify, undo, open };

/** Starts Thunderbird on the profile that was written, which also makes a new one known to it. */
async function open(world: World, change: Change): Promise<boolean> {
  const data = changeData.safeParse(change.data);
  if (!data.success || data.data.installation === undefined) return false;
  const { installation, target } = data.data;
  const choice = target.name === undefined ? ['--profile', target.folder] : ['-P', target.name];
  return world.machine.processes.start(installation.program, [...installation.programArguments, ...choice]);
}
