import { createOnboarding } from '../../core/onboarding/index.ts';
import { type Answer, type Call, failure } from '../call.ts';
import { ended } from './setup.ts';

/** `undo [CHANGE]`: takes back one change, or the latest that still stands. */
export async function undo(call: Call): Promise<Answer> {
  const result = await createOnboarding(call.world).undo(call.given.arguments[0]);
  if (!result.ok) return failure(result.problem);
  const answer = ended(call, result.value);
  return result.value.outcome === 'undone' ? answer : { ...answer, lines: [] };
}
