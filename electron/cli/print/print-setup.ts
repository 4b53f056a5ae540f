import type { Confirmation } from '../../core/model/confirmation.ts';
import type { SetupResult } from '../../core/onboarding/index.ts';
import { planStepPhrase, proofPhrase, unaskedPhrase } from '../../wording/index.ts';
import type { Words } from '../words.ts';
import { safe, section } from './layout.ts';

/** Plan, proofs and how it ended, for people; the change's id is what `undo` takes. */
export function setupLines({ client, plan, outcome, verified, change }: SetupResult, words: Words, confirmation?: Confirmation): string[] {
  const undoable = change !== undefined && (outcome === 'verified' || outcome === 'written');
  return [
    `${words.code(`client.${client}`)}: ${words.code(`setup.${outcome}`)}`,
    ...section(
      words.text('plan'),
      plan.map((step, index) => `  ${index + 1}. ${safe(words.say(planStepPhrase(step)))}`),
    ),
    ...section(
      words.text('verified'),
      verified.map((proof) => `  ${safe(words.say(proofPhrase(proof)))}`),
    ),
    ...(confirmation?.outcome === 'not-asked' ? ['', safe(words.say(unaskedPhrase(confirmation.why)))] : []),
    ...(undoable ? ['', words.text('undo-hint', { command: `mailramp undo ${change.id}` })] : []),
  ];
}
