import { parseAddress } from '../model/address.ts';
import { failed, type Outcome, succeeded } from '../model/outcome.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import { singleLine } from '../model/text.ts';
import { readCsv } from './csv.ts';

export interface BatchRow {
  /** Where the row starts in the file, from 1. */
  line: number;
  address: string;
  fullName: string;
}

/** A row that was left out; `value` is what stood there. */
export interface BatchFault {
  line: number;
  why: 'address-empty' | 'address-invalid' | 'address-twice' | 'wrong-number-of-columns';
  value: string;
  suggestion?: string;
}

export interface Batch {
  rows: BatchRow[];
  faults: BatchFault[];
}

const ADDRESS_TITLES = [
  'address',
  'e-mail',
  'email',
  'mail',
  'e-mail-address',
  'e-mail address',
  'email address',
  'adresse',
  'e-mail-adresse',
];
const NAME_TITLES = ['name', 'full name', 'fullname', 'full-name', 'display name', 'anzeigename', 'vollständiger name'];

const MAX_BYTES = 4 * 1024 * 1024;

/** UTF-8 with or without byte order mark, UTF-16 with one; otherwise what Excel writes in Western Europe. */
function decoded(input: Uint8Array | string): string {
  if (typeof input === 'string') return input;
  if (input[0] === 0xff && input[1] === 0xfe) return new TextDecoder('utf-16le').decode(input);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    return new TextDecoder('windows-1252').decode(input);
  }
}

/**
 * Reads the people of a batch from CSV (RFC 4180; comma, semicolon or tab; CRLF or LF; byte order mark allowed). The
 * first row names the columns; `address` is needed, `name` is used, others are passed over. Rows that cannot be used are
 * `faults` with their line. Fails with `file-unreadable` and a `reason` when it is no such table.
 */
export function readBatch(input: Uint8Array | string): Outcome<Batch, Problem> {
  if (input.length > MAX_BYTES) return failed(problemOf('file-unreadable', { reason: 'too-large' }, ['check-file']));
  const table = readCsv(decoded(input));
  if (!table.ok) return table;
  const [header, ...records] = table.value;
  if (header === undefined) return failed(problemOf('file-unreadable', { reason: 'empty' }, ['check-file']));
  const titles = header.cells.map((cell) => singleLine(cell).toLowerCase());
  const addressAt = titles.findIndex((title) => ADDRESS_TITLES.includes(title));
  const nameAt = titles.findIndex((title) => NAME_TITLES.includes(title));
  if (addressAt < 0) {
    return failed(problemOf('file-unreadable', { reason: 'no-address-column', line: header.line, columns: titles }, ['check-file']));
  }
  const batch: Batch = { rows: [], faults: [] };
  const seen = new Set<string>();
  for (const { line, cells } of records) {
    const value = singleLine(cells[addressAt] ?? '');
    const fault = cells.length > titles.length ? 'wrong-number-of-columns' : undefined;
    const parsed = parseAddress(value);
    if (fault !== undefined) batch.faults.push({ line, why: fault, value });
    else if (!parsed.ok) batch.faults.push(addressFault(line, value, parsed.problem));
    else if (seen.has(parsed.value.text.toLowerCase())) batch.faults.push({ line, why: 'address-twice', value });
    else {
      seen.add(parsed.value.text.toLowerCase());
      batch.rows.push({ line, address: parsed.value.text, fullName: singleLine(cells[nameAt] ?? '') });
    }
  }
  return succeeded(batch);
}

function addressFault(line: number, value: string, problem: Problem): BatchFault {
  const { suggestion } = problem.facts;
  return {
    line,
    why: problem.code === 'address-empty' ? 'address-empty' : 'address-invalid',
    value,
    ...(typeof suggestion === 'string' ? { suggestion } : {}),
  };
}
