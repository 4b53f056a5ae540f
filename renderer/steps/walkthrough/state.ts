import type { Input } from '../../../electron/contract/calls.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';
import type { WalkthroughValues } from '../../../electron/core/model/walkthrough.ts';

export type Format = Input<'saveWalkthrough'>['format'];
export const FORMATS = ['gif', 'steps', 'html'] as const satisfies readonly Format[];

export interface State {
  /** Undefined until main has said what is known. */
  values?: WalkthroughValues | undefined;
  saving?: Format | undefined;
  saved?: Format | undefined;
  problem?: Problem | undefined;
}

export type Event =
  | { kind: 'known'; values: WalkthroughValues }
  | { kind: 'saving'; format: Format }
  | { kind: 'saved'; format: Format }
  | { kind: 'not-saved' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'trouble-left' };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'known':
      return { ...state, values: event.values };
    case 'saving':
      return { ...state, saving: event.format, saved: undefined };
    case 'saved':
      return { ...state, saving: undefined, saved: event.format };
    case 'not-saved':
      return { ...state, saving: undefined };
    case 'failed':
      return { ...state, saving: undefined, problem: event.problem };
    case 'trouble-left':
      return { ...state, problem: undefined };
  }
}
