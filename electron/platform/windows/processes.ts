import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LaunchOptions, RunningProcess, WindowsProcess } from '../../core/world/windows.ts';
import { textOf } from './remote-memory.ts';
import { win32 } from './win32.ts';

const ENTRY_SIZE = 568;
const SNAP_PROCESSES = 0x00000002;
const QUERY_LIMITED = 0x1000;
const STILL_ACTIVE = 259;
const FILETIME_SIZE = 8;

/** Terminal Services session of a process; undefined where Windows does not say. */
function sessionOf(id: number): number | undefined {
  const session = [0];
  return win32().sessionOf(id, session) ? Number(session[0]) : undefined;
}

/**
 * Processes of this session, PROCESSENTRY32W by the Toolhelp functions: on a terminal server other people have an Outlook
 * of their own, which is in nobody's way here.
 */
export function processList(): WindowsProcess[] {
  const api = win32();
  const snapshot = Number(api.snapshot(SNAP_PROCESSES, 0));
  if (snapshot <= 0) return [];
  const entry = Buffer.alloc(ENTRY_SIZE);
  entry.writeUInt32LE(ENTRY_SIZE, 0);
  const found: WindowsProcess[] = [];
  for (let more = Boolean(api.firstProcess(snapshot, entry)); more; more = Boolean(api.nextProcess(snapshot, entry))) {
    found.push({ id: entry.readUInt32LE(8), parent: entry.readUInt32LE(32), name: textOf(entry.subarray(44)) });
  }
  api.closeHandle(snapshot);
  const mine = sessionOf(process.pid);
  return found.filter(({ id }) => mine === undefined || [mine, undefined].includes(sessionOf(id)));
}

/** The process of this id while it runs, by GetProcessTimes: one that has ended may still have an id while somebody holds it. */
export function runningProcess(id = process.pid): RunningProcess | undefined {
  const api = win32();
  const handle = Number(api.openProcess(QUERY_LIMITED, false, id));
  if (handle === 0) return undefined;
  const code = [0];
  const times = Array.from({ length: 4 }, () => Buffer.alloc(FILETIME_SIZE));
  const runs = Boolean(api.exitCode(handle, code)) && Number(code[0]) === STILL_ACTIVE;
  const told = Boolean(api.processTimes(handle, ...times));
  api.closeHandle(handle);
  const [created] = times;
  return runs && told && created !== undefined ? { id, started: created.readBigUInt64LE().toString() } : undefined;
}

/**
 * Starts a program that nobody waits for; undefined when it could not be started, damaged files included. Node puts its
 * children into a job that ends with it, unless they are detached.
 */
export async function launch(program: string, args: readonly string[], options: LaunchOptions = {}): Promise<number | undefined> {
  try {
    const child = spawn(program, args, { stdio: 'ignore', windowsHide: false, detached: options.outlives === true });
    const started = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)]);
    child.unref();
    return started ? child.pid : undefined;
  } catch {
    // Windows refuses a file that is no program before there is a child to say so.
    return undefined;
  }
}
