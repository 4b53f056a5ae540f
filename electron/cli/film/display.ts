import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';

/** Where windows can be drawn, even though nobody sees them. */
export interface Display {
  env: Record<string, string>;
  close(): void;
}

const PROGRAM = 'Xvfb';
const ARGUMENTS = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'];

/** The person's own display, or a virtual one; undefined when neither is to be had. Only Linux needs one. */
export async function openDisplay(env: (name: string) => string | undefined): Promise<Display | undefined> {
  const own = [env('DISPLAY'), env('WAYLAND_DISPLAY')].some((name) => name !== undefined && name !== '');
  if (process.platform !== 'linux' || own) return { env: {}, close: () => undefined };
  const server: ChildProcess = spawn(PROGRAM, ARGUMENTS, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const told = server.stdio[3];
  if (!(told instanceof Readable)) return undefined;
  const number = await Promise.race([
    once(told, 'data').then(([data]) => String(data).trim()),
    once(server, 'error').then(() => undefined),
    once(server, 'exit').then(() => undefined),
  ]);
  if (number === undefined) return undefined;
  // Left open: the server writes its number in two pieces, and would die of the second one.
  told.resume();
  const close = (): void => void server.kill();
  process.once('exit', close);
  return { env: { DISPLAY: `:${number}` }, close };
}
