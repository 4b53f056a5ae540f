import { PowerShell } from 'node-powershell';
import path from 'node:path';
import { within } from './limit.ts';

export interface ShellSettings {
  /** Absolute path of the program. */
  program: string;
  env: Record<string, string>;
}

/** As much of stderr as tells that something was said there; what was said is never kept. */
type Said = { out: string; err: boolean };

const MOST_WATCHED = 64_000;
const KILL_LIMIT = 2000;

/** node-powershell, started by the path given and by nothing else. */
class FixedPowerShell extends PowerShell {
  protected override setExecutable({ executable }: { executable?: string }): string {
    // The original asks NODE_POWERSHELL first.
    return executable ?? '';
  }

  // The originals end their marks with CR LF. When a whole output comes in one piece, the search for its closing mark
  // looks at the last 17 characters only: with one character too many it is never found, and the call never ends.
  protected override writeToOutput(mark: string): string {
    return `[Console]::Out.Write("${mark}\`n")`;
  }

  protected override writeToError(mark: string): string {
    return `[Console]::Error.Write("${mark}\`n")`;
  }
}

/**
 * It logs each command when DEBUG asks for it, whoever set that and when. Its loggers are private, so they are
 * silenced by what they are: functions of the package `debug` with a switch `enabled`.
 */
function silence(shell: PowerShell): void {
  const loggers: unknown = Reflect.get(shell, 'debuggers');
  if (typeof loggers !== 'object' || loggers === null) return;
  for (const logger of Object.values(loggers)) {
    if (typeof logger === 'function') Reflect.set(logger, 'enabled', false);
  }
}

/** What ended: with its standard output, or because the program did. */
export type Ended = { how: 'answered'; out: string } | { how: 'exited' };

export interface Shell {
  /** Types one command, and data for it on the line after. Never rejects; waits for ever, so its caller must not. */
  type(command: string, data?: string): Promise<Ended>;
  /** What was printed so far, as it comes, and whether anything went to stderr. */
  said(): Said;
  /** Keeps nothing from now on: answers may hold what people typed. */
  stopListening(): void;
  /** Whether the program has ended. */
  exited(): boolean;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
}

/** Starts the program; a program that cannot be started is seen by its first `type`. */
export function startShell({ program, env }: ShellSettings): Shell {
  const shell = new FixedPowerShell({
    executable: program,
    executableOptions: { '-NoProfile': true, '-NonInteractive': true },
    spawnOptions: { env, cwd: path.dirname(program), windowsHide: true },
    throwOnInvocationError: false,
  });
  silence(shell);
  let out = '';
  let err = false;
  let exited = false;
  let listening = true;
  shell.streams.stdout.on('data', (text: unknown) => {
    if (listening && out.length < MOST_WATCHED) out += String(text);
  });
  shell.streams.stderr.on('data', () => {
    err = true;
  });
  // A second write after the end would otherwise be an unhandled error.
  for (const stream of [shell.streams.stdin, shell.streams.stdout, shell.streams.stderr]) stream.on('error', () => undefined);
  return {
    type: async (command, data) => {
      try {
        const done = await shell.invoke(data === undefined ? command : `${command}\n${data}`);
        // Its history would keep every request, passwords included.
        shell.history.length = 0;
        if (done.stdout !== undefined) return { how: 'answered', out: done.stdout.toString('utf8') };
      } catch {
        shell.history.length = 0;
      }
      exited = true;
      return { how: 'exited' };
    },
    said: () => ({ out, err }),
    stopListening: () => {
      listening = false;
      out = '';
    },
    exited: () => exited,
    kill: async () => {
      exited = true;
      shell.history.length = 0;
      // A program that cannot even be ended is left alone after a moment.
      await within(
        shell.dispose('SIGKILL').catch(() => undefined),
        KILL_LIMIT,
      );
    },
  };
}
