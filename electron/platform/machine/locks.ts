import { readlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locks } from '../../core/world/machine.ts';
import { isAlive } from './files.ts';
import { posixLock, type ProfileLock } from './posix-lock.ts';
import { windowsLock } from './windows-lock.ts';

const lock: ProfileLock = process.platform === 'win32' ? windowsLock : posixLock;

/** Locks on Thunderbird profiles (nsProfileLock). Only one piece of work at a time holds one from here. */
export const locks: Locks = {
  profileOwner: async (profile) => (await lock.owner(profile)) ?? ownerByLink(profile),
  whileLocked: async (profile, work) => {
    if ((await locks.profileOwner(profile)) !== undefined) return undefined;
    const release = await lock.take(profile);
    if (release === undefined) return undefined;
    try {
      return { value: await work() };
    } finally {
      await release();
    }
  },
};

/**
 * Where a file system knows no locks (some network shares), Thunderbird leaves a link `lock` to `address:pid`. With a plus
 * sign (`address:+pid`) its owner holds the real lock as well, so that the link, which stays behind after a crash, says nothing.
 * Whether a process of another computer lives, nobody here can tell.
 */
async function ownerByLink(profile: string): Promise<number | 'unknown' | undefined> {
  if (process.platform === 'win32') return undefined;
  for (const name of ['lock', '.parentlock']) {
    const target = await readlink(path.join(profile, name)).catch(() => '');
    const [, address = '', pid] = /^([\d.]+):(\d+)$/.exec(target) ?? [];
    if (pid === undefined) continue;
    if (!isHere(address)) return 'unknown';
    if (isAlive(Number(pid))) return Number(pid);
  }
  return undefined;
}

function isHere(address: string): boolean {
  const own = Object.values(os.networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return address.startsWith('127.') || own.some((one) => one.address === address);
}
