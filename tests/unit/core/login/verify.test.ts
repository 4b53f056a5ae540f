import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { verification } from '../../../../electron/core/login/index.ts';
import { fakeWorld } from '../../../fakes/world.ts';
import { ADDRESS, ALL, certificate, dav, EAS, endpoint, healthy, HOST, PASSWORD, run, service } from './parts.ts';

const wrong = new Secret('falsch');

describe('a healthy host', () => {
  it('is proven for every protocol, with versions, folders and collections', async () => {
    const { result, proofs } = await run(healthy(), ALL);
    expect(verification.parse(JSON.parse(JSON.stringify(result)))).toEqual(JSON.parse(JSON.stringify(result)));
    expect(result.services.map(({ protocol, outcome }) => `${protocol} ${outcome}`)).toEqual(
      ['imap', 'pop3', 'smtp', 'activesync', 'caldav', 'carddav'].map((protocol) => `${protocol} ok`),
    );
    expect(result).toMatchObject({ address: ADDRESS.text, verdict: 'ok' });
    expect(result.problem).toBeUndefined();
    expect(result.services[3]?.facts).toMatchObject({ versions: ['2.5', '12.0', '12.1', '14.0', '14.1'], folders: 3 });
    expect(result.collections).toEqual([
      { kind: 'calendar', url: `https://${HOST}/dav/anna/cal/personal/`, name: 'Termine & mehr' },
      { kind: 'addressbook', url: `https://${HOST}/dav/anna/card/personal/`, name: 'personal' },
    ]);
    expect(proofs).toHaveLength(6);
  });

  it('leaves nothing running', async () => {
    const world = healthy();
    await run(world, ALL);
    expect(world.clock.sleepers()).toBe(0);
  });

  it('takes the first encrypted service of each protocol and leaves the rest alone', async () => {
    const world = healthy();
    const services = [
      service('imap', { security: 'none', port: 143 }),
      service('imap'),
      service('imap', { host: 'other.example' }),
      service('jmap'),
    ];
    const { outcomes } = await run(world, services);
    expect(outcomes).toEqual({ imap: 'ok' });
    expect(new Set(world.network.conversations.map((one) => `${one.endpoint.host}:${one.endpoint.port}`))).toEqual(
      new Set([`${HOST}:993`]),
    );
  });

  it('uses the user name that was given instead of the one found', async () => {
    const world = fakeWorld();
    world.network.mailServer(endpoint('imap'), { logins: { anna: PASSWORD } });
    expect((await run(world, [service('imap')], { username: 'anna' })).result.services[0]).toMatchObject({
      outcome: 'ok',
      username: 'anna',
    });
  });
});

