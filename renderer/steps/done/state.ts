import type { SetupResult } from '../../../electron/core/onboarding/story.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';

export interface State {
  undo: 'no' | 'asked' | 'running';
  /** A short word about the last thing that was done here. */
  said?: 'saved' | 'not-opened' | undefined;
  problem?: Problem | undefined;
  /** What failed, to be tried again. */
  failed?: Deed | undefined;
}

export type Deed = 'save' | 'open' | 'undo';

export type Event =
  | { kind: 'undo-asked' }
  | { kind: 'undo-dropped' }
  | { kind: 'undo-began' }
  | { kind: 'said'; said: 'saved' | 'not-opened' }
  | { kind: 'failed'; problem: Problem; deed: Deed }
  | { kind: 'trouble-left' };

export const INITIAL: State = { undo: 'no' };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'undo-asked':
      return { ...state, undo: 'asked', said: undefined };
    case 'undo-dropped':
      return { ...state, undo: 'no' };
    case 'undo-began':
      return { ...state, undo: 'running' };
    case 'said':
      return { ...state, said: event.said };
    case 'failed':
      return { ...state, undo: 'no', problem: event.problem, failed: event.deed };
    case 'trouble-left':
      return { ...state, problem: undefined, failed: undefined };
  }
}

/** How it ended, as the page tells it. */
export type Ending = 'verified' | 'written' | 'there' | 'undone';

export function endingOf(result: SetupResult | undefined): Ending {
  if (result?.outcome === 'undone') return 'undone';
  if (result?.outcome === 'already-there') return 'there';
  return result?.outcome === 'written' ? 'written' : 'verified';
}
