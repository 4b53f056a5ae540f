import { describe, expect, it } from 'vitest';
import { fakeWorld, type FakeWorld } from '../../../../fakes/world.ts';
import type { Attempt } from '../../../../../electron/core/discovery/index.ts';
import { fixtureText } from '../fixture.ts';
import { bareWorld, discovered, isMobileSync } from '../mailcow.ts';

const FILE = 'https://autoconfig.firma.example/mail/config-v1.1.xml';
const POX = '/autodiscover/autodiscover.xml';

async function rowOf(world: FakeWorld, source: string, url?: string): Promise<Attempt | undefined> {
  const { result } = await discovered(world);
  return result.tried.find((row) => row.source === source && (url === undefined || row.url === url));
}

function redirecting(location: string): FakeWorld {
  const world = bareWorld();
  world.network.page(FILE, { code: 302, headers: { location } });
  return world;
}

describe('a redirect', () => {
  it.each([
    ['to plain http', 'http://mail.firma.example/config.xml'],
    ['to this computer', 'https://127.0.0.1/config.xml'],
    ['to a metadata service', 'http://169.254.169.254/latest'],
    ['to an IPv6 literal', 'https://[::1]/'],
    ['to localhost', 'https://localhost/config.xml'],
    ['to another scheme', 'file:///etc/passwd'],
    ['with credentials', 'https://x:y@mail.firma.example/'],
    ['to a stranger named by a public suffix', 'https://autodiscover.com/autodiscover.xml'],
    ['to nowhere', 'https://'],
  ])('%s is not followed', async (_what, location) => {
    const world = redirecting(location);
    expect(await rowOf(world, 'autoconfig')).toMatchObject({ outcome: 'redirected-away' });
    expect(world.network.requests.filter(({ url }) => url === location)).toEqual([]);
  });

  it('in a circle ends', async () => {
    const world = redirecting('https://one.firma.example/');
    world.network.page('https://one.firma.example/', { code: 301, headers: { location: 'https://two.firma.example/' } });
    world.network.page('https://two.firma.example/', { code: 301, headers: { location: 'https://one.firma.example/' } });
    expect(await rowOf(world, 'autoconfig')).toMatchObject({ outcome: 'redirected-away', detail: 'loop' });
  });

  it('is followed five times and no more', async () => {
    const world = redirecting('https://h0.firma.example/');
    for (let hop = 0; hop < 9; hop += 1) {
      world.network.page(`https://h${hop}.firma.example/`, { code: 307, headers: { location: `https://h${hop + 1}.firma.example/` } });
    }
    expect(await rowOf(world, 'autoconfig')).toMatchObject({ outcome: 'redirected-away', detail: 'too many redirects' });
    expect(world.network.requests.filter(({ url }) => /\/\/h\d/.test(url))).toHaveLength(5);
  });

  it('may be relative', async () => {
    const world = redirecting('/other/config.xml');
    world.network.page('https://autoconfig.firma.example/other/config.xml', fixtureText('autoconfig-mailcow.xml'));
    expect(await rowOf(world, 'autoconfig')).toMatchObject({ outcome: 'found' });
  });

  it('takes its time from one purse', async () => {
    const world = bareWorld();
    world.network.deadByDefault();
    world.network.page(FILE, { code: 302, headers: { location: 'https://a.firma.example/' }, after: 2400 });
    world.network.page('https://a.firma.example/', { code: 302, headers: { location: 'https://b.firma.example/' }, after: 2400 });
    world.network.page('https://b.firma.example/', { body: 'late', after: 2400 });
    expect(await rowOf(world, 'autoconfig')).toMatchObject({ outcome: 'timed-out', ms: 5000 });
  });
});