describe('the password', () => {
  const tries = (world: ReturnType<typeof healthy>): number =>
    world.network.conversations.filter(({ username }) => username !== undefined).length +
    world.network.requests.filter(({ credentials }) => credentials !== undefined).length;

  it('is tried once when it is wrong, and the other user name is offered but not tried', async () => {
    const world = healthy();
    const { result, outcomes } = await run(world, ALL, { password: wrong });
    expect(tries(world)).toBe(1);
    expect(outcomes).toEqual({
      imap: 'wrong-password',
      pop3: 'not-tried',
      smtp: 'not-tried',
      activesync: 'not-tried',
      caldav: 'not-tried',
      carddav: 'not-tried',
    });
    expect(result).toMatchObject({
      verdict: 'refused',
      problem: { code: 'password-wrong', whose: 'you', facts: { otherUsername: 'anna' } },
    });
  });

  it('goes to no host that is neither trusted nor confirmed', async () => {
    const world = healthy();
    const { result } = await run(
      world,
      ALL.map((one) => ({ ...one, trusted: false })),
    );
    expect(tries(world)).toBe(0);
    expect(result).toMatchObject({
      verdict: 'unreachable',
      problem: { code: 'consent-needed', facts: { hosts: [HOST] }, next: ['confirm-host'] },
    });
    expect(new Set(result.services.map(({ outcome }) => outcome))).toEqual(new Set(['consent-needed']));
  });

  it('goes to a host that was confirmed by name, in any letter case', async () => {
    const { result } = await run(
      healthy(),
      ALL.map((one) => ({ ...one, trusted: false })),
      { confirmedHosts: [HOST.toUpperCase()] },
    );
    expect(result.verdict).toBe('ok');
  });

  it('does not go to another site that an address of a trusted service names', async () => {
    const world = healthy();
    const { outcomes } = await run(world, [service('caldav', { url: 'https://evil.example/dav/' })]);
    expect(outcomes).toEqual({ caldav: 'consent-needed' });
    expect(world.network.requests).toEqual([]);
  });

  it.each(['https://evil.example/dav/', `http://${HOST}/dav/`])('does not follow a redirect to %s', async (location) => {
    const world = fakeWorld();
    world.network.page(EAS, ({ credentials }) => (credentials === undefined ? { code: 401 } : { code: 302, headers: { location } }));
    const { outcomes } = await run(world, [service('activesync')]);
    expect(outcomes).toEqual({ activesync: 'consent-needed' });
    expect(world.network.requests.every(({ url }) => url.startsWith(EAS))).toBe(true);
  });

  it('does not follow addresses of a multistatus to another site', async () => {
    const world = fakeWorld();
    world.network.page(service('caldav').url ?? '', {
      code: 207,
      body: '<multistatus><response><href>/</href><propstat><prop><current-user-principal><href>https://evil.example/</href></current-user-principal></prop></propstat></response></multistatus>',
    });
    expect((await run(world, [service('caldav')])).outcomes).toEqual({ caldav: 'server-error' });
    expect(world.network.requests.map(({ url }) => new URL(url).hostname)).not.toContain('evil.example');
  });

  it('never shows in results, events or problems, even when a server repeats it', async () => {
    const basic = btoa(`${ADDRESS.text}:${PASSWORD}`);
    const sasl = btoa(`\0${ADDRESS.text}\0${PASSWORD}`);
    const echo = `no: ${PASSWORD} ${basic} ${sasl} ${btoa(PASSWORD)} ${encodeURIComponent(PASSWORD)}`;
    for (const services of [[service('imap')], [service('activesync')], [service('caldav')]]) {
      const world = fakeWorld();
      world.network
        .mailServer(endpoint('imap'), { refusal: echo })
        .page(EAS, { code: 401, body: echo, headers: { 'www-authenticate': echo } });
      world.network.page(service('caldav').url ?? '', ({ credentials }) => ({
        code: credentials === undefined ? 401 : 403,
        body: `<b>${echo}</b>`,
      }));
      const { result, proofs } = await run(world, services);
      const shown = JSON.stringify([result, proofs]);
      expect(result.services[0]?.detail).toMatch(/no:/);
      for (const secret of [PASSWORD, basic, sasl, btoa(PASSWORD), btoa(PASSWORD).slice(0, 8)]) expect(shown).not.toContain(secret);
    }
  });
});

describe('the order of logins', () => {
  it('goes on with the next protocol when the first host cannot be reached', async () => {
    const world = healthy();
    world.network.mailServer(endpoint('imap'), { fails: 'timed-out' });
    const { result, outcomes } = await run(world, ALL);
    expect(outcomes).toMatchObject({ imap: 'cannot-connect', pop3: 'ok', carddav: 'ok' });
    expect(result).toMatchObject({ verdict: 'partly', problem: { code: 'timed-out' } });
  });

  it('goes on when a service says that it is switched off', async () => {
    const world = healthy();
    world.network.mailServer(endpoint('imap'), { refusal: 'IMAP access is disabled for your account' });
    expect((await run(world, ALL)).outcomes).toMatchObject({ imap: 'service-off', activesync: 'ok' });
  });

  it('calls a later refusal of the accepted password a service that is off', async () => {
    const world = healthy();
    world.network.mailServer(endpoint('smtp'), { capabilities: ['AUTH PLAIN'], refusal: '535 5.7.8 Error: authentication failed' });
    const { result, outcomes } = await run(world, ALL);
    expect(outcomes).toMatchObject({ imap: 'ok', smtp: 'service-off' });
    expect(result.problem).toMatchObject({ code: 'login-service-off', facts: { acceptedElsewhere: true, protocol: 'smtp' } });
  });

  it('sends no password where none can be used', async () => {
    const world = fakeWorld();
    world.network.mailServer(endpoint('smtp'), { capabilities: ['SIZE 1000'] });
    world.network.mailServer(endpoint('imap'), { capabilities: ['IMAP4REV1', 'LOGINDISABLED', 'AUTH=XOAUTH2'] });
    expect((await run(world, [service('imap'), service('smtp')])).outcomes).toEqual({ imap: 'not-offered', smtp: 'not-offered' });
    expect(world.network.conversations.every(({ username }) => username === undefined)).toBe(true);
  });

  it('has a problem when there is nothing to prove', async () => {
    expect((await run(healthy(), [])).result).toMatchObject({ verdict: 'unreachable', services: [], problem: { code: 'service-missing' } });
  });
});

