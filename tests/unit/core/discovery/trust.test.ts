import { describe, expect, it } from 'vitest';
import type { Service } from '../../../../electron/core/model/service.ts';
import { fakeWorld, type FakeWorld } from '../../../fakes/world.ts';
import { addressOf, anna, fixtureText } from './fixture.ts';
import { bareWorld, discovered } from './mailcow.ts';

const AUTOCONFIG = 'https://autoconfig.firma.example/mail/config-v1.1.xml';
const hosted = fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', 'mail.provider.example');

async function incomingOf(world: FakeWorld, address = anna): Promise<Service | null> {
  return (await discovered(world, address)).result.recommended.incoming;
}

describe('trust', () => {
  it('asks for consent when the own domain names a hoster elsewhere, and recommends it all the same', async () => {
    const world = bareWorld();
    world.network.page(AUTOCONFIG, hosted);
    const incoming = await incomingOf(world);
    expect(incoming).toMatchObject({ host: 'mail.provider.example', trusted: false });
    expect(incoming?.reasons).toEqual(expect.arrayContaining(['own-domain-https', 'other-domain']));
  });

  it('does not believe plain http, even about an own host', async () => {
    const world = bareWorld();
    world.network.page('http://autoconfig.firma.example/mail/config-v1.1.xml', fixtureText('autoconfig-mailcow.xml'));
    expect(await incomingOf(world)).toMatchObject({ host: 'mail.firma.example', trusted: false, reasons: ['plain-http'] });
  });

  it('does not forget a plain http hop on the way to https', async () => {
    const world = bareWorld();
    world.network.page('http://autoconfig.firma.example/mail/config-v1.1.xml', {
      code: 302,
      headers: { location: 'https://cdn.firma.example/config.xml' },
    });
    world.network.page('https://cdn.firma.example/config.xml', fixtureText('autoconfig-mailcow.xml'));
    expect(await incomingOf(world)).toMatchObject({ trusted: false, reasons: ['plain-http'], sources: [{ transport: 'http' }] });
  });

  it('takes no user name, calendar path or link from plain http when something better names the service', async () => {
    const world = bareWorld();
    world.network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 993, target: 'mail.firma.example' });
    const file = fixtureText('autoconfig-mailcow.xml').replaceAll('%EMAILADDRESS%', 'mallory');
    world.network.page('http://autoconfig.firma.example/mail/config-v1.1.xml', file);
    const { result } = await discovered(world);
    expect(result.recommended.incoming).toMatchObject({ trusted: true, username: anna.text });
    expect([result.pages, result.provider]).toEqual([[], undefined]);
  });

  it('keeps what another domain answered, untrusted', async () => {
    const world = bareWorld();
    world.network.page(AUTOCONFIG, { code: 301, headers: { location: 'https://config.provider.example/mail.xml' } });
    world.network.page('https://config.provider.example/mail.xml', fixtureText('autoconfig-mailcow.xml'));
    const incoming = await incomingOf(world);
    expect(incoming).toMatchObject({ host: 'mail.firma.example', trusted: false });
    expect(incoming?.reasons).toContain('other-domain');
  });

  it('lets unsigned DNS point to an own host, whose certificate decides', async () => {
    const world = bareWorld();
    world.network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 993, target: 'mail.firma.example' });
    world.network.record('_submission._tcp.firma.example', {
      type: 'SRV',
      priority: 0,
      weight: 0,
      port: 587,
      target: 'mail.firma.example',
    });
    expect(await incomingOf(world)).toMatchObject({
      trusted: true,
      reasons: ['unsigned-dns'],
      sources: [{ source: 'srv', transport: 'dns' }],
    });
  });

  it('marks signed DNS, and still wants consent for a host elsewhere', async () => {
    const world = bareWorld();
    world.network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 993, target: 'mail.provider.example' });
    world.network.signed('_imaps._tcp.firma.example');
    expect(await incomingOf(world)).toMatchObject({ trusted: false, reasons: ['dnssec', 'other-domain'] });
  });

  it('names a known provider as such', async () => {
    const world = bareWorld();
    world.network.page('https://autoconfig.thunderbird.net/v1.1/firma.example', hosted);
    expect(await incomingOf(world)).toMatchObject({ trusted: false, reasons: ['known-provider', 'other-domain'] });
  });

  it('never recommends a service without encryption', async () => {
    const world = bareWorld();
    world.network.page(AUTOCONFIG, fixtureText('autoconfig-mailcow.xml').replaceAll(/<socketType>\w+</g, '<socketType>plain<'));
    const { result } = await discovered(world);
    expect(result.recommended).toMatchObject({ incoming: null, outgoing: null });
    expect(
      result.services.every(({ trusted, confidence, reasons }) => !trusted && confidence < 0.15 && reasons.includes('no-encryption')),
    ).toBe(true);
  });

  it('says that a server has a private address', async () => {
    const world = bareWorld();
    world.network.page(AUTOCONFIG, { body: fixtureText('autoconfig-mailcow.xml'), privateAddress: true });
    expect((await incomingOf(world))?.reasons).toContain('private-address');
  });

  it('believes nobody under a public suffix', async () => {
    for (const domain of ['co.uk', 'github.io']) {
      const world = bareWorld(domain);
      world.network.page(
        `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
        fixtureText('autoconfig-mailcow.xml').replaceAll('firma.example', domain),
      );
      expect(await incomingOf(world, addressOf(`anna@${domain}`))).toMatchObject({ host: `mail.${domain}`, trusted: false });
      const asked = [...world.network.requests.map(({ url }) => new URL(url).hostname), ...world.network.questions.map(({ name }) => name)];
      expect(asked.filter((host) => /^_?(autodiscover|autoconfig|ua-auto-config)\./.test(host) && host.endsWith(domain))).toEqual([]);
    }
  });

  it('tells neighbours under a private suffix apart', async () => {
    const world = bareWorld('firma.github.io');
    world.network.page(
      'https://autoconfig.firma.github.io/mail/config-v1.1.xml',
      fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', 'mail.other.github.io'),
    );
    expect(await incomingOf(world, addressOf('anna@firma.github.io'))).toMatchObject({ trusted: false });
  });

  it('works for a domain below a two-part suffix', async () => {
    const world = bareWorld('firma.co.uk');
    world.network.page(
      'https://autoconfig.firma.co.uk/mail/config-v1.1.xml',
      fixtureText('autoconfig-mailcow.xml').replaceAll('firma.example', 'firma.co.uk'),
    );
    expect(await incomingOf(world, addressOf('anna@firma.co.uk'))).toMatchObject({ host: 'mail.firma.co.uk', trusted: true });
  });
});

describe('names in other scripts', () => {
  it('are asked for in A-labels and shown in letters', async () => {
    const person = addressOf('anna@Bücher.example');
    const world = bareWorld('xn--bcher-kva.example');
    world.network.page(
      'https://autoconfig.xn--bcher-kva.example/mail/config-v1.1.xml',
      fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', 'mail.bücher.example'),
    );
    const { result } = await discovered(world, person);
    expect(result).toMatchObject({ domain: 'xn--bcher-kva.example', domainUnicode: 'bücher.example' });
    expect(result.recommended.incoming).toMatchObject({
      host: 'mail.xn--bcher-kva.example',
      trusted: true,
      username: 'anna@xn--bcher-kva.example',
    });
  });

  it('that only look alike are another domain', async () => {
    const world = bareWorld();
    world.network.page(AUTOCONFIG, fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', 'mail.fіrma.example'));
    const incoming = await incomingOf(world);
    expect(incoming?.host).toMatch(/^mail\.xn--/);
    expect(incoming?.trusted).toBe(false);
  });
});

describe('confidence', () => {
  const confidence = async (prepare: (world: FakeWorld) => void): Promise<number> => {
    const world = bareWorld();
    prepare(world);
    return (await incomingOf(world))?.confidence ?? -1;
  };
  const file = fixtureText('autoconfig-mailcow.xml');
  const srv = (world: FakeWorld): void => {
    world.network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 993, target: 'mail.firma.example' });
  };

  it('falls from own https over known providers, unsigned DNS and plain http to guesses', async () => {
    const figures = [
      await confidence((world) => world.network.page(AUTOCONFIG, file)),
      await confidence((world) => world.network.page('https://autoconfig.thunderbird.net/v1.1/firma.example', file)),
      await confidence(srv),
      await confidence((world) => world.network.page('http://autoconfig.firma.example/mail/config-v1.1.xml', file)),
      await confidence((world) => world.network.mailServer({ protocol: 'imap', host: 'mail.firma.example', port: 993, security: 'tls' })),
    ];
    expect(figures).toEqual(figures.toSorted((one, other) => other - one));
    expect(new Set(figures).size).toBe(figures.length);
  });

  it('rises when independent sources agree, not when one speaks twice', async () => {
    const alone = await confidence((world) => world.network.page(AUTOCONFIG, file));
    const twice = await confidence((world) => {
      world.network.page(AUTOCONFIG, file).page('https://firma.example/.well-known/autoconfig/mail/config-v1.1.xml', file);
    });
    const agreed = await confidence((world) => {
      world.network.page(AUTOCONFIG, file);
      srv(world);
    });
    expect(twice).toBe(alone);
    expect(agreed).toBeGreaterThan(alone);
  });
});

describe('the last resort', () => {
  it('takes the usual names that answer, IMAP before POP3', async () => {
    const world = fakeWorld();
    world.network.record('firma.example', { type: 'MX', preference: 10, exchange: 'mx.firma.example' });
    world.network.mailServer({ protocol: 'pop3', host: 'pop.firma.example', port: 995, security: 'tls' });
    world.network.mailServer({ protocol: 'imap', host: 'mx.firma.example', port: 143, security: 'starttls' });
    world.network.mailServer({ protocol: 'smtp', host: 'smtp.firma.example', port: 465, security: 'tls' });
    world.network.mailServer(
      { protocol: 'smtp', host: 'mail.firma.example', port: 587, security: 'starttls' },
      { fails: 'certificate-expired' },
    );
    const { result } = await discovered(world);
    expect(result.recommended.incoming).toMatchObject({
      protocol: 'imap',
      host: 'mx.firma.example',
      reasons: ['guessed', 'answers-live'],
      trusted: true,
    });
    expect(result.recommended.outgoing).toMatchObject({ host: 'smtp.firma.example', port: 465 });
    expect(result.tried.find(({ url }) => url === 'smtp://mail.firma.example:587')).toMatchObject({
      outcome: 'certificate',
      detail: 'certificate-expired',
    });
    expect(world.network.conversations.every(({ username }) => username === undefined)).toBe(true);
  });
});
