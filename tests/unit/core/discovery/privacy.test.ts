import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../../electron/core/world/network.ts';
import type { Page } from '../../../fakes/network.ts';
import { fakeWorld, type FakeWorld } from '../../../fakes/world.ts';
import { addressOf, anna, fixtureText } from './fixture.ts';
import { bareWorld, discovered, mailcowWorld, withAutodiscover } from './mailcow.ts';

const sent = ({ url, headers, body }: HttpRequest): string => {
  const text = `${url} ${JSON.stringify(headers)} ${String(body ?? '')}`;
  return `${text} ${decodeURIComponent(url)}`.toLowerCase();
};
const withPerson = (world: FakeWorld, local = 'anna'): HttpRequest[] =>
  world.network.requests.filter((request) => sent(request).includes(`${local}@`));
const hostsOf = (requests: HttpRequest[]): string[] => [...new Set(requests.map(({ url }) => new URL(url).host))].toSorted();

/** Hosted elsewhere: every pointer of firma.example leads to provider.example. */
function hostedWorld(): FakeWorld {
  const world = fakeWorld();
  const { network } = world;
  network.record('firma.example', { type: 'MX', preference: 10, exchange: 'mail.provider.example' });
  network.record('_autodiscover._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 443, target: 'mail.provider.example' });
  network.page('https://autoconfig.firma.example/mail/config-v1.1.xml', (request) => ({
    code: 302,
    headers: { location: request.url.replace('autoconfig.firma.example', 'autoconfig.provider.example') },
  }));
  network.page('http://autodiscover.firma.example/autodiscover/autodiscover.xml', {
    code: 302,
    headers: { location: 'https://autodiscover.provider.example/autodiscover/autodiscover.xml' },
  });
  const file = fixtureText('autoconfig-mailcow.xml').replaceAll('mail.firma.example', 'mail.provider.example');
  network.page('https://autoconfig.provider.example/mail/config-v1.1.xml', (request) => ({
    body: file.replaceAll('%EMAILADDRESS%', new URL(request.url).searchParams.get('emailaddress') ?? '%EMAILADDRESS%'),
  }));
  for (const host of ['mail.provider.example', 'autodiscover.provider.example']) {
    withAutodiscover(world, `https://${host}`);
    network.page(`https://${host}/autodiscover/autodiscover.json`, {
      body: JSON.stringify({ Protocol: 'ActiveSync', Url: `https://${host}/Microsoft-Server-ActiveSync` }),
    });
  }
  return world;
}

describe('what leaves the computer', () => {
  it('is the address over https to own hosts, and to nobody else', async () => {
    const world = mailcowWorld();
    await discovered(world);
    const told = withPerson(world);
    expect(hostsOf(told)).toEqual(['autoconfig.firma.example', 'autodiscover.firma.example']);
    expect(told.every(({ url }) => url.startsWith('https:'))).toBe(true);
  });

  it('is never a password', async () => {
    const world = mailcowWorld();
    await discovered(world);
    expect(
      world.network.requests.every((request) => request.credentials === undefined && request.headers?.['authorization'] === undefined),
    ).toBe(true);
    expect(world.network.conversations.every(({ username }) => username === undefined)).toBe(true);
  });

  it('is the domain alone for the database of providers', async () => {
    const world = mailcowWorld();
    await discovered(world);
    const asked = world.network.requests.filter(({ url }) => url.includes('thunderbird.net')).map(({ url }) => url);
    expect(asked).toEqual(['https://autoconfig.thunderbird.net/v1.1/firma.example']);
  });

  it('is no address for a hoster that pointers, redirects or MX name', async () => {
    const world = hostedWorld();
    const { result } = await discovered(world);
    const elsewhere = world.network.requests.filter(({ url }) => !new URL(url).hostname.endsWith('firma.example'));
    expect(elsewhere.filter((request) => sent(request).includes('anna'))).toEqual([]);
    expect(result.recommended.incoming).toMatchObject({ host: 'mail.provider.example', username: 'anna@firma.example', trusted: false });
    expect(result.recommended.activesync).toMatchObject({ username: 'anna@firma.example', trusted: false });
    expect(result.clients.outlook.notes).toContain('asks-for-consent');
  });

  it('is nothing of the person in DNS questions', async () => {
    const world = hostedWorld();
    await discovered(world);
    expect(world.network.questions.some(({ name }) => name.includes('anna'))).toBe(false);
  });

  it.each(["r+d&o'x@firma.example", 'anna%y@firma.example', 'Änne@firma.example'])(
    'is nobody to a host that a redirect names, however %s has to be written',
    async (text) => {
      const person = addressOf(text);
      const world = bareWorld();
      const away = (request: HttpRequest): Page => ({
        code: 307,
        headers: { location: request.url.replace('firma.example', 'other.example') },
      });
      for (const url of ['autoconfig.firma.example/mail/config-v1.1.xml', 'autodiscover.firma.example/autodiscover/autodiscover.xml'])
        world.network.page(`https://${url}`, away);
      world.network.page('https://autodiscover.firma.example/autodiscover/autodiscover.json', (request) => ({
        code: 302,
        headers: { location: request.url.replace('autodiscover.firma.example', 'other.example').replaceAll('%', '%25') },
      }));
      await discovered(world, person);
      const elsewhere = world.network.requests.filter(({ url }) => new URL(url).hostname.endsWith('other.example'));
      expect(elsewhere.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual([
        'GET https://autoconfig.other.example/mail/config-v1.1.xml',
        'GET https://other.example/autodiscover/autodiscover.json',
      ]);
    },
  );

  it('is no colleague either, whom an answer named instead', async () => {
    const world = bareWorld();
    world.network.page(
      'https://autodiscover.firma.example/autodiscover/autodiscover.xml',
      '<Autodiscover><Response><Account><Action>redirectAddr</Action><RedirectAddr>ben@sub.firma.example</RedirectAddr></Account></Response></Autodiscover>',
    );
    world.network.page('https://autodiscover.sub.firma.example/autodiscover/autodiscover.xml', {
      code: 307,
      headers: { location: 'https://other.example/' },
    });
    await discovered(world);
    expect(withPerson(world, 'ben').map(({ url }) => new URL(url).host)).toContain('autodiscover.sub.firma.example');
    expect(world.network.requests.filter(({ url }) => new URL(url).hostname === 'other.example')).toEqual([]);
  });

  it('is not even the domain for a stranger whose name begins like a service of ours', async () => {
    const world = bareWorld();
    world.network.record('firma.example', { type: 'MX', preference: 10, exchange: 'autodiscover.com' });
    await discovered(world);
    expect(world.network.requests.filter(({ url }) => new URL(url).hostname.endsWith('autodiscover.com'))).toEqual([]);
  });

  it('reaches own hosts escaped for where it stands', async () => {
    const world = bareWorld();
    world.network.page('https://autodiscover.firma.example/autodiscover/autodiscover.xml', fixtureText('error-600.xml'));
    const person = addressOf("r+d&o'x%y@firma.example");
    await discovered(world, person);
    const url = world.network.requests.find(({ url: one }) => one.startsWith('https://autoconfig.firma.example'))?.url ?? '';
    expect(url).toContain("?emailaddress=r%2Bd%26o'x%25y%40firma.example");
    const body = String(world.network.requests.find(({ method }) => method === 'POST')?.body);
    expect(body).toContain('<EMailAddress>r+d&amp;o&apos;x%y@firma.example</EMailAddress>');
  });

  it('asks in the exact form that servers insist on', async () => {
    const world = mailcowWorld();
    await discovered(world);
    const posts = world.network.requests.filter(({ method }) => method === 'POST');
    expect(posts.every(({ headers }) => headers?.['content-type'] === 'text/xml; charset=utf-8')).toBe(true);
    expect(String(posts[0]?.body)).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n' +
        '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>' +
        `<EMailAddress>${anna.text}</EMailAddress>` +
        '<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>' +
        '</Request></Autodiscover>\n',
    );
    expect(posts.map(({ headers }) => /Outlook/.test(headers?.['user-agent'] ?? '')).filter(Boolean)).toHaveLength(1);
  });
});
