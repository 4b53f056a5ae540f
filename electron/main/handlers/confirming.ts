import { confirmInOutlook as askOutlook } from '../../core/clients/index.ts';
import type { Reply } from '../../contract/calls.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Handler } from '../answer.ts';
import type { Desk } from '../desk.ts';

/** Lets Outlook itself confirm what was set up in this run; what it confirms goes onto the receipt. */
export const confirmInOutlook =
  ({ world, session, trail }: Desk): Handler<'confirmInOutlook'> =>
  async ({ consent }, { signal }) => {
    const { change, result } = session;
    if (change === undefined) return { outcome: 'not-asked', why: 'not-outlook' };
    const confirmation = await askOutlook(world, change, { consent, signal });
    trail.note('outlook-asked', { outcome: confirmation.outcome, why: 'why' in confirmation ? confirmation.why : undefined });
    if (confirmation.outcome === 'confirmed' && result !== undefined && session.result === result && !signal.aborted) {
      const others = result.verified.filter(({ kind }) => kind !== confirmation.proof.kind);
      session.result = { ...result, verified: [...others, confirmation.proof] };
    }
    return confirmation;
  };

/** The reply when the call was cancelled, or broke. */
export const notAsked = ({ code }: Problem): Reply<'confirmInOutlook'> => ({
  outcome: 'not-asked',
  why: code === 'cancelled' ? 'cancelled' : 'failed',
});
