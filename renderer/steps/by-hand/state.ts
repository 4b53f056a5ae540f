import type { Reply } from '../../../electron/contract/calls.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';

export type Value = Extract<Reply<'valuesByHand'>, { ok: true }>['value']['values'][number];

export interface State {
  /** Undefined while they are collected. */
  values?: readonly Value[] | undefined;
  /** Place of the value that was copied last. */
  copied?: number | undefined;
  saved: boolean;
  problem?: Problem | undefined;
}

export type Event =
  | { kind: 'loading' }
  | { kind: 'collected'; values: readonly Value[] }
  | { kind: 'copied'; index: number }
  | { kind: 'saved' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'trouble-left' };

export const INITIAL: State = { saved: false };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'loading':
      return INITIAL;
    case 'collected':
      return { ...state, values: event.values };
    case 'copied':
      return { ...state, copied: event.index, saved: false };
    case 'saved':
      return { ...state, saved: true };
    case 'failed':
      return { ...state, problem: event.problem };
    case 'trouble-left':
      return { ...state, problem: undefined };
  }
}

export interface ValueGroup {
  name: string;
  values: readonly { index: number; value: Value }[];
}

/** Values that belong together, in the order in which they came. */
export function groupsOf(values: readonly Value[]): ValueGroup[] {
  const names = [...new Set(values.map(({ group }) => group))];
  return names.map((name) => ({
    name,
    values: values.map((value, index) => ({ index, value })).filter(({ value }) => value.group === name),
  }));
}
