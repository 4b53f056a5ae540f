import { z } from 'zod';
import { type Forecast, forecastsFor, MAILCOW_OFFER, officeFacts, type OfficeFacts } from '../../core/clients/index.ts';
import { forbiddenKinds } from '../../core/onboarding/index.ts';
import { judgePolicy, noPolicy, policyFacts } from '../../core/policy/index.ts';
import { type Answer, type Call, failure } from '../call.ts';
import { forecastLines, officeLines } from '../print/print-office.ts';
import { powershellLines } from '../print/print-powershell.ts';
import { unusable } from '../read-file.ts';
import { readJson } from '../read-json.ts';

/** What recorded facts of a Windows computer say. */
export interface Replay {
  office: OfficeFacts;
  /** The server that the predictions are made for. */
  assumed: typeof MAILCOW_OFFER;
  forecasts: Forecast[];
}

const LARGEST = 1024 * 1024;

/** What `doctor --json` printed, or its field `office` alone. */
const recorded = z.union([
  z.object({ office: officeFacts, policyFacts: policyFacts.optional() }),
  officeFacts.transform((office) => ({ office, policyFacts: undefined })),
]);

/** `doctor --facts FILE`: reads the facts of another Windows computer, on any system. */
export async function doctorFacts({ words, signal }: Call, file: string): Promise<Answer> {
  const content = await readJson(file, LARGEST, signal);
  if (!content.ok) return failure(content.problem);
  const facts = recorded.safeParse(content.value);
  if (!facts.success) return failure(unusable(file, 'no-office-facts').problem);
  const { office } = facts.data;
  const rules = judgePolicy(facts.data.policyFacts ?? noPolicy).values;
  const forecasts = forecastsFor(office, MAILCOW_OFFER, forbiddenKinds(rules));
  const replay: Replay = { office, assumed: MAILCOW_OFFER, forecasts };
  return {
    document: replay,
    lines: [
      ...officeLines(replay.office, words),
      ...forecastLines(replay.forecasts, words),
      ...powershellLines(replay.office.powershell, words),
    ],
  };
}
