import type { Health } from '../../../electron/contract/calls.ts';

export type Row = Health['rows'][number];

/** What the person looks for; an empty string looks for everything. */
export interface Filter {
  text: string;
  severity: string;
  area: string;
}

export const EVERYTHING: Filter = { text: '', severity: '', area: '' };

export interface Group {
  who: string;
  findings: Nested[];
}

/** A finding with what follows from it. */
export interface Nested {
  row: Row;
  effects: Nested[];
}

const wordsOf = ({ id, area, severityWord, person, technical, fixes }: Row): string =>
  [id, area, severityWord, person, technical, ...fixes.map(({ text }) => text)].join('\n').toLowerCase();

/** Rows that the filter lets through, in their order. */
export function filtered(rows: readonly Row[], { text, severity, area }: Filter): Row[] {
  const sought = text.trim().toLowerCase();
  return rows.filter(
    (row) => (severity === '' || row.severity === severity) && (area === '' || row.area === area) && wordsOf(row).includes(sought),
  );
}

/** By who must act; a finding whose cause is not among the rows stands for itself. */
export function grouped(rows: readonly Row[]): Group[] {
  const ids = new Set(rows.map(({ row }) => row));
  const nested = (row: Row): Nested => ({ row, effects: rows.filter(({ cause }) => cause === row.row).map(nested) });
  const groups = new Map<string, Nested[]>();
  for (const row of rows) {
    if (row.cause !== undefined && ids.has(row.cause)) continue;
    groups.set(row.whoWords, [...(groups.get(row.whoWords) ?? []), nested(row)]);
  }
  return [...groups].map(([who, findings]) => ({ who, findings }));
}

/** Choices of a filter as far as there is something to choose, in the order of the rows. */
export const choicesOf = (
  rows: readonly Row[],
  all: string,
  of: (row: Row) => readonly [string, string],
): { id: string; name: string }[] => [{ id: '', name: all }, ...[...new Map(rows.map(of))].map(([id, name]) => ({ id, name }))];
