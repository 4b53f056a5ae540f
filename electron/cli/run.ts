import { redact } from '../core/diagnostics/index.ts';
import type { Outcome } from '../core/model/outcome.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';
import { FileProblem } from '../core/world/machine.ts';
import type { World } from '../core/world/world.ts';
import type { WorldOptions } from '../platform/world.ts';
import { LOCALES, type Locale } from '../wording/index.ts';
import type { Given, Read } from './arguments.ts';
import { type Answer, type Command, failure, oneOf, usage } from './call.ts';
import type { CommandName } from './command-table.ts';
import { deliver } from './output.ts';
import { safe } from './print/layout.ts';
import type { Terminal } from './terminal.ts';
import { unwritable } from './unwritable.ts';
import { loadWords, type Words } from './words.ts';
import { timeoutOf, worldOptions } from './world-options.ts';

export interface Run {
  args: readonly string[];
  read: Read;
  locale: Locale;
  terminal: Terminal;
  signal: AbortSignal;
  /** Rejects when something broke where nobody waited for it. */
  crashed: Promise<never>;
  /** Tests play their own. */
  openWorld?: (options: WorldOptions) => Promise<World>;
}

const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  discover: async () => (await import('./commands/discover.ts')).discover,
  parse: async () => (await import('./commands/parse.ts')).parse,
  check: async () => (await import('./commands/check.ts')).check,
  spf: async () => (await import('./commands/spf.ts')).spf,
  verify: async () => (await import('./commands/verify.ts')).verify,
  setup: async () => (await import('./commands/setup.ts')).setup,
  export: async () => (await import('./commands/export.ts')).exportDocument,
  batch: async () => (await import('./commands/batch.ts')).batch,
  walkthrough: async () => (await import('./commands/walkthrough.ts')).walkthrough,
  undo: async () => (await import('./commands/undo.ts')).undo,
  'dump-ui': async () => (await import('./commands/dump-ui.ts')).dumpUi,
  'replay-ui': async () => (await import('./commands/replay-ui.ts')).replayUi,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
};

const realWorld = async (options: WorldOptions): Promise<World> => (await import('../platform/world.ts')).createWorld(options);

/** Runs one command line to its end and gives the exit code. Whatever happens, `--json` prints one document and nothing else. */
export async function run(one: Run): Promise<number> {
  const { args, read, terminal, locale } = one;
  const words = await loadWords(locale);
  const json = args.includes('--json');
  const command = read.kind === 'command' ? read.given.command : read.kind === 'fault' ? (read.fault.command ?? '') : '';
  const answer = await Promise.race([answerTo(one, words), one.crashed]).catch((error: unknown) => broken(error, one));
  return deliver(answer, { json, command, words, terminal });
}

async function answerTo(one: Run, words: Words): Promise<Answer> {
  const { read, terminal, signal } = one;
  if (read.kind === 'fault') return failure(usage(read.fault.reason, read.fault.facts).problem);
  if (read.kind !== 'command') return failure(usage('no-command').problem);
  const { given } = read;
  const locale = oneOf(given, 'locale', LOCALES);
  if (!locale.ok) return failure(locale.problem);
  const timeout = timeoutOf(given);
  if (!timeout.ok) return failure(timeout.problem);
  const world = await openWorld(one, given);
  if (!world.ok) return failure(world.problem);
  const trail = given.has('verbose') ? (line: string) => terminal.err(`${redact(safe(line))}\n`) : () => undefined;
  const work = await LOADERS[given.command]();
  try {
    return await work({ given, world: world.value, words, terminal, signal, timeout: timeout.value, trail });
  } finally {
    await world.value.windows?.powershell.dispose();
  }
}

async function openWorld(one: Run, given: Given): Promise<Outcome<World, Problem>> {
  const options = await worldOptions(given, one.signal);
  return options.ok ? { ok: true, value: await (one.openWorld ?? realWorld)(options.value) } : options;
}

/** A bug, or a file that this person may not touch; neither shows its insides unless asked. */
function broken(error: unknown, { args, terminal, signal }: Run): Answer {
  if (signal.aborted) return failure(problemOf('cancelled', {}, ['retry']));
  if (args.includes('--verbose')) terminal.err(`${redact(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
  if (error instanceof FileProblem) return failure(unwritable(error.path, error.reason));
  return failure(problemOf('unexpected', {}, ['retry', 'copy-report']));
}
