import { z } from 'zod';
import {
  type DecidedSetting,
  gatherPolicy,
  judgePolicy,
  policyFacts,
  type PolicyFacts,
  type RefusedSetting,
} from '../../core/policy/index.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import { type Answer, type Call, failure } from '../call.ts';
import { policyLines } from '../print/print-policies.ts';
import { unusable } from '../read-file.ts';
import { readJson } from '../read-json.ts';

/** Every managed setting with its value and its origin, and what was found where. */
export interface PolicyReport {
  decided: DecidedSetting[];
  refused: RefusedSetting[];
  policyFacts: PolicyFacts;
}

const LARGEST = 1024 * 1024;

/** What `doctor --json` or `doctor --policies --json` printed, or its field `policyFacts` alone. */
const recorded = z.union([z.object({ policyFacts }).transform((report) => report.policyFacts), policyFacts]);

/** `doctor --policies`: what is set here, by which rule, and what is refused and why; with `--facts` of another computer. */
export async function doctorPolicies(call: Call): Promise<Answer> {
  const file = call.given.text('facts');
  const facts = file === undefined ? succeeded(await gatherPolicy(call.world)) : await recordedFacts(call, file);
  if (!facts.ok) return failure(facts.problem);
  const { decided, refused } = judgePolicy(facts.value);
  const report: PolicyReport = { decided, refused, policyFacts: facts.value };
  return { document: report, lines: policyLines(report, call.words) };
}

async function recordedFacts({ signal }: Call, file: string): Promise<Outcome<PolicyFacts, Problem>> {
  const content = await readJson(file, LARGEST, signal);
  if (!content.ok) return content;
  const facts = recorded.safeParse(content.value);
  return facts.success ? succeeded(facts.data) : failed(unusable(file, 'no-policy-facts').problem);
}
