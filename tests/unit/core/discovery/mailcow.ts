import { discover, type Discovery, type DiscoveryEvent, type DiscoverOptions } from '../../../../electron/core/discovery/index.ts';
import type { EmailAddress } from '../../../../electron/core/model/address.ts';
import { fakeWorld, type FakeWorld } from '../../../fakes/world.ts';
import { anna, fixtureText } from './fixture.ts';

const POX = '/autodiscover/autodiscover.xml';
export const isMobileSync = (body: unknown): boolean => String(body).includes('mobilesync/requestschema');

/** Puts a mailcow host's Autodiscover at an origin; a page per schema, as the host does it. */
export function withAutodiscover(world: FakeWorld, origin: string): void {
  world.network.page(`${origin}${POX}`, (request) => ({
    method: 'POST',
    body: isMobileSync(request.body) ? fixtureText('mobilesync-mailcow.xml') : fixtureText('outlook-mailcow.xml'),
  }));
}

/** firma.example on its own healthy mailcow host, `latency` milliseconds away. */
export function mailcowWorld(latency = 0): FakeWorld {
  const world = fakeWorld();
  const { network } = world;
  network.latency(latency);
  network.record('firma.example', { type: 'MX', preference: 10, exchange: 'mail.firma.example' }, { type: 'A', value: '198.51.100.7' });
  network.record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 1, port: 993, target: 'mail.firma.example' });
  network.record('_pop3s._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 0, target: '.' });
  network.record('_submissions._tcp.firma.example', { type: 'SRV', priority: 0, weight: 1, port: 465, target: 'mail.firma.example' });
  for (const label of ['_caldavs._tcp', '_carddavs._tcp']) {
    network.record(
      `${label}.firma.example`,
      { type: 'SRV', priority: 0, weight: 1, port: 443, target: 'mail.firma.example' },
      { type: 'TXT', chunks: ['path=/SO', 'Go/dav/'] },
    );
  }
  network.record('_autodiscover._tcp.firma.example', { type: 'SRV', priority: 0, weight: 1, port: 443, target: 'mail.firma.example' });
  network.page('https://autoconfig.firma.example/mail/config-v1.1.xml', fixtureText('autoconfig-mailcow.xml'));
  network.page('http://autoconfig.firma.example/mail/config-v1.1.xml', {
    code: 301,
    headers: { location: 'https://autoconfig.firma.example/mail/config-v1.1.xml' },
  });
  withAutodiscover(world, 'https://autodiscover.firma.example');
  network.page('https://autodiscover.firma.example/autodiscover/autodiscover.json', {
    body: JSON.stringify({ Protocol: 'ActiveSync', Url: 'https://mail.firma.example/Microsoft-Server-ActiveSync' }),
  });
  return world;
}

/** A domain that exists and offers nothing. */
export function bareWorld(domain = 'firma.example'): FakeWorld {
  const world = fakeWorld();
  world.network.record(domain, { type: 'A', value: '198.51.100.7' });
  return world;
}

export interface Told {
  result: Discovery;
  events: DiscoveryEvent[];
  /** Virtual milliseconds until the result. */
  ms: number;
}

/** Runs a whole discovery on virtual time. */
export async function discovered(world: FakeWorld, address: EmailAddress = anna, options: DiscoverOptions = {}): Promise<Told> {
  const events: DiscoveryEvent[] = [];
  let ms = 0;
  const work = discover(world, address, { ...options, onEvent: (event) => events.push(event) }).then((result) => {
    ms = world.clock.elapsed();
    return result;
  });
  return { result: await world.clock.run(work), events, ms };
}
