export type OperatingSystem = 'linux' | 'windows' | 'macos';

export interface FileFacts {
  kind: 'file' | 'folder' | 'link' | 'other';
  size: number;
  /** Milliseconds since the epoch. */
  modified: number;
}

/** A file or folder is there but cannot be read, or cannot be written. Rejections of `Files` are of this kind. */
export class FileProblem extends Error {
  readonly path: string;
  /** What the system said (`EACCES`, `ENOSPC`), or `not-text` for bytes that are no UTF-8. */
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`${reason}: ${path}`);
    this.name = 'FileProblem';
    this.path = path;
    this.reason = reason;
  }
}

/** Stands in the names of half-written files (`prefs.js.mailramp-new-1234-1`), which a crash leaves behind and anybody may remove. */
export const HALF_WRITTEN = '.mailramp-new-';

/** Files of this computer. Paths are absolute, in the system's own form. Every method rejects only on a bug: failures are values. */
export interface Files {
  /** Joins and normalises in the system's own form. */
  join(...parts: string[]): string;
  /** UTF-8 text, undefined when there is no such file; rejects with FileProblem when it is there but cannot be read. */
  read(path: string): Promise<string | undefined>;
  facts(path: string): Promise<FileFacts | undefined>;
  /** Names in a folder, sorted; empty when there is none. */
  list(path: string): Promise<string[]>;
  /** Whole or not at all: temporary file beside it, flushed, mode 0600 unless given, then renamed over it. */
  writeAtomic(path: string, text: string | Uint8Array, mode?: number): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  removeFolder(path: string): Promise<void>;
  makeFolder(path: string, mode?: number): Promise<void>;
  /** Links resolved; the path itself when that is not possible. */
  realPath(path: string): Promise<string>;
}

export interface RunResult {
  /** undefined: killed or could not be started. */
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  failure?: 'not-found' | 'timed-out' | 'cancelled';
}

export interface Processes {
  /** Runs to its end; `input` goes to standard input. Never rejects. */
  run(
    program: string,
    args: readonly string[],
    options: { timeout: number; env?: Record<string, string>; input?: string; signal?: AbortSignal },
  ): Promise<RunResult>;
  /** Starts and leaves it alone; false when it could not be started. */
  start(program: string, args: readonly string[]): Promise<boolean>;
  /** Opens a file or address with the program the system chose for it. */
  open(target: string): Promise<boolean>;
}

/** What holds a Thunderbird profile open (nsProfileLock). */
export interface Locks {
  /** Process id of the owner, `unknown` when it is locked by somebody, undefined when it is free. */
  profileOwner(profile: string): Promise<number | 'unknown' | undefined>;
  /** Runs `work` while holding the profile's lock, so that a program started meanwhile waits; undefined when it could not be taken. */
  whileLocked<Value>(profile: string, work: () => Promise<Value>): Promise<{ value: Value } | undefined>;
}

export interface Machine {
  os: OperatingSystem;
  home: string;
  /** Where Mailramp keeps its journal of changes. */
  dataFolder: string;
  /** Environment variables by name; undefined when unset. */
  env(name: string): string | undefined;
  files: Files;
  processes: Processes;
  locks: Locks;
}
