import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestExchanger, hosterDomains } from '../../../../../electron/core/discovery/sources/mx-hoster.ts';
import { inServiceOrder, type SrvRecord } from '../../../../../electron/core/discovery/sources/srv.ts';
import type { DnsRecord } from '../../../../../electron/core/world/network.ts';
import { fakeWorld } from '../../../../fakes/world.ts';
import { anna, fixtureText } from '../fixture.ts';
import { bareWorld, discovered } from '../mailcow.ts';

const record = (priority: number, weight: number, target: string): SrvRecord => ({
  type: 'SRV',
  name: 'x',
  ttl: 1,
  priority,
  weight,
  port: 993,
  target,
});
const mx = (...pairs: [number, string][]): { status: 'found'; records: DnsRecord[]; authenticated: boolean } => ({
  status: 'found',
  records: pairs.map(([preference, exchange]) => ({ type: 'MX', name: 'x', ttl: 1, preference, exchange })),
  authenticated: false,
});

describe('the order of service records', () => {
  it('is by priority, then by weighted chance', () => {
    const records = [record(20, 0, 'late'), record(10, 60, 'heavy'), record(10, 20, 'light'), record(10, 0, 'none')];
    const order = (chance: number): string[] => inServiceOrder(records, () => chance).map(({ target }) => target);
    expect(order(0.999)).toEqual(['heavy', 'light', 'none', 'late']);
    expect(order(0)).toEqual(['none', 'light', 'heavy', 'late']);
    expect(order(0.2)[0]).toBe('light');
  });

  it('prefers weight in proportion', () => {
    let step = 0;
    const first = Array.from({ length: 1000 }, () => {
      step += 1;
      return inServiceOrder([record(0, 30, 'a'), record(0, 10, 'b')], () => (step % 1000) / 1000)[0]?.target;
    });
    expect(first.filter((target) => target === 'a').length / 1000).toBeCloseTo(0.73, 1);
  });

  it('loses nobody and never puts a higher number of priority first', () => {
    const one = fc.record({ priority: fc.integer({ min: 0, max: 3 }), weight: fc.integer({ min: 0, max: 65535 }) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, chance) => {
        const records = list.map(({ priority, weight }, index) => record(priority, weight, String(index)));
        const ordered = inServiceOrder(records, () => chance);
        expect(new Set(ordered)).toEqual(new Set(records));
        expect(ordered.map(({ priority }) => priority)).toEqual(records.map(({ priority }) => priority).toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('service records', () => {
  it('are all asked for, once', async () => {
    const world = bareWorld();
    await discovered(world);
    const asked = world.network.questions.filter(({ type }) => type === 'SRV').map(({ name }) => name.replace('._tcp.firma.example', ''));
    const expected = [
      '_autodiscover',
      '_caldav',
      '_caldavs',
      '_carddav',
      '_carddavs',
      '_imap',
      '_imaps',
      '_jmap',
      '_pop3',
      '_pop3s',
      '_sieve',
      '_smtps',
      '_submission',
      '_submissions',
    ];
    expect(asked.toSorted()).toEqual(expected);
  });

  it('with the target "." say no, with odd ports are taken as they are', async () => {
    const world = fakeWorld();
    world.network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 0, target: '.' });
    world.network.record('_imap._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 1143, target: 'mail.firma.example' });
    const { result } = await discovered(world);
    expect(result.tried.find(({ url }) => url === '_imaps._tcp.firma.example')).toMatchObject({ outcome: 'not-offered' });
    expect(result.recommended.incoming).toMatchObject({ port: 1143, security: 'starttls', username: anna.text });
  });

  it('name a calendar by TXT path, by its well-known place otherwise', async () => {
    const world = fakeWorld();
    const target = { type: 'SRV', priority: 0, weight: 0, port: 443, target: 'dav.firma.example' } as const;
    world.network.record('_caldavs._tcp.firma.example', target, { type: 'TXT', chunks: ['path=/dav/'] });
    world.network.record('_carddavs._tcp.firma.example', { ...target, port: 8443 });
    const { calendar, contacts } = (await discovered(world)).result.recommended;
    expect([calendar?.url, contacts?.url]).toEqual([
      'https://dav.firma.example/dav/',
      'https://dav.firma.example:8443/.well-known/carddav',
    ]);
  });

  it('that name an address instead of a host are broken', async () => {
    const world = fakeWorld();
    world.network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 993, target: '198.51.100.7' });
    const { result } = await discovered(world);
    expect(result.tried.find(({ url }) => url === '_imaps._tcp.firma.example')).toMatchObject({ outcome: 'document-invalid' });
  });
});

describe('the hoster named by MX', () => {
  it('is the one of best preference, whatever the order of the answer', () => {
    expect(bestExchanger(mx([20, 'b.example'], [5, 'a.example'], [10, 'c.example']))).toEqual({ host: 'a.example' });
    expect(bestExchanger(mx([0, '.']))).toMatchObject({ outcome: 'not-offered' });
    expect(bestExchanger(mx([10, '192.0.2.1']))).toMatchObject({ outcome: 'skipped' });
  });

  it.each([
    ['firma.mail.protection.outlook.com', ['mail.protection.outlook.com', 'outlook.com']],
    ['mx1.mail.hoster.co.uk', ['mail.hoster.co.uk', 'hoster.co.uk']],
    ['mail.provider.example', ['provider.example']],
    ['provider.example', ['provider.example']],
    ['mx.firma.github.io', ['firma.github.io']],
    ['co.uk', []],
  ])('%s may publish under %j', (host, domains) => {
    expect(hosterDomains(host)).toEqual(domains);
  });

  it('is asked at all places at once; the more specific answer wins even when it is slower', async () => {
    const world = fakeWorld();
    world.network.record('firma.example', { type: 'MX', preference: 10, exchange: 'mx1.mail.hoster.example' });
    const file = (host: string): string => fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', host);
    world.network.page('https://autoconfig.thunderbird.net/v1.1/hoster.example', file('general.hoster.example'));
    world.network.page('https://autoconfig.thunderbird.net/v1.1/mail.hoster.example', { body: file('special.hoster.example'), after: 500 });
    const { result } = await discovered(world);
    expect(result.recommended.incoming).toMatchObject({
      host: 'special.hoster.example',
      trusted: false,
      sources: [{ source: 'mx-hoster' }],
    });
    expect(result.services.some(({ host }) => host.startsWith('general'))).toBe(false);
  });

  it('contradicts an old own file visibly', async () => {
    const world = fakeWorld();
    world.network.record('firma.example', { type: 'MX', preference: 10, exchange: 'firma.mail.hoster.example' });
    world.network.page('https://autoconfig.firma.example/mail/config-v1.1.xml', fixtureText('autoconfig-mailcow.xml'));
    world.network.page(
      'https://autoconfig.thunderbird.net/v1.1/mail.hoster.example',
      fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', 'new.hoster.example'),
    );
    const { result } = await discovered(world);
    expect(result.conflicts).toContainEqual({
      protocol: 'imap',
      chosen: { host: 'mail.firma.example', source: 'autoconfig' },
      other: { host: 'new.hoster.example', source: 'mx-hoster' },
    });
  });

  it('is left alone when it is the own domain, or when the domain takes no mail', async () => {
    for (const exchange of ['mx.firma.example', '.']) {
      const world = fakeWorld();
      world.network.record('firma.example', { type: 'MX', preference: 0, exchange });
      const { result } = await discovered(world);
      const rows = result.tried.filter(({ source }) => source === 'mx-hoster');
      expect(rows).toHaveLength(1);
      expect(rows[0]?.outcome).toBe(exchange === '.' ? 'not-offered' : 'skipped');
    }
  });
});
