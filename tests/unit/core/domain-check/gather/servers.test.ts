import { describe, expect, it } from 'vitest';
import { gatherDomain, type GatherRequest } from '../../../../../electron/core/domain-check/gather.ts';
import { fakeWorld, type FakeWorld } from '../../../../fakes/world.ts';

const HOST = 'mail.provider.example';
const expected = { host: HOST, addresses: [], selectors: ['dkim'] };
const ask = (world: FakeWorld, more: Partial<GatherRequest> = {}): ReturnType<typeof gatherDomain> =>
  world.clock.run(gatherDomain(world, { domain: 'firma.example', expected, ...more }));

function published(...addresses: string[]): FakeWorld {
  const world = fakeWorld();
  const at = (value: string): { type: 'A' | 'AAAA'; value: string } => ({ type: value.includes(':') ? 'AAAA' : 'A', value });
  world.network.record('firma.example', { type: 'MX', preference: 10, exchange: HOST }).record(HOST, ...addresses.map(at));
  return world;
}

const ports = ({ endpoints }: Awaited<ReturnType<typeof gatherDomain>>, address: string): number[] =>
  endpoints.filter(({ target }) => target.address === address).map(({ target }) => target.port);

describe('ports', () => {
  it('of the host are looked at over both families, a few addresses of each', async () => {
    const facts = await ask(published('198.18.7.1', '198.18.7.2', '198.18.7.3', '2001:db8:7::1'));
    const all = [25, 110, 143, 443, 465, 587, 993, 995, 4190];
    const sorted = (address: string): number[] => ports(facts, address).sort((one, other) => one - other);
    expect(sorted('198.18.7.1')).toEqual(all);
    expect(sorted('2001:db8:7::1')).toEqual(all);
    expect(sorted('198.18.7.3')).toEqual([]);
  });

  it('of the names that mail programs ask are looked at under those names', async () => {
    const world = published('198.18.7.1');
    world.network.record('autodiscover.firma.example', { type: 'CNAME', value: HOST });
    const { endpoints } = await ask(world);
    expect(endpoints.filter(({ target }) => target.port === 443).map(({ target }) => target.host)).toEqual([
      HOST,
      'autodiscover.firma.example',
    ]);
  });

  it('of other hosts that publish TLSA are looked at where mail arrives', async () => {
    const world = published('198.18.7.1');
    const pinned = { type: 'TLSA' as const, usage: 3, selector: 1, matching: 1, certificate: 'ab' };
    world.network
      .record('firma.example', { type: 'MX', preference: 20, exchange: 'mx.other.example' })
      .record('mx.other.example', { type: 'A', value: '198.18.8.1' })
      .record('_25._tcp.mx.other.example', pinned);
    expect(ports(await ask(world), '198.18.8.1')).toEqual([25]);
  });

  it('inside a private network that nobody named are not knocked at', async () => {
    const world = published('198.18.7.1');
    world.network
      .record('autodiscover.firma.example', { type: 'A', value: '192.168.1.1' })
      .page('https://autodiscover.firma.example/x', 'secret');
    const looked: string[] = [];
    const { tls } = world.network;
    world.network.tls = { inspect: (target, options) => (looked.push(target.address), tls.inspect(target, options)) };
    const { endpoints, pages } = await ask(world);
    expect(looked).not.toContain('192.168.1.1');
    expect(endpoints.find(({ target }) => target.address === '192.168.1.1')?.result).toEqual({
      status: 'failed',
      reason: 'private-address',
    });
    expect(pages[0]).toMatchObject({ status: 'failed', reason: 'private-address' });
    expect(world.network.requests).toEqual([]);
  });

  it('inside a private network are looked at when the person named the host', async () => {
    const world = published('10.1.2.3');
    world.network.record('autodiscover.firma.example', { type: 'A', value: '10.1.2.3' });
    const { endpoints } = await ask(world);
    expect(endpoints).toHaveLength(10);
    expect(endpoints.every(({ result }) => result.status === 'failed' && result.reason === 'refused')).toBe(true);
    const nobody = await ask(published('10.1.2.3'), { expected: { addresses: [], selectors: [] } });
    expect(nobody.endpoints.every(({ result }) => result.status === 'failed' && result.reason === 'private-address')).toBe(true);
  });

  it('and pages are left alone when only names are wanted', async () => {
    const world = published('198.18.7.1');
    world.network.record('autodiscover.firma.example', { type: 'A', value: '198.18.7.1' });
    const { endpoints, pages } = await ask(world, { only: 'names' });
    expect({ endpoints, pages }).toEqual({ endpoints: [], pages: [] });
  });
});

describe('pages', () => {
  const named = (): FakeWorld => {
    const world = published('198.18.7.1');
    for (const label of ['autodiscover', 'autoconfig', 'mta-sts'])
      world.network.record(`${label}.firma.example`, { type: 'CNAME', value: HOST });
    return world;
  };
  const URLS = [
    'https://autodiscover.firma.example/autodiscover/autodiscover.xml',
    'https://autoconfig.firma.example/mail/config-v1.1.xml?emailaddress=anna%26co%40firma.example',
    'https://mta-sts.firma.example/.well-known/mta-sts.txt',
  ];

  it('are asked without any password, as the person where there is one', async () => {
    const world = named();
    world.network.page(URLS[2] ?? '', { headers: { 'content-type': 'text/plain' }, body: 'version: STSv1' });
    const { pages } = await ask(world, { expected: { ...expected, mailbox: 'anna&co@firma.example' } });
    expect(world.network.requests.map(({ method, url }) => [method, url])).toEqual([
      ['POST', URLS[0]],
      ['GET', URLS[1]],
      ['GET', URLS[2]],
    ]);
    expect(world.network.requests.every(({ credentials }) => credentials === undefined)).toBe(true);
    expect(String(world.network.requests[0]?.body)).toContain('<EMailAddress>anna&#38;co@firma.example</EMailAddress>');
    expect(pages[2]).toEqual({ url: URLS[2], status: 'answered', code: 200, contentType: 'text/plain', body: 'version: STSv1' });
    expect(pages[0]).toMatchObject({ status: 'failed' });
  });

  it('show redirects instead of following them, and no more than a policy may have', async () => {
    const world = named();
    world.network
      .page(URLS[0] ?? '', { code: 302, headers: { location: 'https://elsewhere.example/' } })
      .page(URLS[2] ?? '', { body: 'x'.repeat(70_000) });
    const { pages } = await ask(world);
    expect(pages[0]).toMatchObject({ code: 302, location: 'https://elsewhere.example/' });
    expect(pages[2]).toEqual({ url: URLS[2], status: 'failed', reason: 'too-large' });
    expect(world.network.requests[0]?.method).toBe('GET');
  });

  it('of names that are proven absent are not asked', async () => {
    const { pages } = await ask(published('198.18.7.1'));
    expect(pages).toEqual([]);
  });
});
