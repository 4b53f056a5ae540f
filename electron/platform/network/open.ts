import net from 'node:net';
import { bareHost, isPrivateAddress } from './addresses.ts';
import { type Failed, failedAs, failedBy, mostTelling } from './failure.ts';
import type { Limit } from './limit.ts';

export type Opened = { status: 'open'; socket: net.Socket; privateAddress: boolean } | Failed;

/** Opens one address within a limit, and lets go of it when that fires. */
export type OpenOne = (address: string, limit: Limit) => Promise<Opened>;

/** So long the next address is kept waiting by one that has not answered yet (RFC 8305 section 5). */
const ATTEMPT_DELAY = 250;

/** One address, without looking anything up. */
export async function openAddress(address: string, port: number, limit: Limit): Promise<Opened> {
  const socket = net.connect({ host: bareHost(address), port });
  const failure = await settled(socket, 'connect', limit);
  if (failure !== undefined) return failure;
  socket.setNoDelay(true);
  return { status: 'open', socket, privateAddress: isPrivateAddress(address) };
}

/**
 * Happy eyeballs (RFC 8305 section 5): the families take turns, a slow address is overtaken but not given up, and whichever opens
 * first is the one. When none does, the failure that says most.
 */
export async function openFirst(addresses: readonly string[], openOne: OpenOne, limit: Limit): Promise<Opened> {
  const over = new AbortController();
  const end = (): void => over.abort();
  limit.signal.addEventListener('abort', end, { once: true });
  if (limit.signal.aborted) end();
  try {
    return await race(
      inTurns(addresses),
      (address) => openOne(address, { signal: over.signal, why: () => limit.why(), done: end }),
      over.signal,
    );
  } finally {
    limit.signal.removeEventListener('abort', end);
    end();
  }
}

function race(waiting: string[], openOne: (address: string) => Promise<Opened>, over: AbortSignal): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const failures: Failed[] = [];
    let running = 0;
    let next: NodeJS.Timeout | undefined;
    const attempt = async (address: string): Promise<void> => {
      const opened = await openOne(address);
      running -= 1;
      if (opened.status === 'open') {
        clearTimeout(next);
        // Two may open in one moment: the later one is nobody's.
        if (over.aborted) opened.socket.destroy();
        else resolve(opened);
        return;
      }
      failures.push(opened);
      if (!over.aborted && waiting.length > 0) begin();
      else if (running === 0) resolve(mostTelling(failures));
    };
    const begin = (): void => {
      clearTimeout(next);
      const address = waiting.shift();
      if (address === undefined) {
        resolve(mostTelling(failures));
        return;
      }
      running += 1;
      if (waiting.length > 0) next = setTimeout(begin, ATTEMPT_DELAY);
      attempt(address).catch(reject);
    };
    over.addEventListener('abort', () => clearTimeout(next), { once: true });
    begin();
  });
}

/** One address of each family by turns, the first one's family before the other (RFC 8305 section 4). */
function inTurns(addresses: readonly string[]): string[] {
  const first = net.isIP(addresses[0] ?? '');
  const own = addresses.filter((address) => net.isIP(address) === first);
  const other = addresses.filter((address) => net.isIP(address) !== first);
  return addresses.flatMap((_, index) => [...own.slice(index, index + 1), ...other.slice(index, index + 1)]);
}

/** Waits for the one event that means success; otherwise the socket is gone and the reason is returned. */
export function settled(socket: net.Socket, event: 'connect' | 'secureConnect', limit: Limit): Promise<Failed | undefined> {
  return new Promise((resolve) => {
    const end = (failure?: Failed): void => {
      limit.signal.removeEventListener('abort', stop);
      socket.off('close', closed);
      socket.off(event, succeeded);
      if (failure === undefined) {
        socket.off('error', broke);
      } else {
        // A late error of a socket nobody uses any more is no news.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(failure);
    };
    const succeeded = (): void => end();
    const stop = (): void => end(failedAs(limit.why()));
    const broke = (error: Error): void => end(failedBy(error));
    const closed = (): void => end(failedAs('reset'));
    socket.on(event, succeeded);
    socket.on('error', broke);
    socket.on('close', closed);
    limit.signal.addEventListener('abort', stop, { once: true });
    if (limit.signal.aborted) stop();
  });
}
