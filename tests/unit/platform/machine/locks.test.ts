import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { locks } from '../../../../electron/platform/machine/locks.ts';

/** Another process that holds the lock as Thunderbird does, until its input ends. */
const HOLDER = `
  const koffi = require('koffi');
  const fs = require('node:fs');
  const fcntl = koffi.load(null).func('int fcntl(int, int, ...)');
  const mac = process.platform === 'darwin';
  const flock = Buffer.alloc(32);
  flock.writeInt16LE(mac ? 3 : 1, mac ? 20 : 0);
  const answer = fcntl(fs.openSync(process.argv[1], 'a'), mac ? 8 : 6, 'void *', flock);
  process.stdout.write(answer === 0 ? 'held' : 'refused');
  process.stdin.resume().on('end', () => process.exit());
`;
const root = path.resolve(import.meta.dirname, '../../../..');

let profile = '';
let children: ChildProcess[] = [];

async function hold(): Promise<{ said: string; pid: number | undefined; end: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', HOLDER, path.join(profile, '.parentlock')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
  const end = async (): Promise<void> => {
    const exited = once(child, 'exit');
    child.stdin.end();
    await exited;
  };
  return { said, pid: child.pid, end };
}

beforeEach(() => {
  profile = mkdtempSync(path.join(os.tmpdir(), 'mailramp-locks-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(profile, { recursive: true, force: true });
});

describe.runIf(process.platform !== 'win32')('the lock of a Thunderbird profile', () => {
  test('a profile without lock file is free and asking makes none', async () => {
    expect(await locks.profileOwner(profile)).toBeUndefined();
    expect(existsSync(path.join(profile, '.parentlock'))).toBe(false);
  });

  test('a lock file that nobody holds, and the link that stays after a crash, mean nothing', async () => {
    writeFileSync(path.join(profile, '.parentlock'), '');
    symlinkSync(`127.0.0.1:+${process.pid}`, path.join(profile, 'lock'));
    expect(await locks.profileOwner(profile)).toBeUndefined();
  });

  test('on a file system without locks the link names a living owner', async () => {
    symlinkSync(`127.0.0.1:${process.ppid}`, path.join(profile, 'lock'));
    expect(await locks.profileOwner(profile)).toBe(process.ppid);
    rmSync(path.join(profile, 'lock'));
    symlinkSync('127.0.0.1:999999999', path.join(profile, 'lock'));
    expect(await locks.profileOwner(profile)).toBeUndefined();
    rmSync(path.join(profile, 'lock'));
    symlinkSync('203.0.113.7:1', path.join(profile, 'lock'));
    expect(await locks.profileOwner(profile)).toBe('unknown');
  });

  test('whoever holds it is named, and work is not done meanwhile', async () => {
    const other = await hold();
    expect(other.said).toBe('held');
    expect(await locks.profileOwner(profile)).toBe(other.pid);
    let worked = false;
    const answer = await locks.whileLocked(profile, () => {
      worked = true;
      return Promise.resolve();
    });
    expect([answer, worked]).toEqual([undefined, false]);
    await other.end();
    expect(await locks.profileOwner(profile)).toBeUndefined();
  });

  test('two pieces of work of ours that begin at the same moment do not both get it', async () => {
    writeFileSync(path.join(profile, '.parentlock'), '');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<string> => {
      inside += 1;
      most = Math.max(most, inside);
      const other = await hold();
      inside -= 1;
      return other.said;
    };
    // Asking meanwhile must not let go of it either: closing any descriptor of a file ends our locks on it.
    const answers = await Promise.all([locks.whileLocked(profile, work), locks.profileOwner(profile), locks.whileLocked(profile, work)]);
    expect(most).toBe(1);
    expect(answers).toEqual([{ value: 'refused' }, undefined, undefined]);
  });

  test('while we work nobody else gets it, even after we looked again; afterwards it is free', async () => {
    const answer = await locks.whileLocked(profile, async () => {
      expect(await locks.profileOwner(profile)).toBeUndefined();
      expect(await locks.whileLocked(profile, () => Promise.resolve('second'))).toBeUndefined();
      return (await hold()).said;
    });
    expect(answer).toEqual({ value: 'refused' });
    expect((await hold()).said).toBe('held');
  });

  test('a pipe in the place of the lock file holds nobody up', async () => {
    execFileSync('mkfifo', [path.join(profile, '.parentlock')]);
    expect(await locks.profileOwner(profile)).toBeUndefined();
    expect(await locks.whileLocked(profile, () => Promise.resolve('done'))).toEqual({ value: 'done' });
  });

  test('a failure inside lets go as well', async () => {
    await expect(locks.whileLocked(profile, () => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
    expect((await hold()).said).toBe('held');
  });
});
