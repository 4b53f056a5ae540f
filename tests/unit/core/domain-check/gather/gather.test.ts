import { describe, expect, it } from 'vitest';
import { domainFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { gatherDomain, type GatherRequest } from '../../../../../electron/core/domain-check/gather.ts';
import type { FakeNetwork } from '../../../../fakes/network.ts';
import { fakeWorld, type FakeWorld } from '../../../../fakes/world.ts';

const HOST = 'mail.provider.example';
const V4 = '198.18.7.1';
const V6 = '2001:db8:7::1';

/** A domain on a provider's host as it should be, with one include and a foreign report receiver. */
function healthy(network: FakeNetwork): FakeNetwork {
  const text = (...chunks: string[]): { type: 'TXT'; chunks: string[] } => ({ type: 'TXT', chunks });
  return network
    .record('firma.example', { type: 'MX', preference: 10, exchange: HOST }, text('v=spf1 include:_spf.other.example mx -all'))
    .record('_spf.other.example', text('v=spf1 a:out.other.example exists:%{i}.list.other.example -all'))
    .record('out.other.example', { type: 'A', value: '198.18.7.99' })
    .record('_dmarc.firma.example', text('v=DMARC1; p=reject; rua=mailto:all@reports.example'))
    .record('autodiscover.firma.example', { type: 'A', value: V4 })
    .record('autoconfig.firma.example', { type: 'A', value: V4 })
    .record('_imaps._tcp.firma.example', { type: 'SRV', priority: 0, weight: 1, port: 993, target: 'imap.provider.example' })
    .record(HOST, { type: 'A', value: V4 }, { type: 'AAAA', value: V6 })
    .record('1.7.18.198.in-addr.arpa', { type: 'PTR', value: 'one.provider.example' });
}

const expected = { host: HOST, addresses: [], selectors: ['dkim', 's2'] };
const ask = (world: FakeWorld, more: Partial<GatherRequest> = {}): ReturnType<typeof gatherDomain> =>
  world.clock.run(gatherDomain(world, { domain: 'firma.example', expected, ...more }));

describe('the questions about a domain', () => {
  it('follow from its name, its records, its hosts and their addresses', async () => {
    const world = fakeWorld();
    healthy(world.network);
    const facts = await ask(world);
    expect(domainFacts.safeParse(facts).success).toBe(true);
    const asked = Object.keys(facts.answers);
    expect(asked).toEqual(
      expect.arrayContaining([
        ...['SOA', 'NS', 'MX', 'A', 'AAAA', 'TXT', 'CAA', 'DS', 'DNSKEY'].map((type) => `${type} firma.example`),
        ...['autodiscover', 'autoconfig', 'mta-sts'].flatMap((label) =>
          ['CNAME', 'A', 'AAAA', 'CAA'].map((type) => `${type} ${label}.firma.example`),
        ),
        'SRV _smtps._tcp.firma.example',
        'SRV _jmap._tcp.firma.example',
        'TXT _caldavs._tcp.firma.example',
        'TXT _dmarc.firma.example',
        'TXT _dmarc.example',
        'TXT dkim._domainkey.firma.example',
        'TXT s2._domainkey.firma.example',
        'TXT _mta-sts.firma.example',
        'TXT _smtp._tls.firma.example',
        `TXT ${facts.randomLabel}.firma.example`,
        'A mail.firma.example.firma.example',
        `TLSA _25._tcp.${HOST}`,
        `CAA ${HOST}`,
        'CAA provider.example',
        'CAA example',
        `TXT ${HOST}`,
        'CNAME imap.provider.example',
        'TXT _spf.other.example',
        'A out.other.example',
        `A ${V4}.list.other.example`,
        'TXT firma.example._report._dmarc.reports.example',
        'MX reports.example',
        'PTR 1.7.18.198.in-addr.arpa',
        'A one.provider.example',
      ]),
    );
    expect(facts.questions).toBe(asked.length);
    expect(facts.cut).toBe(false);
    expect(facts.system).toHaveProperty(HOST, [V4, V6]);
  });
});
