import { readFile, stat, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { codeOf } from './failure.ts';

export interface ProfileLock {
  owner(profile: string): Promise<number | 'unknown' | undefined>;
  /** The function that lets go; undefined when somebody else has it. */
  take(profile: string): Promise<(() => Promise<void>) | undefined>;
}

/** Numbers and layout of `struct flock` (fcntl.h) on 64-bit Linux and macOS, where they differ. */
const LINUX = { read: 0, write: 1, none: 2, get: 5, set: 6, type: 0, pid: 24, size: 32 };
const MACOS = { read: 1, write: 3, none: 2, get: 7, set: 8, type: 20, pid: 16, size: 32 };
const layout = process.platform === 'darwin' ? MACOS : LINUX;

type Fcntl = (descriptor: number, command: number, type: string, structure: Buffer) => number;

/**
 * Files whose lock we hold, as device and inode. Closing any descriptor of such a file would let go of the lock
 * (POSIX), so nobody here may open it again meanwhile.
 */
const held = new Set<string>();

let turn: Promise<unknown> = Promise.resolve();

/** One after the other: between opening a file and closing it again nobody here may take or let go of its lock. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

let fcntl: Promise<Fcntl | undefined> | undefined;
const loaded = (): Promise<Fcntl | undefined> => (fcntl ??= load());

async function load(): Promise<Fcntl | undefined> {
  if (!['x64', 'arm64'].includes(process.arch)) return undefined;
  try {
    const { default: koffi } = await import('koffi');
    const call = koffi.load(null).func('int fcntl(int descriptor, int command, ...)');
    return (descriptor, command, type, structure) => z.number().parse(call(descriptor, command, type, structure));
  } catch {
    return undefined;
  }
}

const lockFile = (profile: string): string => path.join(profile, '.parentlock');

interface Place {
  key: string;
  device: string;
  inode: string;
  /** To open a pipe would wait for somebody at its other end. */
  isFile: boolean;
}

async function placeOf(file: string): Promise<Place | undefined> {
  const facts = await stat(file, { bigint: true }).catch(() => undefined);
  if (facts === undefined) return undefined;
  const device = `${facts.dev}`;
  return { key: `${device}:${facts.ino}`, device, inode: `${facts.ino}`, isFile: facts.isFile() };
}

function request(type: number): Buffer {
  const structure = Buffer.alloc(layout.size);
  structure.writeInt16LE(type, layout.type);
  return structure;
}

async function owner(profile: string): Promise<number | 'unknown' | undefined> {
  const file = lockFile(profile);
  const place = await placeOf(file);
  if (place === undefined || !place.isFile || held.has(place.key)) return undefined;
  const call = await loaded();
  const handle = call === undefined ? undefined : await open(file, 'r').catch(() => undefined);
  if (call === undefined || handle === undefined) return ownerFromKernelTable(place);
  try {
    // A read lock collides with Thunderbird's write lock only.
    const structure = request(layout.read);
    return call(handle.fd, layout.get, 'void *', structure) === 0 ? ownerIn(structure) : await ownerFromKernelTable(place);
  } finally {
    await handle.close();
  }
}

/** The kernel says 0 for a process that this container cannot see. */
const asOwner = (pid: number): number | 'unknown' => (pid > 0 ? pid : 'unknown');

const ownerIn = (answer: Buffer): number | 'unknown' | undefined =>
  answer.readInt16LE(layout.type) === layout.none ? undefined : asOwner(answer.readInt32LE(layout.pid));

/**
 * Linux without koffi: lines like `1: POSIX  ADVISORY  WRITE 1234 08:01:4567 0 EOF`. The device there is the file
 * system's own, which stat does not tell on overlays and Btrfs, so the inode decides.
 */
async function ownerFromKernelTable(place: Place): Promise<number | 'unknown' | undefined> {
  const table = await readFile('/proc/locks', 'utf8').catch(() => '');
  for (const line of table.split('\n')) {
    const match = /POSIX\s+\S+\s+WRITE\s+(-?\d+)\s+[0-9a-f]+:[0-9a-f]+:(\d+)\s/.exec(line);
    if (match?.[2] === place.inode && Number(match[1]) !== process.pid) return asOwner(Number(match[1]));
  }
  return undefined;
}

/** Without koffi nothing is locked, and work goes on: the caller looks for an owner again right before it writes. */
async function take(profile: string): Promise<(() => Promise<void>) | undefined> {
  const call = await loaded();
  if (call === undefined) return () => Promise.resolve();
  const before = await placeOf(lockFile(profile));
  if (before !== undefined && held.has(before.key)) return undefined;
  const handle = before?.isFile === false ? undefined : await opened(lockFile(profile));
  if (handle === undefined) return () => Promise.resolve();
  const key = (await placeOf(lockFile(profile)))?.key ?? '';
  if (call(handle.fd, layout.set, 'void *', request(layout.write)) !== 0) {
    const answer = request(layout.write);
    const taken = call(handle.fd, layout.get, 'void *', answer) === 0 && ownerIn(answer) !== undefined;
    await handle.close();
    // Neither set nor taken: a file system without locks.
    return taken ? undefined : () => Promise.resolve();
  }
  held.add(key);
  return () =>
    inTurn(async () => {
      held.delete(key);
      await handle.close();
    });
}

async function opened(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'a', 0o600);
  } catch (error) {
    // ELOOP, EACCES: a profile on which we cannot lock; one where we cannot write shows itself at the next step.
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

export const posixLock: ProfileLock = {
  owner: (profile) => inTurn(() => owner(profile)),
  take: (profile) => inTurn(() => take(profile)),
};
