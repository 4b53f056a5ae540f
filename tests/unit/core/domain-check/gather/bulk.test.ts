import { describe, expect, it } from 'vitest';
import { checkDomains } from '../../../../../electron/core/domain-check/bulk.ts';
import { fakeWorld, type FakeWorld } from '../../../../fakes/world.ts';

const HOST = 'mail.provider.example';
const expected = { host: HOST, addresses: [], selectors: ['dkim'] };

function provider(count: number): { world: FakeWorld; domains: string[]; looked: string[] } {
  const world = fakeWorld();
  const domains = Array.from({ length: count }, (_, index) => `firma${index}.example`);
  for (const domain of domains) world.network.record(domain, { type: 'MX', preference: 10, exchange: HOST });
  world.network.record(HOST, { type: 'A', value: '198.18.7.1' });
  world.network.latency(20);
  const looked: string[] = [];
  const { tls } = world.network;
  world.network.tls = {
    inspect: (target, options) => {
      looked.push(`${target.address}:${target.port}`);
      return tls.inspect(target, options);
    },
  };
  return { world, domains, looked };
}

async function all(world: FakeWorld, request: Parameters<typeof checkDomains>[1]): Promise<string[]> {
  const done: string[] = [];
  const work = async (): Promise<void> => {
    for await (const { report } of checkDomains(world, request)) done.push(report.domain);
  };
  await world.clock.run(work());
  return done;
}

describe('many domains at once', () => {
  it('are each told once, and their common host is looked at once', async () => {
    const { world, domains, looked } = provider(30);
    const done = await all(world, { domains: [...domains, ...domains.slice(0, 3)], expected });
    expect([...new Set(done)].sort()).toEqual([...domains].sort());
    expect(looked).toHaveLength(9);
    expect(world.clock.sleepers()).toBe(0);
  });

  it('overlap instead of standing in a row', async () => {
    const one = provider(1);
    await all(one.world, { domains: one.domains, expected });
    const many = provider(16);
    await all(many.world, { domains: many.domains, expected });
    expect(many.world.clock.elapsed()).toBeLessThanOrEqual(one.world.clock.elapsed() * 2);
  });

  it('stop when they are cancelled, and tell nothing half', async () => {
    const { world, domains } = provider(40);
    const stop = new AbortController();
    const done: string[] = [];
    const work = async (): Promise<void> => {
      for await (const { report } of checkDomains(world, { domains, expected, signal: stop.signal })) {
        done.push(report.verdict);
        if (done.length === 10) stop.abort();
      }
    };
    await world.clock.run(work());
    expect(done).toHaveLength(10);
    expect(world.clock.sleepers()).toBe(0);
  });

  it('may each expect something else', async () => {
    const { world } = provider(0);
    const asked: string[] = [];
    const wish = (domain: string): typeof expected => {
      asked.push(domain);
      return { ...expected, host: `mail.${domain}` };
    };
    expect(await all(world, { domains: ['a.example', 'b.example'], expected: wish })).toEqual(['a.example', 'b.example']);
    expect(asked).toEqual(['a.example', 'b.example']);
  });
});
