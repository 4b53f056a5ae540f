import { spawn } from 'node:child_process';
import type { Processes, RunResult } from '../../core/world/machine.ts';
import { codeOf } from './failure.ts';

const MOST_OUTPUT = 16 * 1024 * 1024;
/** Between asking a process to end and ending it. */
const GRACE = 2000;
/** How long an opener may take to say that it failed. */
const OPENER = 3000;

type RunOptions = Parameters<Processes['run']>[2];

/** The programs of this computer. Arguments are passed as they are; no shell reads them. */
export const processes: Processes = { run, start, open };

function run(program: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    if (options.signal?.aborted) {
      resolve({ exitCode: undefined, stdout: '', stderr: '', failure: 'cancelled' });
      return;
    }
    const child = spawn(program, [...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      env: { ...process.env, ...options.env },
    });
    const output = { stdout: collector(), stderr: collector() };
    let failure: RunResult['failure'];
    const stop = (why: 'timed-out' | 'cancelled'): void => {
      failure ??= why;
      child.kill();
      setTimeout(() => child.kill('SIGKILL'), GRACE).unref();
    };
    const cancel = (): void => stop('cancelled');
    const timer = setTimeout(() => stop('timed-out'), options.timeout);
    options.signal?.addEventListener('abort', cancel, { once: true });
    const end = (exitCode: number | null, problem?: RunResult['failure']): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      const why = failure ?? problem;
      const code = why === undefined ? (exitCode ?? undefined) : undefined;
      resolve({
        exitCode: code,
        stdout: output.stdout.text(),
        stderr: output.stderr.text(),
        ...(why === undefined ? {} : { failure: why }),
      });
    };
    child.stdout.on('data', output.stdout.add);
    child.stderr.on('data', output.stderr.add);
    child.on('error', (error) => end(null, codeOf(error) === 'ENOENT' ? 'not-found' : undefined));
    child.on('exit', (code) => {
      // A grandchild may hold the pipes open; what the program itself wrote is read within a moment.
      const late = setTimeout(() => end(code), GRACE);
      child.once('close', () => {
        clearTimeout(late);
        end(code);
      });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

function collector(): { add: (chunk: Buffer) => void; text: () => string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      if (size < MOST_OUTPUT) chunks.push(chunk);
      size += chunk.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

function start(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

/** A target that begins with a hyphen would be read as an option by the opener. */
async function open(target: string): Promise<boolean> {
  if (target.startsWith('-')) return false;
  const [program, ...args] = openerOf(target);
  const { exitCode, failure } = await runDetached(program, args);
  return failure ? false : exitCode === undefined || exitCode === 0;
}

function openerOf(target: string): [string, ...string[]] {
  if (process.platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler', target];
  return process.platform === 'darwin' ? ['/usr/bin/open', target] : ['xdg-open', target];
}

/** Some openers end at once, some live as long as the program: after a while no news is good news. */
function runDetached(program: string, args: readonly string[]): Promise<{ exitCode?: number; failure: boolean }> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { detached: true, stdio: 'ignore' });
    const timer = setTimeout(() => resolve({ failure: false }), OPENER);
    child.unref();
    child.once('error', () => {
      clearTimeout(timer);
      resolve({ failure: true });
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ failure: false, exitCode: code ?? 1 });
    });
  });
}
