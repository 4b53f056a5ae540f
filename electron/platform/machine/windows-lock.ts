import { open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { codeOf } from './failure.ts';
import type { ProfileLock } from './posix-lock.ts';

const lockFile = (profile: string): string => path.join(profile, 'parent.lock');

const GENERIC_READ_WRITE = 0xc0000000;
const OPEN_ALWAYS = 4;
const NOT_SHARED = 0;

interface Kernel {
  create(file: string): bigint;
  close(handle: bigint): void;
}

/** Locks of our own, which look like anybody's to a second attempt. */
const held = new Set<string>();

let kernel: Promise<Kernel | undefined> | undefined;
const loaded = (): Promise<Kernel | undefined> => (kernel ??= load());

async function load(): Promise<Kernel | undefined> {
  try {
    const { default: koffi } = await import('koffi');
    const library = koffi.load('kernel32.dll');
    const create = library.func(
      'intptr_t __stdcall CreateFileW(str16 name, uint32_t access, uint32_t share, void *security, uint32_t how, uint32_t flags, void *template)',
    );
    const close = library.func('int __stdcall CloseHandle(intptr_t handle)');
    const handle = z.union([z.number(), z.bigint()]);
    return {
      create: (file) => BigInt(handle.parse(create(file, GENERIC_READ_WRITE, NOT_SHARED, null, OPEN_ALWAYS, 0, null))),
      close: (open) => void close(open),
    };
  } catch {
    return undefined;
  }
}

/** Thunderbird opens `parent.lock` without sharing it and never deletes it; who cannot open it, is second. */
async function owner(profile: string): Promise<'unknown' | undefined> {
  if (held.has(lockFile(profile))) return undefined;
  try {
    const handle = await open(lockFile(profile), 'r+');
    await handle.close();
    return undefined;
  } catch (error) {
    return ['EBUSY', 'EPERM', 'EACCES'].includes(codeOf(error) ?? '') ? 'unknown' : undefined;
  }
}

/** Not tried on Windows itself. Without koffi nothing is locked; the caller looks again right before it writes. */
async function take(profile: string): Promise<(() => Promise<void>) | undefined> {
  const api = await loaded();
  if (api === undefined) return () => Promise.resolve();
  if (held.has(lockFile(profile))) return undefined;
  const handle = api.create(lockFile(profile));
  if (handle === -1n) return undefined;
  held.add(lockFile(profile));
  return () => {
    held.delete(lockFile(profile));
    api.close(handle);
    return Promise.resolve();
  };
}

export const windowsLock: ProfileLock = { owner, take };
