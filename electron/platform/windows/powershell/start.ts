import type { PowerShellFacts } from '../../../core/world/windows.ts';
import { within } from './limit.ts';
import { typedLines } from './scripts.ts';
import type { Shell } from './shell.ts';
import { ANSWERS, PROTOCOL } from './verbs.ts';
import { answerIn, GREETING, greetingIn, requestLine } from './wire.ts';

/** What can go wrong between the program and its scripts. */
export type SessionFailure =
  /** There is none, or something else stands in its place: it ended, or said nothing that PowerShell would say. */
  | 'powershell-missing'
  /** Constrained, Restricted or No Language: an administrator allows no scripts that do anything. */
  | 'powershell-restricted'
  /** Starting it and typing the scripts took too long. */
  | 'slow-start'
  | 'timed-out'
  | 'cancelled'
  /** The fixed scripts are not where the product keeps them. */
  | 'scripts-missing'
  /** It ended in the middle. */
  | 'crashed'
  /** It answered something that cannot be read. */
  | 'garbled';

export interface PowerShellSettings {
  /** Absolute path of powershell.exe. */
  program: string;
  env: Record<string, string>;
  /** Texts of the fixed scripts; asked for when PowerShell may run them, undefined where they are missing. */
  scripts: () => Promise<readonly string[] | undefined>;
  /** Milliseconds for starting PowerShell and typing the scripts; the first start of a day is slow. */
  startLimit?: number;
}

const START_LIMIT = 30_000;
export const READ_REQUEST = 'Receive-MailrampRequest';

type Greeted = { version: string; languageMode: string };
export type Started = { ok: true; shell: Shell; greeted: Greeted } | { ok: false; reason: SessionFailure; greeted?: Greeted };

const POLL = 20;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Milliseconds after a first complaint without any answer until the complaint is taken for the answer. */
const REFUSED = 3000;

/** Restricted Language refuses even the greeting, and says so on stderr only. */
function refuses(shell: Shell): boolean {
  const { out, err } = shell.said();
  return err && out.trim() === '';
}

/**
 * The greeting as it appears, without waiting for node-powershell: it marks the end of an output by calling a method,
 * which Constrained Language refuses, so that it would wait for ever.
 */
async function greet(shell: Shell, limit: number): Promise<Greeted | undefined> {
  const typed = shell.type(GREETING).then(() => true);
  const until = performance.now() + limit;
  let refusedSince: number | undefined;
  for (;;) {
    const seen = greetingIn(shell.said().out);
    if (seen !== undefined) return seen;
    const over = await Promise.race([typed, pause(POLL).then(() => false)]);
    if (refuses(shell)) refusedSince ??= performance.now();
    const refused = refusedSince !== undefined && performance.now() > refusedSince + REFUSED;
    if (over || refused || performance.now() > until) return greetingIn(shell.said().out);
  }
}

async function load(shell: Shell, scripts: PowerShellSettings['scripts']): Promise<SessionFailure | undefined> {
  const texts = await scripts();
  if (texts === undefined) return 'scripts-missing';
  const typed = await shell.type(typedLines(texts));
  if (typed.how === 'exited') return 'crashed';
  const ended = await shell.type(READ_REQUEST, requestLine(0, 'hello', {}));
  if (ended.how === 'exited') return 'crashed';
  const answer = answerIn(ended.out, 0);
  if (answer?.ok !== true) return 'garbled';
  const hello = ANSWERS.hello.safeParse(answer.value);
  return hello.success && hello.data.protocol === PROTOCOL ? undefined : 'garbled';
}

/** Greets PowerShell, types the scripts and asks them who they are. A PowerShell that does not get that far is ended. */
export async function start(shell: Shell, { scripts, startLimit = START_LIMIT }: PowerShellSettings): Promise<Started> {
  const failed = async (reason: SessionFailure, greeted?: Greeted): Promise<Started> => {
    await shell.kill();
    return greeted === undefined ? { ok: false, reason } : { ok: false, reason, greeted };
  };
  const greeted = await greet(shell, startLimit);
  const refused = refuses(shell);
  shell.stopListening();
  if (greeted === undefined) {
    if (shell.exited()) return failed('powershell-missing');
    return failed(refused ? 'powershell-restricted' : 'slow-start');
  }
  if (greeted.languageMode !== 'FullLanguage') return failed('powershell-restricted', greeted);
  const loaded = await within(load(shell, scripts), startLimit);
  if (!loaded.done) return failed('slow-start', greeted);
  return loaded.value === undefined ? { ok: true, shell, greeted } : failed(loaded.value, greeted);
}

/** These stay as they are however often one tries. */
export const isFinal = (started: Started): boolean =>
  !started.ok && (started.reason === 'powershell-missing' || started.reason === 'powershell-restricted');

const MODES: Readonly<Record<string, PowerShellFacts['languageMode']>> = {
  FullLanguage: 'full',
  ConstrainedLanguage: 'constrained',
  RestrictedLanguage: 'restricted',
  NoLanguage: 'restricted',
};

export const NO_ANSWER: PowerShellFacts = { languageMode: 'unknown', state: 'unknown' };

/** Version and language mode, from however far the start came. */
export function factsOf(started: Started): PowerShellFacts {
  const { greeted } = started;
  const reason = started.ok ? undefined : started.reason;
  const state = started.ok
    ? 'ready'
    : reason === 'powershell-restricted'
      ? 'restricted'
      : reason === 'powershell-missing'
        ? 'missing'
        : 'unknown';
  if (greeted !== undefined) return { version: greeted.version, languageMode: MODES[greeted.languageMode] ?? 'unknown', state };
  return { languageMode: state === 'restricted' ? 'restricted' : 'unknown', state };
}
