import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace } from '../../../../electron/platform/network/dns/pace.ts';
import { nameServers } from '../../../../electron/platform/network/dns/servers.ts';
import { serverAddress } from '../../../../electron/platform/network/addresses.ts';
import { dnsClient } from '../../../../electron/platform/network/dns/client.ts';
import { a, nameServer } from './servers.ts';

describe('the pace of questions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const now = (): number => Date.now();

  /** How many of `count` questions have gone after so many milliseconds. */
  async function gone(pace: Pace, count: number, ms: number): Promise<number> {
    let sent = 0;
    for (let index = 0; index < count; index += 1) {
      const turn = pace.turn();
      if (turn === undefined) sent += 1;
      else void turn.then(() => (sent += 1));
    }
    await vi.advanceTimersByTimeAsync(ms);
    return sent;
  }

  it('lets a burst go at once and the rest one after the other', async () => {
    const pace = new Pace({ perSecond: 50, burst: 60, inFlight: 200 }, now);
    expect(await gone(pace, 60, 0)).toBe(60);
    expect(await gone(pace, 100, 1_000)).toBe(50);
  });

  it('saves up no more than a burst', async () => {
    const pace = new Pace({ perSecond: 50, burst: 60, inFlight: 200 }, now);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await gone(pace, 200, 0)).toBe(60);
  });

  /** So many seconds with 100 questions each, of which some were lost. */
  async function seconds(pace: Pace, count: number, lost: number): Promise<number> {
    for (let second = 0; second < count; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      for (let index = 0; index < 100; index += 1) pace.answered(index < lost ? 1 : 0);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    pace.answered(0);
    return pace.perSecond;
  }

  it('grows slowly to its end while nothing is lost, and is halved by loss down to a crawl', async () => {
    const pace = new Pace({ perSecond: 100, burst: 60, inFlight: 64, most: 400 }, now);
    expect(await seconds(pace, 2, 0)).toBeGreaterThan(100);
    expect(await seconds(pace, 30, 0)).toBe(400);
    expect(await seconds(pace, 1, 5)).toBeLessThanOrEqual(250);
    expect(await seconds(pace, 20, 5)).toBe(25);
  });

  it('never grows beyond what a name server could bear at all', async () => {
    const pace = new Pace({ perSecond: 100, burst: 60, inFlight: 64, most: 1_000_000 }, now);
    expect(await seconds(pace, 60, 0)).toBe(1_000);
  });

  it('stays where nobody asked for growth', async () => {
    expect(await seconds(new Pace({ perSecond: 50, burst: 60, inFlight: 200 }, now), 5, 0)).toBe(50);
  });
});

describe('a paced client', () => {
  it('still has every answer', async () => {
    const server = await nameServer((name) => ({ answers: [a(name, '192.0.2.1')] }));
    const dns = dnsClient(nameServers(serverAddress(server.address)), { pace: { perSecond: 500, burst: 5, inFlight: 3 } });
    const all = await Promise.all(Array.from({ length: 60 }, (_, index) => dns.query(`x${index}.example`, 'A')));
    expect(all.every(({ status }) => status === 'found')).toBe(true);
    await server.close();
  });
});
