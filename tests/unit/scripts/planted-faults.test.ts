import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS, faultTable } from '../../lab/zones/faults.ts';

/** Widths of columns are the formatter's business. */
const rows = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|-]*$/.test(line))
    .map((line) => line.replace(/\s*\|\s*/g, '|'));

describe('the table of planted faults', () => {
  it('stands in the documents as it is tried', () => {
    const page = readFileSync(new URL('../../../docs/planted-faults.md', import.meta.url), 'utf8');
    expect(rows(page)).toEqual(rows(faultTable()));
  });

  it('names each fault by words of its own', () => {
    const words = FAULTS.map(({ what, finding }) => `${what} ${finding}`);
    expect(new Set(words).size).toBe(words.length);
    expect(new Set(FAULTS.map(({ finding }) => finding)).size).toBeGreaterThan(130);
  });
});
