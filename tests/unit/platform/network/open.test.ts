import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { failedAs } from '../../../../electron/platform/network/failure.ts';
import { limitOf } from '../../../../electron/platform/network/limit.ts';
import { openAddress, openFirst, type OpenOne } from '../../../../electron/platform/network/open.ts';

const V4 = ['192.0.2.1', '192.0.2.2'] as const;
const V6 = ['2001:db8::1', '2001:db8::2'] as const;
/** Longer than an address keeps the next one waiting. */
const SLOW = 400;

const server = net.createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
const listening = once(server, 'listening');
const open: net.Socket[] = [];
afterEach(() => open.splice(0).forEach((socket) => socket.destroy()));
afterAll(() => server.close());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A line on which each address behaves as it is told; who opens is connected to a server of the test. */
function line(how: Readonly<Record<string, 'opens' | 'slow' | 'silent' | 'refused' | 'unreachable'>>): {
  openOne: OpenOne;
  asked: string[];
  left: string[];
} {
  const asked: string[] = [];
  const left: string[] = [];
  const openOne: OpenOne = async (address, limit) => {
    asked.push(address);
    limit.signal.addEventListener('abort', () => left.push(address), { once: true });
    const way = how[address] ?? 'silent';
    if (way === 'refused' || way === 'unreachable') return failedAs(way);
    if (way === 'slow') await pause(SLOW);
    if (way === 'silent') await new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve(), { once: true }));
    if (limit.signal.aborted) return failedAs(limit.why());
    await listening;
    const at = server.address();
    const opened = await openAddress('127.0.0.1', at === null || typeof at === 'string' ? 0 : at.port, limit);
    if (opened.status === 'open') open.push(opened.socket);
    return opened;
  };
  return { openOne, asked, left };
}

async function first(addresses: readonly string[], openOne: OpenOne, outer?: AbortSignal): Promise<string> {
  const limit = limitOf(5_000, outer);
  const opened = await openFirst(addresses, openOne, limit);
  limit.done();
  return opened.status === 'open' ? 'open' : opened.reason;
}

describe('a host with several addresses', () => {
  it('is reached at a slow address though the next one has failed by then', async () => {
    const { openOne, asked } = line({ [V4[0]]: 'slow', [V6[0]]: 'unreachable' });
    expect(await first([V4[0], V6[0]], openOne)).toBe('open');
    expect(asked).toEqual([V4[0], V6[0]]);
  });

  it('is reached at the next address while the first is silent, and lets go of the first', async () => {
    const { openOne, left } = line({ [V4[0]]: 'silent', [V6[0]]: 'opens' });
    expect(await first([V4[0], V6[0]], openOne)).toBe('open');
    expect(left).toContain(V4[0]);
  });

  it('is asked once where the first address opens, and at every address where none does, the families by turns', async () => {
    const healthy = line({ [V4[0]]: 'opens' });
    expect(await first([...V4, ...V6], healthy.openOne)).toBe('open');
    expect(healthy.asked).toEqual([V4[0]]);
    const closed = line({ [V4[0]]: 'refused', [V4[1]]: 'unreachable', [V6[0]]: 'unreachable', [V6[1]]: 'unreachable' });
    expect(await first([...V6, ...V4], closed.openOne)).toBe('refused');
    expect(closed.asked).toEqual([V6[0], V4[0], V6[1], V4[1]]);
  });

  it('is unreachable without an address, and a mistake in opening one is nobody else’s silence', async () => {
    expect(await first([], line({}).openOne)).toBe('unreachable');
    await expect(openFirst([V4[0]], () => Promise.reject(new RangeError('port')), limitOf(5_000))).rejects.toThrow('port');
    await expect(openFirst(['127.0.0.1'], (address, limit) => openAddress(address, 70_000, limit), limitOf(5_000))).rejects.toThrow(
      RangeError,
    );
  });

  it('ends at once when it is cancelled, and begins nothing more', async () => {
    const { openOne, asked } = line({ [V4[0]]: 'silent', [V6[0]]: 'opens' });
    const person = new AbortController();
    const ended = first([V4[0], V6[0]], openOne, person.signal);
    person.abort();
    expect(await ended).toBe('cancelled');
    await pause(SLOW);
    expect(asked).toEqual([V4[0]]);
  });
});
