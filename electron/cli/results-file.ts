import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { type Outcome, failed, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import { unusable } from './read-file.ts';
import { unwritable } from './unwritable.ts';

/** JSON lines that grow while a long command runs; what stands in it is not done again. */
export interface ResultsFile<Result> {
  readonly path: string;
  /** What was there, by the name of each line; of two lines with one name the later. */
  readonly done: ReadonlyMap<string, Result>;
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

const LARGEST = 512 * 1024 * 1024;

/** What a line says, with the name of what it is about; undefined when that cannot be told, which is as if it were not there. */
export type ReadLine<Result> = (line: unknown) => { name: string; result: Result } | undefined;

/** Opens or makes the file; a last line that an interruption left half written is taken away. */
export async function openResults<Result>(file: string, read: ReadLine<Result>): Promise<Outcome<ResultsFile<Result>, Problem>> {
  const absolute = path.resolve(file);
  try {
    const handle = await openOrMake(absolute);
    const results = await readResults(handle, absolute, read);
    if (!results.ok) await handle.close();
    return results;
  } catch (error) {
    return failed(unwritable(absolute, error instanceof Error && 'code' in error ? String(error.code) : ''));
  }
}

/** Not for appending: a half line has to go first. */
const openOrMake = (absolute: string): Promise<FileHandle> =>
  open(absolute, 'r+').catch((error: unknown) => (isMissing(error) ? open(absolute, 'wx+', 0o644) : Promise.reject(asError(error))));

async function readResults<Result>(
  handle: FileHandle,
  absolute: string,
  read: ReadLine<Result>,
): Promise<Outcome<ResultsFile<Result>, Problem>> {
  const { size } = await handle.stat();
  const text = size === 0 || size > LARGEST ? '' : await handle.readFile('utf8');
  // Whatever else stands there is somebody's, and nothing of it is taken away.
  if (size > 0 && !text.startsWith('{"')) return unusable(absolute, size > LARGEST ? 'too-large' : 'no-results');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  let end = Buffer.byteLength(whole);
  await handle.truncate(end);
  return succeeded({
    path: absolute,
    done: new Map(whole.split('\n').flatMap((text) => resultIn(text, read))),
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

function resultIn<Result>(text: string, read: ReadLine<Result>): [string, Result][] {
  try {
    const line = read(JSON.parse(text));
    return line === undefined ? [] : [[line.name, line.result]];
  } catch {
    return [];
  }
}
