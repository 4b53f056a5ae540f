import { type EmailAddress, parseAddress } from '../../../electron/core/model/address.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';

/** What became of a setup that was interrupted last time. */
export type Leftover = 'offered' | 'undoing' | 'undone' | 'failed' | 'left';

export interface State {
  address: string;
  fullName: string;
  problem?: Problem | undefined;
  leftover?: Leftover | undefined;
}

export type Event =
  | { kind: 'address-typed'; text: string }
  | { kind: 'name-typed'; text: string }
  | { kind: 'suggestion-taken'; suggestion: string }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'leftover'; leftover: Leftover };

export const initial = (address: string, fullName: string, unfinished: boolean): State => ({
  address,
  fullName,
  ...(unfinished ? { leftover: 'offered' } : {}),
});

/** What is wrong stays on the page until the address is touched again; what was typed stays in any case. */
export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'address-typed':
      return { ...state, address: event.text.trimStart(), problem: undefined };
    case 'name-typed':
      return { ...state, fullName: event.text };
    case 'suggestion-taken':
      return { ...state, address: event.suggestion, problem: undefined };
    case 'refused':
      return { ...state, problem: event.problem };
    case 'leftover':
      return { ...state, leftover: event.leftover };
  }
}

export const read = (state: State): { ok: true; value: EmailAddress } | { ok: false; problem: Problem } => parseAddress(state.address);

export function suggestionIn(problem: Problem | undefined): string | undefined {
  const suggestion = problem?.facts['suggestion'];
  return typeof suggestion === 'string' ? suggestion : undefined;
}
