import { problemOf, type Problem } from '../../model/problem.ts';
import type { World } from '../../world/world.ts';

/** Whoever has the profile open, as a problem: what is written meanwhile would be lost when it ends. */
export async function runningProblem(world: World, folder: string): Promise<Problem | undefined> {
  const owner = await world.machine.locks.profileOwner(folder);
  if (owner === undefined) return undefined;
  const facts = { program: 'Thunderbird', profile: folder, ...(owner === 'unknown' ? {} : { pid: owner }) };
  return problemOf('client-running', facts, ['close-program', 'retry']);
}
