import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * The environment in which windows can open: the person's own display, or a virtual one that ends with `close`.
 * Resolves to undefined when neither is to be had.
 */
export async function ensureDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return { env: {}, virtual: false, close: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await Promise.race([
    once(server.stdio[3], 'data').then(([data]) => String(data).trim()),
    once(server, 'error').then(() => undefined),
    once(server, 'exit').then(() => undefined),
  ]);
  if (number === undefined) return undefined;
  // Left open: the server writes its number in two pieces, and would die of the second one.
  server.stdio[3].resume().unref();
  server.unref();
  const close = () => server.kill();
  // A run that fails or ends early must not leave it behind.
  process.once('exit', close);
  return { env: { DISPLAY: `:${number}` }, virtual: true, close };
}
