import { failed, type Outcome, succeeded } from '../model/outcome.ts';
import { problemOf, type Problem } from '../model/problem.ts';

export interface CsvRecord {
  /** Line on which the record starts, from 1. */
  line: number;
  cells: string[];
}

/** A list of people has no more; what has is refused before it fills the memory. */
const MAX_RECORDS = 50_000;
const MAX_CELLS = 200;

const SEPARATORS = [';', ',', '\t'] as const;

/** The separator that occurs most outside quotes on the first line; Excel writes a semicolon where the comma is decimal. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((sign) => [sign, 0]));
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && (sign === '\n' || sign === '\r')) break;
    const count = quoted ? undefined : counts.get(sign);
    if (count !== undefined) counts.set(sign, count + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best === undefined || best[1] === 0 ? ',' : best[0];
}

const malformed = (reason: string, line: number): { readonly ok: false; readonly problem: Problem } =>
  failed(problemOf('file-unreadable', { reason, line }, ['check-file']));

/**
 * Reads CSV as RFC 4180 section 2 has it: quoted cells may hold separators, line ends and doubled quotes. Empty lines
 * are passed over, as is Excel's `sep=;` line. Fails with `file-unreadable`, a `reason` and the `line`.
 */
export function readCsv(input: string): Outcome<CsvRecord[], Problem> {
  const text = input.replace(/^\ufeff/, '');
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const separator = declared?.[1] ?? separatorOf(text);
  const records: CsvRecord[] = [];
  let at = declared?.[0].length ?? 0;
  let line = declared === null ? 1 : 2;
  while (at < text.length) {
    const read = readRecord(text, at, line, separator);
    if (!read.ok) return read;
    const { record, next, nextLine } = read.value;
    if (records.length === MAX_RECORDS) return malformed('too-many-rows', line);
    if (record.cells.length > 1 || record.cells[0]?.trim() !== '') records.push(record);
    at = next;
    line = nextLine;
  }
  return succeeded(records);
}

function readRecord(
  text: string,
  start: number,
  line: number,
  separator: string,
): Outcome<{ record: CsvRecord; next: number; nextLine: number }, Problem> {
  const cells: string[] = [];
  let at = start;
  let nextLine = line;
  for (;;) {
    let cell: string;
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end < 0) return malformed('quote-not-closed', nextLine);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      nextLine += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
      at = end + 1;
    } else {
      const end = plainEnd(text, at, separator);
      cell = text.slice(at, end);
      at = end;
    }
    if (cells.push(cell) > MAX_CELLS) return malformed('too-many-columns', line);
    const sign = text[at];
    if (sign === separator) at += 1;
    else if (sign === undefined || sign === '\n' || sign === '\r') break;
    else return malformed('text-after-quote', nextLine);
  }
  const end = text.startsWith('\r\n', at) ? at + 2 : at + 1;
  return succeeded({ record: { line, cells }, next: end, nextLine: nextLine + 1 });
}

/** Index of the quote that ends a cell; a doubled one does not. -1 when there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function plainEnd(text: string, from: number, separator: string): number {
  let at = from;
  for (let sign = text[at]; sign !== undefined && sign !== separator && sign !== '\n' && sign !== '\r'; sign = text[at]) at += 1;
  return at;
}
