import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
const REPLICA = path.join(root, 'tests/windows/replica');

/** On Windows itself there is no Wine between, and the registry is that of whoever runs the tests. */
const REAL = process.platform === 'win32';
const COMPILER = REAL ? 'gcc' : 'x86_64-w64-mingw32-gcc';

function refuseToHarm(): void {
  if (!REAL || process.env['MAILRAMP_DISPOSABLE_WINDOWS'] === '1') return;
  throw new Error('These tests change Outlook profiles in the registry. Set MAILRAMP_DISPOSABLE_WINDOWS=1 on a Windows that nobody needs.');
}

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A Windows of its own under Wine: its registry, its processes, no display. On Windows, that Windows. */
export interface Bed {
  folder: string;
  /** Runs a program to its end. Under Wine a Windows Node needs files, not pipes, for its output. */
  run(program: string, args: readonly string[], options?: { input?: string; env?: Record<string, string>; timeout?: number }): Promise<Run>;
  /** Starts and leaves running. */
  start(program: string, args: readonly string[], options?: { input?: string; env?: Record<string, string> }): ChildProcess;
  /** Imports registry text (without its heading line), and comes back only once it can be read. */
  register(text: string): Promise<void>;
  /** The number of the last import, which stands in the registry as `Turn` of the replica's settings. */
  turn(): string;
  /** All of a key as `reg query /s` prints it; empty when there is none. */
  query(key: string): Promise<string>;
  remove(key: string): Promise<void>;
  /** A Linux path as this Windows sees it. */
  windowsPath(file: string): string;
  /** Everything that runs ends at once, as when the computer is reset. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Compiles the applet with mingw; the same binary serves every language and look. */
export function buildReplica(folder: string): string {
  const applet = path.join(folder, 'MLCFG32.CPL');
  const sources = readdirSync(REPLICA).filter((name) => name.endsWith('.c'));
  const args = ['-O1', '-Wall', '-Wextra', '-Werror', '-Wno-cast-function-type', '-municode', '-shared', '-o', applet];
  execFileSync(COMPILER, [...args, ...sources, 'applet.def', '-lcomctl32', '-lgdi32', '-lshlwapi'], { cwd: REPLICA, stdio: 'pipe' });
  return applet;
}

/** Compiles the program that shows look-alikes of the applet's dialogs and tells when somebody touches one. */
export function buildDecoy(folder: string): string {
  const program = path.join(folder, 'decoy.exe');
  const args = ['-O1', '-Wall', '-Wextra', '-Werror', '-municode', '-mwindows', '-o', program];
  execFileSync(COMPILER, [...args, 'decoy.c', '-lcomctl32'], { cwd: path.join(REPLICA, 'decoy'), stdio: 'pipe' });
  return program;
}

/**
 * An empty Wine prefix that shows nothing. Waited for without blocking: a test runner gives up on a worker that is silent for a
 * minute. One in which no program starts (several are made side by side, and Wine once left out its own libraries) is made anew.
 */
async function makePrefix(env: NodeJS.ProcessEnv, prefix: string): Promise<void> {
  const quietly = async (program: string, args: readonly string[]): Promise<unknown> => {
    const ended: unknown[] = await once(spawn(program, args, { env, stdio: 'ignore', timeout: 180_000 }), 'exit');
    return ended[0];
  };
  for (let tries = 1; tries <= TRIES; tries += 1) {
    await quietly('wineboot', ['-i']);
    await quietly('wine', ['winecfg', '-v', 'win10']);
    await quietly('wine', ['reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f']);
    // What runs already would go on without knowing that there is no display.
    await quietly('wineserver', ['-k']);
    if (existsSync(path.join(prefix, 'system.reg')) && (await quietly('wine', ['cmd', '/c', 'exit', `${PROOF}`])) === PROOF) return;
    process.stderr.write(`Wine prefix, try ${tries}: no program starts in it\n`);
    await quietly('wineserver', ['-k']);
    rmSync(prefix, { recursive: true, force: true });
  }
  throw new Error('Wine could not make its prefix');
}

/** What a program ends with that really ran. */
const PROOF = 7;

/** Stands at the end of each import, so that reading it back proves all of it. */
const TURN = 'Software\\MailrampReplica';
const TRIES = 3;

export async function openBed(): Promise<Bed> {
  refuseToHarm();
  const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-windows-'));
  const prefix = path.join(folder, 'prefix');
  const base = REAL ? process.env : { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all', DISPLAY: '' };
  const windowsPath = (file: string): string => (REAL ? file : `Z:${file.replaceAll('/', '\\')}`);
  const command = (program: string, args: readonly string[]): [string, string[]] =>
    REAL ? [program, [...args]] : ['wine', [program, ...args]];
  if (!REAL) await makePrefix(base, prefix);

  const run: Bed['run'] = async (program, args, options = {}) => {
    const [out, err, input] = ['out', 'err', 'in'].map((name) => path.join(mkdtempSync(path.join(folder, 'run-')), name));
    if (out === undefined || err === undefined || input === undefined) throw new Error('No folder');
    writeFileSync(input, options.input ?? '');
    const handles = [openSync(input, 'r'), openSync(out, 'w'), openSync(err, 'w')] as const;
    const child = spawn(...command(program, args), {
      env: { ...base, ...options.env },
      stdio: [...handles],
      timeout: options.timeout ?? 120_000,
    });
    const ended: unknown[] = await once(child, 'exit');
    const code = ended[0];
    for (const handle of handles) closeSync(handle);
    return { code: typeof code === 'number' ? code : null, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') };
  };

  let turn = 0;
  const reset: Bed['reset'] = async () => {
    if (!REAL) await once(spawn('wineserver', ['-k'], { env: base, stdio: 'ignore' }), 'exit');
  };

  return {
    folder,
    run,
    start: (program, args, options = {}) => {
      const place = mkdtempSync(path.join(folder, 'run-'));
      writeFileSync(path.join(place, 'in'), options.input ?? '');
      const handles = [
        openSync(path.join(place, 'in'), 'r'),
        openSync(path.join(place, 'out'), 'w'),
        openSync(path.join(place, 'err'), 'w'),
      ];
      const child = spawn(...command(program, args), { env: { ...base, ...options.env }, stdio: [...handles] });
      for (const handle of handles) closeSync(handle);
      return child;
    },
    register: async (text) => {
      const file = path.join(folder, 'settings.reg');
      turn += 1;
      const proof = `[HKEY_CURRENT_USER\\${TURN}]\n"Turn"="${turn}"`;
      const lines = `Windows Registry Editor Version 5.00\n\n${text}\n\n${proof}\n`;
      writeFileSync(file, `\ufeff${lines.replaceAll('\n', '\r\n')}`, 'utf16le');
      for (let tries = 1; tries <= TRIES; tries += 1) {
        const imported = await run('reg', ['import', windowsPath(file)]);
        const read = await run('reg', ['query', `HKCU\\${TURN}`, '/v', 'Turn']);
        if (new RegExp(`REG_SZ\\s+${turn}\\s*$`).test(read.stdout)) return;
        process.stderr.write(`Import ${turn}, try ${tries}, came to nothing: ${JSON.stringify({ imported, read })}\n`);
      }
      throw new Error(`Import ${turn} came to nothing`);
    },
    turn: () => `${turn}`,
    query: async (key) => (await run('reg', ['query', key, '/s'])).stdout,
    remove: async (key) => {
      await run('reg', ['delete', key, '/f']);
    },
    windowsPath,
    reset,
    close: async () => {
      await reset();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
