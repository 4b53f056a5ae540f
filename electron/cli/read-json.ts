import { type Outcome, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import { readFileWithin, unusable } from './read-file.ts';

// What `>` writes in Windows PowerShell 5.1 begins like this.
const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** A JSON file (RFC 8259) of at most `limit` bytes. Fails with `file-unreadable` and a `reason`, or with `cancelled`. */
export async function readJson(file: string, limit: number, signal: AbortSignal): Promise<Outcome<unknown, Problem>> {
  const bytes = await readFileWithin(file, limit, signal);
  if (!bytes.ok) return bytes;
  try {
    const text = new TextDecoder(isUtf16(bytes.value) ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes.value);
    const content: unknown = JSON.parse(text);
    return succeeded(content);
  } catch {
    return unusable(file, bytes.value.length === 0 ? 'empty' : 'not-json');
  }
}
