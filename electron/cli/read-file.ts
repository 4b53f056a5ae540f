import { createReadStream } from 'node:fs';
import path from 'node:path';
import { failed, type Outcome, succeeded } from '../core/model/outcome.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';

export const unusable = (
  file: string,
  reason: string,
  facts: Record<string, string> = {},
): { readonly ok: false; readonly problem: Problem } =>
  failed(problemOf('file-unreadable', { path: file, reason, ...facts }, ['check-file']));

const REASONS: Readonly<Record<string, string>> = { EISDIR: 'folder', EACCES: 'forbidden', EPERM: 'forbidden' };

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? 'not-found';
}

/** A whole file of at most `limit` bytes; pipes work too, and one that never ends is given up at the limit. */
export async function readFileWithin(file: string, limit: number, signal: AbortSignal): Promise<Outcome<Uint8Array, Problem>> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of createReadStream(path.resolve(file), { signal, highWaterMark: 65_536 })) {
      if (!Buffer.isBuffer(part)) continue;
      size += part.length;
      if (size > limit) return unusable(file, 'too-large');
      parts.push(part);
    }
  } catch (error) {
    return signal.aborted ? failed(problemOf('cancelled', {}, ['retry'])) : unusable(file, reasonOf(error));
  }
  return succeeded(Buffer.concat(parts));
}
