import type { Reply } from '../../../electron/contract/calls.ts';

export type Value = Extract<Reply<'valuesByHand'>, { ok: true }>['value']['values'][number];

/** What was done last; `index` is the place of the value. */
export type Said = { kind: 'saved' } | { kind: 'copied' | 'not-copied'; index: number };

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
