import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { type Outcome, failed, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import { unusable } from './read-file.ts';
import { systemCode, unwritable } from './unwritable.ts';

/** JSON lines that grow while a long command runs; what stands in it is not done again. */
export interface ResultsFile<Result> {
  readonly path: string;
  /** What was there, by the name of each line; of two lines with one name the later. */
  readonly done: ReadonlyMap<string, Result>;
  append(line: string): Promise<Outcome<true, Problem>>;
  close(): Promise<void>;
}

const LARGEST = 512 * 1024 * 1024;
/** How each line begins, also one that was not written to its end. */
const BEGINNING = Buffer.from('{"domain":');
const LINE_FEED = 0x0a;

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
    return failed(unwritable(absolute, systemCode(error)));
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
  if (size > LARGEST) return unusable(absolute, 'too-large');
  // What has no size may be a device, which never ends.
  const bytes = size === 0 ? Buffer.alloc(0) : await handle.readFile();
  const start = bytes.subarray(0, BEGINNING.length);
  // Whatever else stands there is somebody's, and nothing of it is taken away.
  if (!start.equals(BEGINNING.subarray(0, start.length))) return unusable(absolute, 'no-results');
  let end = bytes.lastIndexOf(LINE_FEED) + 1;
  await handle.truncate(end);
  return succeeded({
    path: absolute,
    done: resultsIn(bytes.subarray(0, end), read),
    append: async (added) => {
      const line = Buffer.from(`${added}\n`);
      try {
        for (let sent = 0; sent < line.length;) sent += (await handle.write(line, sent, line.length - sent, end + sent)).bytesWritten;
      } catch (error) {
        return failed(unwritable(absolute, systemCode(error)));
      }
      end += line.length;
      return succeeded(true);
    },
    close: () => handle.close(),
  });
}

/** One at a time: all of them may be more than one text can hold. */
function* linesOf(whole: Buffer): Generator<string> {
  for (let from = 0; from < whole.length;) {
    const to = whole.indexOf(LINE_FEED, from);
    yield whole.toString('utf8', from, to);
    from = to + 1;
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const isMissing = (error: unknown): boolean => systemCode(error) === 'ENOENT';

function resultsIn<Result>(whole: Buffer, read: ReadLine<Result>): Map<string, Result> {
  const done = new Map<string, Result>();
  for (const text of linesOf(whole)) {
    const line = resultIn(text, read);
    if (line !== undefined) done.set(line.name, line.result);
  }
  return done;
}

function resultIn<Result>(text: string, read: ReadLine<Result>): ReturnType<ReadLine<Result>> {
  try {
    return read(JSON.parse(text));
  } catch {
    return undefined;
  }
}
