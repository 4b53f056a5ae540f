import { gatherPolicy, judgePolicy, type PolicyValues } from '../core/policy/index.ts';
import type { Call } from './call.ts';

/** What the company decided for this computer. What it decided in vain goes to the trail; `doctor --policies` explains it. */
export async function rulesHere(call: Call): Promise<PolicyValues> {
  const { values, decided, refused } = judgePolicy(await gatherPolicy(call.world));
  for (const { setting, source, place = '' } of decided) if (source !== 'built-in') call.trail(`← policy ${setting} ${source} ${place}`);
  for (const { name = '', reason, place } of refused) call.trail(`← policy refused ${name} ${reason} ${place}`);
  return values;
}