describe('an Autodiscover redirect', () => {
  const AUTODISCOVER = `https://autodiscover.firma.example${POX}`;

  it('to an own address is followed by https', async () => {
    const world = bareWorld();
    world.network.page(AUTODISCOVER, fixtureText('outlook-redirect-url.xml'));
    world.network.page(`https://mail.firma.example${POX}`, fixtureText('outlook-mailcow.xml'));
    const { result } = await discovered(world);
    expect(result.recommended.incoming).toMatchObject({ host: 'mail.firma.example', trusted: true });
  });

  it('to another address of the company is asked anew', async () => {
    const world = bareWorld();
    world.network.page(AUTODISCOVER, (request) =>
      isMobileSync(request.body) ? { body: fixtureText('mobilesync-redirect.xml') } : { code: 404 },
    );
    world.network.page(`https://autodiscover.post.firma.example${POX}`, fixtureText('mobilesync-mailcow.xml'));
    const { result } = await discovered(world);
    expect(result.recommended.activesync).toMatchObject({ trusted: true, username: 'anna@firma.example' });
    expect(String(world.network.requests.find(({ url }) => url.includes('autodiscover.post'))?.body)).toContain('anna@post.firma.example');
  });

  it('to an address elsewhere is named and not followed', async () => {
    const world = bareWorld();
    world.network.page(AUTODISCOVER, fixtureText('outlook-redirect-address.xml'));
    expect(await rowOf(world, 'autodiscover-outlook', AUTODISCOVER)).toMatchObject({
      outcome: 'redirected-away',
      detail: 'elsewhere.example',
    });
    expect(world.network.requests.some(({ url }) => url.includes('elsewhere'))).toBe(false);
  });

  it('that comes back to where it started ends', async () => {
    const world = bareWorld();
    world.network.page(AUTODISCOVER, fixtureText('mobilesync-redirect.xml'));
    world.network.page(`https://autodiscover.post.firma.example${POX}`, fixtureText('mobilesync-redirect.xml'));
    const { result } = await discovered(world);
    expect(result.tried).toContainEqual(
      expect.objectContaining({ source: 'autodiscover-mobilesync', outcome: 'redirected-away', detail: 'loop' }),
    );
  });

  it('from plain http is only a hint: the own https host is asked, the address never goes over http', async () => {
    const world = bareWorld();
    world.network.page(`http://autodiscover.firma.example${POX}`, { code: 302, headers: { location: `https://mail.firma.example${POX}` } });
    world.network.page(`https://mail.firma.example${POX}`, fixtureText('outlook-mailcow.xml'));
    const { result } = await discovered(world);
    expect(result.recommended.incoming).toMatchObject({ host: 'mail.firma.example', reasons: ['unsigned-dns'] });
    const http = world.network.requests.filter(({ url }) => url.startsWith('http:'));
    expect(http.every(({ method, body, url }) => method === 'GET' && body === undefined && !url.includes('@'))).toBe(true);
  });

  it('does not ask the bare domain when autodiscover.D answered', async () => {
    const world = bareWorld();
    world.network.page(AUTODISCOVER, fixtureText('outlook-mailcow.xml'));
    await discovered(world);
    expect(world.network.requests.filter(({ url }) => url === `https://firma.example${POX}`)).toEqual([]);
  });

  it('asks the bare domain soon when autodiscover.D is dead', async () => {
    const world = bareWorld();
    world.network.dead('autodiscover.firma.example');
    world.network.page(`https://firma.example${POX}`, fixtureText('outlook-mailcow.xml'));
    const { ms } = await discovered(world);
    expect(ms).toBe(1800);
  });

  it('finds the host that SRV names on its own port', async () => {
    const world = fakeWorld();
    world.network.record('_autodiscover._tcp.firma.example', {
      type: 'SRV',
      priority: 0,
      weight: 0,
      port: 8443,
      target: 'ad.firma.example',
    });
    world.network.page(`https://ad.firma.example:8443${POX}`, fixtureText('outlook-mailcow.xml'));
    const { result } = await discovered(world);
    expect(result.recommended.incoming?.sources[0]).toMatchObject({
      source: 'autodiscover-outlook',
      url: `https://ad.firma.example:8443${POX}`,
    });
  });
});
