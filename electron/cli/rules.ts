import { gatherPolicy, judgePolicy, type PolicyValues } from '../core/policy/index.ts';
import type { Call } from './call.ts';

/** What the company decided for this computer. What it decided in vain goes to the trail; `doctor --policies` explains it. */
export async function rulesHere({ world, trail }: Call): Promise<PolicyValues> {
  const { values, decided, refused } = judgePolicy(await gatherPolicy(world));
  for (const { setting, source, place = '' } of decided) if (source !== 'built-in') trail(`← policy ${setting} ${source} ${place}`);
  for (const { name = '', reason, place } of refused) trail(`← policy refused ${name} ${reason} ${place}`);
  return values;
}
