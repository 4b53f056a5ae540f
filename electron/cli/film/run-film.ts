import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { Call } from '../call.ts';
import { type Display, openDisplay } from './display.ts';
import type { Wanted } from './wanted.ts';
import { type WindowProgram, windowProgram } from './window-program.ts';

export interface FilmFile {
  name: string;
  bytes: Uint8Array;
}

/** A minute of animation on a slow machine, milliseconds. */
const LONGEST = 5 * 60 * 1000;
const MADE = /^(\d\d-[a-z0-9-]+\.png|steps\.json|[a-z0-9-]+\.gif)$/;

/** Has the window's program draw the film, unseen and in a folder of its own that is gone afterwards. */
export async function runFilm(call: Call, build: string, wanted: Wanted): Promise<Outcome<FilmFile[], Problem>> {
  const program = windowProgram(build);
  if (program === undefined) return failed(noDisplay('no-window-program'));
  const display = await openDisplay(call.terminal.env);
  if (display === undefined) return failed(noDisplay('no-xvfb'));
  const folder = await mkdtemp(path.join(tmpdir(), 'mailramp-film-'));
  try {
    return await drawIn(folder, { call, wanted, program, display });
  } finally {
    display.close();
    // What belongs to the program that has just ended may still be closing.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const noDisplay = (reason: string): Problem => problemOf('no-display', { reason }, []);

interface Drawing {
  call: Call;
  wanted: Wanted;
  program: WindowProgram;
  display: Display;
}

async function drawIn(folder: string, drawing: Drawing): Promise<Outcome<FilmFile[], Problem>> {
  const { call, wanted } = drawing;
  const { format, scene, theme = 'light', values, width } = wanted;
  const request = { format, scene, locale: call.words.locale, theme, values, width };
  await writeFile(path.join(folder, 'request.json'), JSON.stringify(request), { mode: 0o600 });
  const { code, last } = await start(folder, drawing);
  if (call.signal.aborted) return failed(problemOf('cancelled', {}, ['retry']));
  if (code !== 0)
    return failed(
      code === undefined
        ? problemOf('timed-out', {}, ['retry'])
        : { ...noDisplay('window-failed'), facts: { reason: 'window-failed', last } },
    );
  const names = (await readdir(folder)).filter((name) => MADE.test(name)).sort();
  return succeeded(await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(folder, name)) }))));
}

/** Exit code of the program, undefined when it took too long; and the last thing it said. */
async function start(folder: string, { call, program, display }: Drawing): Promise<{ code: number | undefined; last: string }> {
  // Chromium refuses root its sandbox; an ordinary user's is on.
  const asRoot = process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {};
  const inherited = Object.entries(process.env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE');
  const child = spawn(program.file, [...program.args, `--film=${folder}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...Object.fromEntries(inherited), ...display.env, ...asRoot },
    windowsHide: true,
  });
  let last = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    call.trail(`· ${line}`);
    last = line.slice(0, 200);
  });
  const late = AbortSignal.timeout(LONGEST);
  const stop = (): void => void child.kill();
  for (const signal of [late, call.signal]) signal.addEventListener('abort', stop, { once: true });
  const ended = await Promise.race([
    once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1)),
    once(child, 'error').then(() => 1),
  ]);
  return { code: late.aborted ? undefined : ended, last };
}
