import { confirmInOutlook } from '../../core/clients/index.ts';
import type { Confirmation } from '../../core/model/confirmation.ts';
import type { SetupResult } from '../../core/onboarding/index.ts';
import type { Call } from '../call.ts';

/** A set-up that Outlook itself was asked about. */
export interface Confirmed {
  result: SetupResult;
  confirmation?: Confirmation;
}

/**
 * `setup … --confirm-in-outlook`: the switch is the consent that Outlook is started. What Outlook confirms becomes a proof; what it
 * has otherwise, the problem of a set-up that stays as it is; that it could not be asked, neither.
 */
export async function confirmed(call: Call, result: SetupResult): Promise<Confirmed> {
  const { world, given, signal } = call;
  const { change, outcome, verified } = result;
  if (!given.has('confirm-in-outlook') || outcome !== 'verified' || change === undefined) return { result };
  call.trail('→ Outlook.Application');
  const confirmation = await confirmInOutlook(world, change, { consent: true, signal });
  call.trail(`← Outlook.Application ${confirmation.outcome}`);
  if (confirmation.outcome === 'confirmed') return { result: { ...result, verified: [...verified, confirmation.proof] }, confirmation };
  if (confirmation.outcome === 'differs') return { result: { ...result, problem: confirmation.problem }, confirmation };
  return { result, confirmation };
}
