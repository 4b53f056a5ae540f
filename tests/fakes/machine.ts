import path from 'node:path';
import { FileProblem, HALF_WRITTEN, type Machine, type OperatingSystem, type RunResult } from '../../electron/core/world/machine.ts';

export interface FakeMachineOptions {
  os?: OperatingSystem;
  home?: string;
  dataFolder?: string;
  env?: Record<string, string>;
  /** Text by absolute path; the folders above are made. */
  files?: Record<string, string>;
  folders?: readonly string[];
  /** What a symbolic link or a link of folders resolves to, by its own path. */
  links?: Record<string, string>;
  /** Owner of a profile's lock, by folder. */
  running?: Record<string, number | 'unknown'>;
  /** Answers `processes.run`; `not-found` unless given. */
  onRun?: (program: string, args: readonly string[], input: string | undefined) => RunResult | Promise<RunResult>;
}

/** Thrown by every operation after the moment at which a test "pulled the plug". */
export class Crash extends Error {}

export interface FakeMachine extends Machine {
  readonly disk: Map<string, string>;
  readonly folders: Set<string>;
  readonly modes: Map<string, number>;
  readonly running: Map<string, number | 'unknown'>;
  readonly started: { program: string; args: readonly string[] }[];
  readonly opened: string[];
  readonly runs: { program: string; args: readonly string[]; input: string | undefined }[];
  /** Paths that cannot be read. */
  readonly unreadable: Set<string>;
  /** Writing operations so far. */
  operations(): number;
  /**
   * Makes the n-th writing operation from now (1 is the next) fail. `fault`: this one only, as a full disk does.
   * `crash`: it leaves what a killed process would leave, and nothing works until `restart`.
   */
  failAt(n: number, how: 'fault' | 'crash'): void;
  restart(): void;
  /** Called before each writing operation: somebody else acting in between. */
  beforeWrite: ((operation: string, path: string) => void) | undefined;
}

