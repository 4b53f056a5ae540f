import { describe, expect, it } from 'vitest';
import { discovery } from '../../../../electron/core/discovery/index.ts';
import type { Service } from '../../../../electron/core/model/service.ts';
import { fakeWorld } from '../../../fakes/world.ts';
import { addressOf, anna, fixtureText } from './fixture.ts';
import { bareWorld, discovered, mailcowWorld } from './mailcow.ts';

const short = ({ host, port, security }: Service): string => `${host}:${port} ${security}`;

describe('discovery on a healthy mailcow domain', () => {
  it('finds mail, ActiveSync, calendar and contacts, all trusted', async () => {
    const { result } = await discovered(mailcowWorld());
    const { incoming, outgoing, activesync, calendar, contacts } = result.recommended;
    expect([incoming, outgoing].map((one) => one && short(one))).toEqual(['mail.firma.example:993 tls', 'mail.firma.example:465 tls']);
    expect(activesync?.url).toBe('https://mail.firma.example/Microsoft-Server-ActiveSync');
    expect([calendar?.url, contacts?.url]).toEqual(Array(2).fill('https://mail.firma.example/SOGo/dav/anna@firma.example/'));
    expect([incoming, outgoing, activesync, calendar, contacts].every((one) => one?.trusted === true)).toBe(true);
    expect(result.problem).toBeUndefined();
    expect(result).toMatchObject({ conflicts: [], provider: 'A mailcow mail server' });
  });

  it('gives a result that fits its schema', async () => {
    const { result } = await discovered(mailcowWorld());
    expect(discovery.parse(JSON.parse(JSON.stringify(result)))).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it('merges what several sources say about one service', async () => {
    const { result } = await discovered(mailcowWorld());
    const { incoming } = result.recommended;
    expect(new Set(incoming?.sources.map(({ source }) => source))).toEqual(
      new Set(['autoconfig', 'autoconfig-http', 'autodiscover-outlook', 'srv']),
    );
    expect(incoming?.reasons).toEqual(expect.arrayContaining(['own-domain-https', 'sources-agree']));
    expect(incoming?.reasons).not.toContain('plain-http');
  });

  it('puts TLS before STARTTLS and never offers the hint for administrators as a step', async () => {
    const { result } = await discovered(mailcowWorld());
    expect(result.services.filter(({ protocol }) => protocol === 'imap').map(short)).toEqual([
      'mail.firma.example:993 tls',
      'mail.firma.example:143 starttls',
    ]);
    expect(result.pages).toEqual([{ kind: 'web-mail', url: 'https://mail.firma.example/SOGo/' }]);
  });

  it('starts everything at once: the first settings come after one round of asking', async () => {
    const world = mailcowWorld(50);
    const { events } = await discovered(world);
    const first = events.findIndex((event) => event.kind === 'update' && event.discovery.recommended.incoming !== null);
    const before = events.slice(0, first).flatMap((event) => (event.kind === 'ended' ? [event.attempt.ms] : []));
    expect(Math.max(...before)).toBe(50);
  });

  it('streams updates, and the last one is the result', async () => {
    const { result, events } = await discovered(mailcowWorld());
    const updates = events.flatMap((event) => (event.kind === 'update' ? [event] : []));
    expect(updates.length).toBeGreaterThan(3);
    expect(updates.at(-1)).toEqual({ kind: 'update', discovery: result, settled: true });
  });

  it('ends every row that it began, once', async () => {
    const { result, events } = await discovered(mailcowWorld());
    const started = events.filter(({ kind }) => kind === 'started').length;
    expect(result.tried).toHaveLength(started);
    expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(started);
  });

  it('leaves nobody asleep', async () => {
    const world = mailcowWorld();
    await discovered(world);
    await world.clock.advance(0);
    expect(world.clock.sleepers()).toBe(0);
  });

  it('reads an address that was typed in capitals', async () => {
    const { result } = await discovered(mailcowWorld(), addressOf('Anna@FIRMA.Example'));
    expect(result).toMatchObject({
      address: 'Anna@firma.example',
      domain: 'firma.example',
      recommended: { incoming: { username: 'Anna@firma.example' } },
    });
  });
});

describe('what each mail program would get by itself', () => {
  it('is told for Outlook, Thunderbird and Apple Mail', async () => {
    const { outlook, thunderbird, apple } = (await discovered(mailcowWorld())).result.clients;
    expect(outlook).toMatchObject({ protocols: ['imap', 'smtp'], notes: ['finds-by-itself', 'activesync-not-offered-to-outlook'] });
    expect(thunderbird).toMatchObject({ protocols: ['imap', 'pop3', 'smtp'], sources: ['autoconfig'], notes: ['finds-by-itself'] });
    expect(apple).toMatchObject({ protocols: [], notes: ['needs-profile'] });
  });

  it('sees that Outlook is offered ActiveSync under its own name only', async () => {
    const world = bareWorld();
    world.network.page('https://autodiscover.firma.example/autodiscover/autodiscover.xml', (request) => ({
      body: /Outlook.+1[5-9]\./.test(request.headers?.['user-agent'] ?? '')
        ? fixtureText('mobilesync-mailcow.xml')
        : fixtureText('outlook-mailcow.xml'),
    }));
    const { outlook } = (await discovered(world)).result.clients;
    expect(outlook).toMatchObject({ protocols: ['activesync'], notes: ['finds-by-itself', 'activesync-offered'] });
  });

  it('warns that Thunderbird would believe plain http', async () => {
    const world = bareWorld();
    world.network.page('http://autoconfig.firma.example/mail/config-v1.1.xml', fixtureText('autoconfig-mailcow.xml'));
    expect((await discovered(world)).result.clients.thunderbird).toMatchObject({
      sources: ['autoconfig-http'],
      notes: ['finds-by-itself', 'plain-http-only'],
    });
  });

  it('says so when neither would find anything', async () => {
    const { clients } = (await discovered(bareWorld())).result;
    expect([clients.outlook.notes, clients.thunderbird.notes]).toEqual([['nothing-found'], ['nothing-found']]);
  });
});

describe('discovery that finds nothing', () => {
  it('says that a domain does not exist only when that is proven', async () => {
    const { result, ms } = await discovered(fakeWorld());
    expect(result.problem).toMatchObject({ code: 'domain-not-found', whose: 'you', facts: { domain: 'firma.example' } });
    expect(ms).toBe(0);
  });

  it('lets the web speak where only a proxy knows outside names', async () => {
    const world = fakeWorld();
    world.network.page('https://autoconfig.firma.example/mail/config-v1.1.xml', {
      body: fixtureText('autoconfig-mailcow.xml'),
      after: 900,
    });
    const { result } = await discovered(world);
    expect(result.problem).toBeUndefined();
    expect(result.recommended.incoming).toMatchObject({ host: 'mail.firma.example', trusted: true });
  });

  it('waits no more than three seconds for the web when a domain does not exist', async () => {
    const world = fakeWorld();
    world.network.page('https://autoconfig.thunderbird.net/v1.1/firma.example', { fails: 'timed-out', after: 3_000 });
    world.network.dead('firma.example');
    const { result, ms } = await discovered(world);
    expect([result.problem?.code, ms]).toEqual(['domain-not-found', 3_000]);
  });

  it('names the certificate when every host that answers shows one that cannot be believed', async () => {
    const world = bareWorld();
    const pages = ['.well-known/autoconfig/mail/config-v1.1.xml', 'autodiscover/autodiscover.xml', 'autodiscover/autodiscover.json'];
    for (const page of [...pages, '.well-known/caldav', '.well-known/carddav', '.well-known/jmap'])
      world.network.page(`https://firma.example/${page}`, { fails: 'certificate-expired' });
    expect((await discovered(world)).result.problem).toMatchObject({ code: 'certificate-expired', facts: { host: 'firma.example' } });
  });

  it('does not call a domain missing because it has no MX', async () => {
    expect((await discovered(bareWorld())).result.problem?.code).toBe('nothing-found');
  });

  it('does not call a domain missing when one of two answers failed', async () => {
    const world = fakeWorld();
    world.network.dnsFails('firma.example', 'A', 'servfail');
    expect((await discovered(world)).result.problem?.code).toBe('nothing-found');
  });

  it('is offline when everything is', async () => {
    const world = fakeWorld();
    world.network.offline();
    const { result } = await discovered(world);
    expect(result.problem).toMatchObject({ code: 'offline', whose: 'network' });
    expect(result.tried.every(({ outcome }) => outcome === 'offline')).toBe(true);
  });

  it('says that name servers are silent', async () => {
    const world = fakeWorld();
    const silent = [
      'firma.example',
      '_imaps._tcp',
      '_imap._tcp',
      '_pop3s._tcp',
      '_pop3._tcp',
      '_submissions._tcp',
      '_smtps._tcp',
      '_submission._tcp',
    ];
    const more = [
      '_sieve._tcp',
      '_caldavs._tcp',
      '_caldav._tcp',
      '_carddavs._tcp',
      '_carddav._tcp',
      '_jmap._tcp',
      '_autodiscover._tcp',
      '_ua-auto-config',
    ];
    for (const name of [...silent, ...more]) {
      world.network.dnsFails(name.includes('.example') ? name : `${name}.firma.example`, 'any', 'timed-out', 4000);
    }
    world.network.deadByDefault();
    const { result, ms } = await discovered(world);
    expect(result.problem?.code).toBe('dns-unanswered');
    expect(ms).toBeLessThanOrEqual(8000);
  });

  it.each([
    ['a redirect', { code: 302, headers: { location: 'http://login.hotel.example/' } }],
    ['another page', { body: fixtureText('catch-all.html') }],
    ['status 511', { code: 511 }],
  ])('recognises a captive portal by %s', async (_what, page) => {
    const world = bareWorld();
    world.network.page('http://detectportal.firefox.com/success.txt', page);
    expect((await discovered(world)).result.problem).toMatchObject({ code: 'captive-portal', next: ['sign-in-to-network', 'retry'] });
  });

  it('does not see a portal where the canary sings', async () => {
    const world = bareWorld();
    world.network.page('http://detectportal.firefox.com/success.txt', 'success\n');
    expect((await discovered(world)).result.problem?.code).toBe('nothing-found');
  });

  it('does not ask the canary when something was found', async () => {
    const world = mailcowWorld();
    await discovered(world);
    expect(world.network.requests.some(({ url }) => url.includes('detectportal'))).toBe(false);
  });

  it('takes web pages, empty answers and refusals for what they are', async () => {
    const world = bareWorld();
    world.network.page('https://autoconfig.firma.example/mail/config-v1.1.xml', { code: 204 });
    world.network.page('https://firma.example/.well-known/autoconfig/mail/config-v1.1.xml', fixtureText('catch-all.html'));
    world.network.page('https://autodiscover.firma.example/autodiscover/autodiscover.xml', fixtureText('error-600.xml'));
    world.network.page('https://firma.example/autodiscover/autodiscover.xml', { code: 401 });
    world.network.page('https://autoconfig.thunderbird.net/v1.1/firma.example', { code: 404 });
    const { result } = await discovered(world);
    const outcome = (source: string, url: string): unknown =>
      result.tried.find((row) => row.source === source && row.url?.startsWith(url))?.outcome;
    expect(outcome('autoconfig', 'https://autoconfig')).toBe('no-result');
    expect(outcome('autoconfig-well-known', 'https://firma')).toBe('no-result');
    expect(outcome('autodiscover-outlook', 'https://autodiscover')).toBe('no-result');
    expect(outcome('autodiscover-outlook', 'https://firma')).toBe('login-wanted');
    expect(outcome('ispdb', 'https://autoconfig.thunderbird')).toBe('not-offered');
    expect(result.problem?.code).toBe('nothing-found');
  });
});

describe('pinned services', () => {
  it('come first and are trusted wherever they are', async () => {
    const pinned: Service = {
      protocol: 'imap',
      host: 'mail.elsewhere.example',
      port: 993,
      security: 'tls',
      username: anna.text,
      authentication: ['password-cleartext'],
      sources: [{ source: 'policy', transport: 'bundled', at: '2026-01-01T00:00:00.000Z' }],
      trusted: true,
      reasons: ['pinned-by-policy'],
      confidence: 1,
    };
    const { result } = await discovered(mailcowWorld(), anna, { pinned: [pinned] });
    expect(result.recommended.incoming).toMatchObject({ host: 'mail.elsewhere.example', trusted: true, sources: [{ source: 'policy' }] });
    expect(result.recommended.incoming?.reasons).toContain('pinned-by-policy');
    expect(result.conflicts).toEqual([
      {
        protocol: 'imap',
        chosen: { host: 'mail.elsewhere.example', source: 'policy' },
        other: { host: 'mail.firma.example', source: 'autoconfig' },
      },
    ]);
  });
});
