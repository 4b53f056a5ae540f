import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FINDING_IDS } from '../../../electron/core/domain-check/index.ts';
import { FAULTS, faultTable, NO_TROUBLE, NOT_PLANTED } from '../../lab/zones/faults.ts';
import { SILENCES } from '../../lab/zones/silences.ts';

/** Widths of columns are the formatter's business. */
const rows = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|-]*$/.test(line))
    .map((line) => line.replace(/\s*\|\s*/g, '|'));

const page = readFileSync(new URL('../../../docs/planted-faults.md', import.meta.url), 'utf8');

describe('the table of planted faults', () => {
  it('stands in the documents as it is tried', () => {
    expect(rows(page)).toEqual(rows(faultTable()));
  });

  it('names each fault by words of its own', () => {
    const words = FAULTS.map(({ what, finding }) => `${what} ${finding}`);
    expect(new Set(words).size).toBe(words.length);
    expect(new Set(FAULTS.map(({ finding }) => finding)).size).toBeGreaterThan(130);
  });

  it('lacks nothing that a check can find, but for what the documents say why it cannot be planted', () => {
    const tried = [...FAULTS, ...SILENCES].map(({ finding }) => finding);
    const exceptions = Object.keys(NOT_PLANTED);
    expect([...new Set([...tried, ...NO_TROUBLE, ...exceptions])].toSorted()).toEqual([...FINDING_IDS].toSorted());
    expect([...NO_TROUBLE, ...exceptions].filter((id) => tried.some((one) => one === id))).toEqual([]);
    const told = page.split('\n').filter((line) => line.startsWith('- `'));
    expect(told).toEqual(Object.entries(NOT_PLANTED).map(([id, why]) => `- \`${id}\`: ${why}`));
  });
});
