import { z } from 'zod';
import { finding, zoneRecord } from './finding.ts';

export const VERDICTS = ['ready', 'usable', 'broken', 'unknown'] as const;

/** What `mailramp check --json` prints for one domain. */
export const checkReport = z.object({
  domain: z.string(),
  /** `ready`: no fail, no warn; `usable`: warnings; `broken`: mail or set-up fails; `unknown`: too much could not be checked from here. */
  verdict: z.enum(VERDICTS),
  /** Most severe first, causes before what they explain. */
  findings: z.array(finding),
  /** Fragment of a zone file (RFC 1035 section 5), commented, with only what is missing. */
  zone: z.string(),
  delete: z.array(zoneRecord),
  asked: z.object({ questions: z.number().int(), ms: z.number() }),
});
export type CheckReport = z.infer<typeof checkReport>;