describe('ActiveSync', () => {
  it('is a server error when no Inbox is behind it, whatever the status says', async () => {
    const { sogo } = await import('./parts.ts');
    const world = fakeWorld();
    world.network.page(EAS, sogo(['8', '9']));
    expect((await run(world, [service('activesync')])).result.services[0]).toMatchObject({ outcome: 'server-error', detail: 'no Inbox' });
  });

  it('asks for folders as one device, with no trace of the address in its name', async () => {
    const world = healthy();
    await run(world, [service('activesync')]);
    const commands = world.network.requests.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url).searchParams);
    expect(commands.map((query) => query.get('Cmd'))).toEqual(['Provision', 'FolderSync']);
    expect(new Set(commands.map((query) => query.get('DeviceId'))).size).toBe(1);
    expect(commands[0]?.get('DeviceId')).toMatch(/^[0-9a-f]{32}$/);
    expect(commands[0]?.get('User')).toBe(ADDRESS.text);
  });

  it.each([
    [404, 'not-offered'],
    [500, 'server-error'],
  ])('is %s before any password when the probe says so', async (code, outcome) => {
    const world = fakeWorld();
    world.network.page(EAS, { code });
    expect((await run(world, [service('activesync')])).outcomes).toEqual({ activesync: outcome });
    expect(world.network.requests.every(({ credentials }) => credentials === undefined)).toBe(true);
  });

  it.each([
    [403, '', 'service-off'],
    [429, '', 'blocked'],
    [503, '', 'server-error'],
  ])('maps a later status %s%s', async (code, body, outcome) => {
    const world = fakeWorld();
    world.network.page(EAS, ({ credentials }) => ({ code: credentials === undefined ? 401 : code, body }));
    expect((await run(world, [service('activesync')])).outcomes).toEqual({ activesync: outcome });
  });

  it('survives answers that are no WBXML', async () => {
    const world = fakeWorld();
    world.network.page(EAS, ({ method }) =>
      method === 'OPTIONS' ? { headers: { 'ms-asprotocolversions': '14.1' } } : { body: '<html>hello</html>' },
    );
    expect((await run(world, [service('activesync')])).result.services[0]).toMatchObject({ outcome: 'server-error', detail: 'no WBXML' });
  });
});

describe('calendars and contacts', () => {
  it('are found from the well-known address through a redirect on the same site', async () => {
    const world = fakeWorld();
    world.network.page(`https://${HOST}/.well-known/caldav`, { code: 301, headers: { location: 'https://dav.firma.example/dav/' } });
    dav(world, 'https://dav.firma.example/dav/');
    const { result } = await run(world, [{ ...service('imap'), protocol: 'caldav', port: 443 }]);
    expect(result).toMatchObject({ verdict: 'ok', collections: [{ url: 'https://dav.firma.example/dav/anna/cal/personal/' }] });
    expect(
      world.network.requests
        .filter(({ method }) => method === 'PROPFIND')
        .every(({ headers }) => headers?.['content-type']?.startsWith('application/xml')),
    ).toBe(true);
  });

  it('are found by the well-known address when the given one is a web page', async () => {
    const world = fakeWorld();
    world.network.page(`https://${HOST}/groupware`, '<html>Welcome</html>');
    world.network.page(`https://${HOST}/.well-known/caldav`, { code: 301, headers: { location: '/dav/' } });
    dav(world);
    expect((await run(world, [service('caldav', { url: `https://${HOST}/groupware` })])).outcomes).toEqual({ caldav: 'ok' });
  });

  it('end a redirect loop', async () => {
    const world = fakeWorld();
    world.network.page(service('caldav').url ?? '', { code: 302, headers: { location: '/dav/' } });
    expect((await run(world, [service('caldav')])).outcomes).toEqual({ caldav: 'server-error' });
    expect(world.network.requests.length).toBeLessThan(20);
  });
});

