#!/usr/bin/env node
import { readArguments } from './arguments.ts';
import { askedLocale, localeFor } from './locale.ts';
import { systemTerminal } from './system-terminal.ts';

/** The first Ctrl+C asks everything to stop and tell how far it came; the second stops at once. */
function stopOnRequest(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return controller.signal;
}

/** Rejects when something broke where nobody was waiting for it. */
function crash(): Promise<never> {
  const crashed = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject).on('unhandledRejection', reject);
  });
  crashed.catch(() => undefined);
  return crashed;
}

async function main(args: readonly string[]): Promise<number> {
  const terminal = systemTerminal();
  const read = readArguments(args);
  const locale = localeFor(askedLocale(args), terminal.env);
  if (read.kind === 'help' || read.kind === 'version') {
    const { helpText, versionText } = await import('./help.ts');
    await terminal.out(read.kind === 'version' ? versionText() : await helpText(locale, read.command));
    return 0;
  }
  const signal = stopOnRequest();
  const crashed = crash();
  const { run } = await import('./run.ts');
  return run({ args, read, locale, terminal, signal, crashed });
}

process.exit(await main(process.argv.slice(2)));
