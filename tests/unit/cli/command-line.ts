import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { askedLocale, localeFor } from '../../../electron/cli/locale.ts';
import { run } from '../../../electron/cli/run.ts';
import type { Terminal, TypedLine } from '../../../electron/cli/terminal.ts';
import type { World } from '../../../electron/core/world/world.ts';
import { fakeMachine, type FakeMachine } from '../../fakes/machine.ts';
import type { FakeWorld } from '../../fakes/world.ts';
import { mailcowWorld } from '../core/discovery/mailcow.ts';

export const PASSWORD = 'canary-Pa55wörd';

export interface Typed {
  /** First line of standard input. */
  stdin?: string;
  /** A person sits there and types this when asked. */
  person?: string;
  signal?: AbortSignal;
  env?: Record<string, string>;
  /** Standard output leads to a full disk. */
  full?: boolean;
}

export interface Printed {
  code: number;
  out: string;
  err: string;
}

function terminalFor(typed: Typed, printed: Printed): Terminal {
  const line = (text: string | undefined): TypedLine => (text === undefined ? { kind: 'ended' } : { kind: 'line', text });
  return {
    out: (data) => {
      if (typed.full === true) return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
      printed.out += typeof data === 'string' ? data : Buffer.from(data).toString('latin1');
      return Promise.resolve();
    },
    err: (text) => {
      printed.err += text;
    },
    interactive: typed.person !== undefined,
    env: (name) => ({ LANG: 'en_GB.UTF-8', ...typed.env })[name],
    readLine: (limit) => Promise.resolve((typed.stdin?.length ?? 0) > limit ? { kind: 'too-long' } : line(typed.stdin)),
    readHidden: (prompt) => {
      printed.err += prompt;
      return Promise.resolve(typed.person === '' ? { kind: 'gave-up' } : line(typed.person));
    },
  };
}

/** Runs one command line against a played world, on virtual time. */
export async function mailramp(args: readonly string[], world: World, typed: Typed = {}): Promise<Printed> {
  const printed: Printed = { code: -1, out: '', err: '' };
  const terminal = terminalFor(typed, printed);
  const work = run({
    args,
    read: readArguments(args),
    locale: localeFor(askedLocale(args), terminal.env),
    terminal,
    signal: typed.signal ?? new AbortController().signal,
    crashed: new Promise<never>(() => undefined),
    openWorld: () => Promise.resolve(world),
  });
  printed.code = isPlayed(world) ? await whileTimePasses(world, work) : await work;
  return printed;
}

const STEP = 25;

/** Virtual time passes while somebody sleeps on it; code that is being loaded and files that are being read take real time. */
async function whileTimePasses<Value>(world: FakeWorld, work: Promise<Value>): Promise<Value> {
  const state = { done: false };
  const mark = (): void => {
    state.done = true;
  };
  work.then(mark, mark);
  while (!state.done) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (world.clock.sleepers() > 0) await world.clock.advance(STEP);
  }
  return work;
}

const isPlayed = (world: World): world is FakeWorld => 'run' in world.clock;

const LOGINS = { 'anna@firma.example': PASSWORD };

/** firma.example on a healthy mailcow host that knows Anna's password, and a computer in memory. */
export function firma(
  machine: FakeMachine = fakeMachine({ files: { '/home/anna/tb/prefs.js': '' } }),
  logins: Record<string, string> = LOGINS,
) {
  const found = mailcowWorld();
  for (const [protocol, port, security] of [
    ['imap', 993, 'tls'],
    ['imap', 143, 'starttls'],
    ['pop3', 995, 'tls'],
    ['smtp', 465, 'tls'],
    ['smtp', 587, 'starttls'],
  ] as const) {
    found.network.mailServer({ protocol, host: 'mail.firma.example', port, security }, { logins });
  }
  return { ...found, machine };
}

/** A folder on the real disk, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mailramp-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function fileWith(content: string | Uint8Array, name = 'file'): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

/** What `discover --json` says about Anna, in a file. */
export async function settingsFile(world: FakeWorld = firma()): Promise<string> {
  const { out } = await mailramp(['discover', 'anna@firma.example', '--json'], world);
  return fileWith(out, 'settings.json');
}
