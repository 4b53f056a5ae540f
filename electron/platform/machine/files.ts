import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { type FileFacts, FileProblem, type Files, HALF_WRITTEN } from '../../core/world/machine.ts';
import { codeOf } from './failure.ts';

const LARGEST = 64 * 1024 * 1024;
const RETRIES = 8;
// A virus scanner or an indexer that looks at the file for a moment.
const PASSING = new Set(['EPERM', 'EACCES', 'EBUSY']);
let written = 0;

/** The files of this computer. */
export const files: Files = {
  join: (...parts) => path.join(...parts),
  read: (file) => asProblem(file, () => readText(file)),
  facts: (file) => asProblem(file, () => factsOf(file)),
  list: (folder) => asProblem(folder, () => namesIn(folder)),
  writeAtomic: (file, text, mode) => asProblem(file, () => writeAtomic(file, text, mode)),
  copy: (from, to) => asProblem(to, () => copy(from, to)),
  remove: (file) => asProblem(file, () => rm(file, { force: true })),
  removeFolder: (folder) => asProblem(folder, () => rm(folder, { recursive: true, force: true, maxRetries: 3 })),
  makeFolder: (folder, mode) => asProblem(folder, () => makeFolder(folder, mode)),
  realPath: (file) => realpath(file).catch(() => file),
};

async function asProblem<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new FileProblem(file, code);
  }
}

const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');

async function absentAsUndefined<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function readText(file: string): Promise<string | undefined> {
  const facts = await absentAsUndefined(stat(file));
  if (facts === undefined) return undefined;
  // A pipe or device would hang the reader or never end.
  if (!facts.isFile()) throw new FileProblem(file, facts.isDirectory() ? 'EISDIR' : 'not-a-file');
  if (facts.size > LARGEST) throw new FileProblem(file, 'too-large');
  const bytes = await absentAsUndefined(readFile(file));
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FileProblem(file, 'not-text');
  }
}

async function factsOf(file: string): Promise<FileFacts | undefined> {
  const found = (await absentAsUndefined(stat(file))) ?? (await absentAsUndefined(lstat(file)));
  if (found === undefined) return undefined;
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'other';
  return { kind, size: found.size, modified: found.mtimeMs };
}

async function namesIn(folder: string): Promise<string[]> {
  return ((await absentAsUndefined(readdir(folder))) ?? []).sort();
}

/**
 * Writes beside the file, flushes, renames over it. A link is followed first, so that it stays a link.
 * The file keeps its former mode and, where the system lets us, its owner; a new one is readable by its owner only.
 */
async function writeAtomic(file: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  const target = (await absentAsUndefined(realpath(file))) ?? file;
  const former = await absentAsUndefined(stat(target));
  // Where a device or a pipe stands, the administrator's right to replace it would take it from everybody.
  if (former?.isFile() === false) throw new FileProblem(file, former.isDirectory() ? 'EISDIR' : 'not-a-file');
  written += 1;
  const beside = `${target}${HALF_WRITTEN}${process.pid}-${written}`;
  await removeLeftovers(target);
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.chmod(mode ?? (former === undefined ? 0o600 : former.mode & 0o777));
    if (former !== undefined && (former.uid !== process.getuid?.() || former.gid !== process.getgid?.())) {
      // Only root may give files away; anybody else keeps what he may have.
      await handle.chown(former.uid, former.gid).catch(() => undefined);
    }
    await handle.sync();
    await handle.close();
    await renamePatiently(beside, target);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await unlink(beside).catch(() => undefined);
    throw error;
  }
  await flushFolder(path.dirname(target));
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const passing = process.platform === 'win32' && PASSING.has(codeOf(error) ?? '');
      if (!passing || attempt === RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}

/** Half-written files of processes that are gone; those of living ones are theirs. */
async function removeLeftovers(target: string): Promise<void> {
  const start = path.basename(target) + HALF_WRITTEN;
  for (const name of await namesIn(path.dirname(target))) {
    const owner = name.startsWith(start) ? Number.parseInt(name.slice(start.length), 10) : Number.NaN;
    if (Number.isInteger(owner) && owner !== process.pid && !isAlive(owner)) {
      await unlink(path.join(path.dirname(target), name)).catch(() => undefined);
    }
  }
}

/** Whether a process of this id lives, whoever owns it. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  // Some network file systems cannot flush a folder; the file itself is safe there already.
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  const handle = await open(to, 'r+');
  await handle.sync();
  await handle.close();
  await flushFolder(path.dirname(to));
}

/**
 * One folder after the other from the first missing one down: Node's own way of making them all tries for ever where the
 * system answers "no such file" inside a folder that is there, as /proc does.
 */
async function makeFolder(folder: string, mode: number | undefined): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent, mode);
  try {
    await mkdir(folder, mode);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await isFolder(folder))) return;
    throw error;
  }
  // The umask may have narrowed it; only what we made is ours to change.
  if (mode !== undefined) await chmod(folder, mode);
}

const isFolder = (folder: string): Promise<boolean> =>
  stat(folder).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
