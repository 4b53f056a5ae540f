import { z } from 'zod';
import { proof } from './plan.ts';
import { problem } from './problem.ts';

/** Why PowerShell did not tell what it was asked. */
export const POWERSHELL_FAILURES = [
  /** There is none, or it may not even be started. */
  'missing',
  /** Constrained, Restricted or No Language: it runs none of the scripts. */
  'restricted',
  'timed-out',
  'cancelled',
  /** Asking starts Outlook, and nobody agreed to that. */
  'consent-needed',
  /** What it would have asked is not on this computer. */
  'not-supported',
  'access-denied',
  /** It ended in the middle, or answered what nobody can read. */
  'failed',
] as const;
export const powershellFailure = z.enum(POWERSHELL_FAILURES);
export type PowerShellFailure = z.infer<typeof powershellFailure>;

/** Why Outlook itself was not asked: a reason of PowerShell's, or one of our own. */
export const UNASKED_REASONS = [...POWERSHELL_FAILURES, 'not-outlook', 'other-profile'] as const;
export const unaskedReason = z.enum(UNASKED_REASONS);

/**
 * What Outlook's own object model says about an account that was set up and read back; sentences under `unasked.<why>`.
 * `started`: Outlook did not run, was started for the question and closed again.
 */
export const confirmation = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed'), profile: z.string(), started: z.boolean(), proof }),
  z.object({ outcome: z.literal('differs'), profile: z.string(), started: z.boolean(), problem }),
  z.object({ outcome: z.literal('not-asked'), why: unaskedReason }),
]);
export type Confirmation = z.infer<typeof confirmation>;
