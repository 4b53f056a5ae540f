import { singleLine } from '../../core/model/text.ts';
import type { Words } from '../words.ts';

// Marks that turn the direction of writing: a server's words must not rearrange a line.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line that is safe in a terminal, wherever it came from: no control characters, no change of direction. */
export const safe = (text: string): string => singleLine(text).replace(DIRECTION, '');

const widthOf = (text: string): number => Array.from(text.normalize('NFC')).length;

const DURATION = /^\d+ ms$/;

function aligned(text: string, width: number): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return DURATION.test(text) ? space + text : text + space;
}

/** Rows in columns that line up, indented by two; the last column is as long as it likes. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(safe));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  return cells.map((row) => {
    const padded = row.map((text, column) => aligned(text, widths[column] ?? 0));
    return `  ${padded.join('  ')}`.trimEnd();
  });
}

/** A heading with what stands under it; nothing when there is nothing under it. */
export const section = (heading: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', heading, ...lines]);

/** In the language and the time zone of whoever reads; as it stands when it is no time. */
export const timeText = (at: string, { locale }: Pick<Words, 'locale'>): string =>
  Number.isNaN(Date.parse(at)) ? at : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