describe('certificates', () => {
  const old = certificate([HOST], '2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z');

  it('with another name tell the names and the one to use', async () => {
    const world = fakeWorld();
    world.network.mailServer(endpoint('imap'), {
      fails: 'certificate-name',
      certificate: certificate(['other.example', '*.firma.example', 'mx.firma.example']),
    });
    const { result } = await run(world, [service('imap')]);
    expect(result.services[0]).toMatchObject({ outcome: 'certificate-name', facts: { suggestedHost: 'mx.firma.example' } });
    expect(result.problem).toMatchObject({
      code: 'certificate-name',
      whose: 'provider',
      next: ['use-name-of-certificate', 'ask-provider', 'copy-report'],
    });
  });

  it('never suggest a name of another site', async () => {
    const world = fakeWorld();
    world.network.mailServer(endpoint('imap'), { fails: 'certificate-name', certificate: certificate(['mail.evil.example']) });
    const { result } = await run(world, [service('imap')]);
    expect(result.services[0]?.facts).toMatchObject({ certificateNames: ['mail.evil.example'] });
    expect(result.services[0]?.facts).not.toHaveProperty('suggestedHost');
  });

  it('that are old count as a wrong clock only when the server tells a time at which they were valid', async () => {
    const ask = async (date: string | undefined): Promise<string | undefined> => {
      const world = fakeWorld();
      world.network.mailServer(endpoint('imap'), { fails: 'certificate-expired', certificate: old });
      if (date !== undefined) world.network.page(`http://${HOST}/`, { headers: { date } });
      return (await run(world, [service('imap')])).outcomes['imap'];
    };
    expect(await ask('Wed, 01 Jul 2020 12:00:00 GMT')).toBe('clock-wrong');
    expect(await ask('Thu, 15 Jan 2026 09:00:00 GMT')).toBe('certificate-expired');
    expect(await ask('Sat, 01 Jan 2000 00:00:00 GMT')).toBe('certificate-expired');
    expect(await ask(undefined)).toBe('certificate-expired');
  });

  it('from the future mean a wrong clock unless the server agrees with it or another certificate is valid now', async () => {
    const future = certificate([HOST], '2030-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z');
    const world = fakeWorld();
    world.network.mailServer(endpoint('imap'), { fails: 'certificate-not-yet-valid', certificate: future });
    expect((await run(world, [service('imap')])).result.problem).toMatchObject({ code: 'clock-wrong', next: ['set-clock', 'retry'] });
    world.network.mailServer(endpoint('pop3'), { logins: { [ADDRESS.text]: PASSWORD } });
    expect((await run(world, [service('imap'), service('pop3')])).outcomes).toEqual({ imap: 'certificate-expired', pop3: 'ok' });
  });

  it('behind a network that wants a login first are no fault of the provider', async () => {
    const world = fakeWorld();
    world.network.mailServer(endpoint('imap'), { fails: 'certificate-expired', certificate: old }).page(`http://${HOST}/`, { code: 511 });
    expect((await run(world, [service('imap')])).result.problem).toMatchObject({
      code: 'captive-portal',
      next: ['sign-in-to-network', 'retry'],
    });
  });
});

describe('time and cancelling', () => {
  it('ends at its own time limit', async () => {
    const world = fakeWorld();
    world.network.mailServer(endpoint('imap'), { after: 7_000, logins: { [ADDRESS.text]: PASSWORD } });
    const { result } = await run(world, [service('imap')], { timeout: 3_000 });
    expect(world.clock.elapsed()).toBe(3_000);
    expect(result).toMatchObject({ verdict: 'unreachable', problem: { code: 'timed-out', whose: 'network' } });
  });

  it('is cancelled at once and says so', async () => {
    const world = healthy();
    const leaving = new AbortController();
    leaving.abort();
    const { result } = await run(world, ALL, { signal: leaving.signal });
    expect(new Set(result.services.map(({ outcome }) => outcome))).toEqual(new Set(['cancelled']));
    expect(result.problem?.code).toBe('cancelled');
    expect(world.network.conversations).toEqual([]);
  });

  it('is offline when everything is', async () => {
    const world = fakeWorld();
    world.network.offline();
    expect((await run(world, ALL)).result).toMatchObject({ verdict: 'unreachable', problem: { code: 'offline', whose: 'network' } });
  });
});

describe('a network that wants a sign-in first', () => {
  const canary = 'http://detectportal.firefox.com/success.txt';

  it('is told when nothing can be reached and its page comes instead of the known one', async () => {
    const world = fakeWorld();
    world.network.dead(HOST);
    world.network.page(canary, { code: 302, headers: { location: 'https://hotel.example/login' } });
    const { result, outcomes } = await run(world, [service('imap'), service('smtp')]);
    expect(outcomes).toEqual({ imap: 'captive-portal', smtp: 'captive-portal' });
    expect(result).toMatchObject({ verdict: 'unreachable', problem: { code: 'captive-portal' } });
  });

  it('is not suspected where the known page comes', async () => {
    const world = fakeWorld();
    world.network.dead(HOST);
    world.network.page(canary, 'success');
    expect((await run(world, [service('imap')])).outcomes).toEqual({ imap: 'cannot-connect' });
  });

  it('is not asked about while any service answers', async () => {
    const world = healthy();
    await run(world, ALL);
    expect(world.network.requests.some(({ url }) => url === canary)).toBe(false);
  });
});
