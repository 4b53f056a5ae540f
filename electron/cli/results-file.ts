import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Outcome, failed, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import { unusable } from './read-file.ts';
import { unwritable } from './unwritable.ts';

/** JSON lines that grow while a long command runs; what stands in it is not done again. */
export interface ResultsFile {
  readonly path: string;
  /** Domains of the lines that were there. */
  readonly done: ReadonlySet<string>;
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

const LARGEST = 512 * 1024 * 1024;
const line = z.object({ domain: z.string() });

/** Opens or makes the file; a last line that an interruption left half written is taken away. */
export async function openResults(file: string): Promise<Outcome<ResultsFile, Problem>> {
  const absolute = path.resolve(file);
  try {
    const handle = await openOrMake(absolute);
    const results = await readResults(handle, absolute);
    if (!results.ok) await handle.close();
    return results;
  } catch (error) {
    return failed(unwritable(absolute, error instanceof Error && 'code' in error ? String(error.code) : ''));
  }
}

/** Not for appending: a half line has to go first. */
const openOrMake = (absolute: string): Promise<FileHandle> =>
  open(absolute, 'r+').catch((error: unknown) => (isMissing(error) ? open(absolute, 'wx+', 0o644) : Promise.reject(asError(error))));

async function readResults(handle: FileHandle, absolute: string): Promise<Outcome<ResultsFile, Problem>> {
  const { size } = await handle.stat();
  const text = size === 0 || size > LARGEST ? '' : await handle.readFile('utf8');
  // Whatever else stands there is somebody's, and nothing of it is taken away.
  if (size > 0 && !text.startsWith('{"')) return unusable(absolute, size > LARGEST ? 'too-large' : 'no-results');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  let end = Buffer.byteLength(whole);
  await handle.truncate(end);
  return succeeded({
    path: absolute,
    done: new Set(whole.split('\n').flatMap(domainIn)),
    append: async (added) => {
      const bytes = Buffer.from(`${added}\n`);
      for (let sent = 0; sent < bytes.length;) sent += (await handle.write(bytes, sent, bytes.length - sent, end + sent)).bytesWritten;
      end += bytes.length;
    },
    close: () => handle.close(),
  });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

function domainIn(text: string): string[] {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data.domain] : [];
  } catch {
    return [];
  }
}