/** A computer in memory, with its own disk, locks and processes. */
export function fakeMachine(options: FakeMachineOptions = {}): FakeMachine {
  const os = options.os ?? 'linux';
  const form = os === 'windows' ? path.win32 : path.posix;
  const home = options.home ?? (os === 'windows' ? 'C:\\Users\\anna' : os === 'macos' ? '/Users/anna' : '/home/anna');
  const dataFolder = options.dataFolder ?? form.join(home, os === 'windows' ? 'AppData\\Local\\Mailramp' : '.local/share/mailramp');
  const disk = new Map<string, string>();
  const folders = new Set<string>();
  const modes = new Map<string, number>();
  const unreadable = new Set<string>();
  const running = new Map(Object.entries(options.running ?? {}));
  const links = new Map(Object.entries(options.links ?? {}));
  const held = new Set<string>();
  const started: FakeMachine['started'] = [];
  const opened: string[] = [];
  const runs: FakeMachine['runs'] = [];
  let operations = 0;
  let failure: { at: number; how: 'fault' | 'crash' } | undefined;
  let dead = false;

  const resolved = (target: string): string => {
    for (const [link, to] of links) {
      if (target === link || target.startsWith(link + form.sep)) return resolved(to + target.slice(link.length));
    }
    return form.normalize(target);
  };
  const makeFolders = (folder: string): void => {
    if (folders.has(folder)) return;
    folders.add(folder);
    const above = form.dirname(folder);
    if (above !== folder) makeFolders(above);
  };
  const put = (target: string, text: string): void => {
    makeFolders(form.dirname(target));
    disk.set(target, text);
  };
  for (const [file, text] of Object.entries(options.files ?? {})) put(form.normalize(file), text);
  for (const folder of options.folders ?? []) makeFolders(form.normalize(folder));
  makeFolders(home);

  const alive = (): void => {
    if (dead) throw new Crash('The process is dead.');
  };
  /** Counts one writing operation; `leave` is what a kill in the middle of it leaves. */
  const step = (name: string, target: string, leave: () => void = () => undefined): void => {
    alive();
    machine.beforeWrite?.(name, target);
    operations += 1;
    if (failure?.at !== operations) return;
    const { how } = failure;
    failure = undefined;
    if (how === 'fault') throw new FileProblem(target, 'ENOSPC');
    leave();
    dead = true;
    throw new Crash(`Killed in ${name}.`);
  };
  const textOf = (content: string | Uint8Array): string => (typeof content === 'string' ? content : new TextDecoder().decode(content));

  const machine: FakeMachine = {
    os,
    home,
    dataFolder,
    env: (name) => options.env?.[name],
    disk,
    folders,
    modes,
    running,
    started,
    opened,
    runs,
    unreadable,
    beforeWrite: undefined,
    operations: () => operations,
    failAt: (n, how) => {
      failure = { at: operations + n, how };
    },
    restart: () => {
      dead = false;
      failure = undefined;
      held.clear();
    },
    files: {
      join: (...parts) => form.join(...parts),
      read: async (file) => {
        alive();
        const target = resolved(file);
        if (unreadable.has(target)) throw new FileProblem(file, 'EACCES');
        if (folders.has(target)) throw new FileProblem(file, 'EISDIR');
        return Promise.resolve(disk.get(target));
      },
      facts: async (file) => {
        alive();
        const target = resolved(file);
        const text = disk.get(target);
        if (text !== undefined) return Promise.resolve({ kind: 'file', size: new TextEncoder().encode(text).length, modified: 0 });
        return Promise.resolve(folders.has(target) ? { kind: 'folder', size: 0, modified: 0 } : undefined);
      },
      list: async (folder) => {
        alive();
        const target = resolved(folder);
        const inside = [...disk.keys(), ...folders].filter((entry) => entry !== target && form.dirname(entry) === target);
        return Promise.resolve(inside.map((entry) => form.basename(entry)).sort());
      },
      writeAtomic: async (file, content, mode) => {
        const target = resolved(file);
        const text = textOf(content);
        if (!folders.has(form.dirname(target))) throw new FileProblem(file, 'ENOENT');
        step('writeAtomic', file, () => disk.set(`${target}${HALF_WRITTEN}1-1`, text.slice(0, text.length / 2)));
        disk.set(target, text);
        modes.set(target, mode ?? modes.get(target) ?? 0o600);
        return Promise.resolve();
      },
      copy: async (from, to) => {
        const text = disk.get(resolved(from));
        if (text === undefined) throw new FileProblem(from, 'ENOENT');
        step('copy', to, () => disk.set(resolved(to), text.slice(0, text.length / 2)));
        disk.set(resolved(to), text);
        return Promise.resolve();
      },
      remove: async (file) => {
        step('remove', file);
        disk.delete(resolved(file));
        return Promise.resolve();
      },
      removeFolder: async (folder) => {
        const target = resolved(folder);
        const below = [...disk.keys(), ...folders].filter((entry) => entry.startsWith(target + form.sep));
        step('removeFolder', folder, () => below.slice(0, 1).forEach((entry) => disk.delete(entry)));
        for (const entry of [...below, target]) {
          disk.delete(entry);
          folders.delete(entry);
        }
        return Promise.resolve();
      },
      makeFolder: async (folder, mode) => {
        const target = resolved(folder);
        alive();
        if (folders.has(target)) return Promise.resolve();
        step('makeFolder', folder);
        makeFolders(target);
        modes.set(target, mode ?? 0o755);
        return Promise.resolve();
      },
      realPath: async (file) => Promise.resolve(resolved(file)),
    },
    processes: {
      run: async (program, args, { input }) => {
        alive();
        runs.push({ program, args, input });
        const missing: RunResult = { exitCode: undefined, stdout: '', stderr: '', failure: 'not-found' };
        return Promise.resolve(options.onRun?.(program, args, input) ?? missing);
      },
      start: async (program, args) => {
        alive();
        started.push({ program, args });
        return Promise.resolve(true);
      },
      open: async (target) => {
        alive();
        opened.push(target);
        return Promise.resolve(true);
      },
    },
    locks: {
      profileOwner: async (profile) => {
        alive();
        return Promise.resolve(running.get(resolved(profile)));
      },
      whileLocked: async (profile, work) => {
        const target = resolved(profile);
        if (running.has(target) || held.has(target)) return undefined;
        const file = form.join(target, os === 'windows' ? 'parent.lock' : '.parentlock');
        if (!disk.has(file)) {
          step('lock', file);
          put(file, '');
        }
        held.add(target);
        try {
          return { value: await work() };
        } finally {
          held.delete(target);
        }
      },
    },
  };
  return machine;
}
