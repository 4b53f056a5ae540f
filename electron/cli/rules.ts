import { gatherPolicy, judgePolicy, type PolicyValues } from '../core/policy/index.ts';
import type { Call } from './call.ts';

const read = new WeakMap<Call, Promise<PolicyValues>>();

/** What the company decided for this computer, read once a call. What it decided in vain goes to the trail; `doctor --policies` explains it. */
export function rulesHere(call: Call): Promise<PolicyValues> {
  const rules = read.get(call) ?? readRules(call);
  read.set(call, rules);
  return rules;
}

async function readRules(call: Call): Promise<PolicyValues> {
  const { values, decided, refused } = judgePolicy(await gatherPolicy(call.world));
  for (const { setting, source, place = '' } of decided) if (source !== 'built-in') call.trail(`← policy ${setting} ${source} ${place}`);
  for (const { name = '', reason, place } of refused) call.trail(`← policy refused ${name} ${reason} ${place}`);
  return values;
}
