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

describe('answers that are not there', () => {
  it('stay what they are: absent, dangling, unanswered', async () => {
    const world = fakeWorld();
    healthy(world.network)
      .record('mta-sts.firma.example', { type: 'CNAME', value: 'gone.provider.example' })
      .dnsFails('autodiscover.firma.example', 'any', 'timed-out', 3_000)
      .dnsFails('_dmarc.firma.example', 'TXT', 'refused');
    const { answers, unchecked } = await ask(world);
    expect(answers['A mta-sts.firma.example']).toMatchObject({ status: 'absent', aliases: ['gone.provider.example'] });
    expect(answers['A autodiscover.firma.example']).toEqual({ status: 'failed', reason: 'timed-out' });
    expect(answers['TXT _dmarc.firma.example']).toEqual({ status: 'failed', reason: 'refused' });
    expect(answers['TXT _mta-sts.firma.example']).toMatchObject({ status: 'absent' });
    expect(unchecked).toEqual({});
  });

  it('are asked once more without checking where the signature may be broken', async () => {
    const world = fakeWorld();
    healthy(world.network).bogus('firma.example', 7);
    const { answers, unchecked } = await ask(world);
    expect(answers['MX firma.example']).toEqual({ status: 'failed', reason: 'servfail', extended: 7 });
    expect(unchecked['MX firma.example']).toMatchObject({ status: 'found' });
  });

  it('tell whether anybody validates here', async () => {
    const plain = fakeWorld();
    healthy(plain.network).record('com', { type: 'NS', value: 'a.gtld.example' });
    expect((await ask(plain)).validates).toBe(false);
    const validating = fakeWorld();
    healthy(validating.network).record('com', { type: 'NS', value: 'a.gtld.example' }).signed('com');
    expect((await ask(validating)).validates).toBe(true);
    const unknown = fakeWorld();
    expect(await ask(unknown)).not.toHaveProperty('validates');
  });
});

describe('limits', () => {
  it('end a question, the names and the whole, and say that nobody answered', async () => {
    const world = fakeWorld();
    healthy(world.network).latency(60_000);
    const facts = await ask(world, { limits: { question: 1_000, names: 2_500, whole: 4_000 } });
    expect(world.clock.elapsed()).toBeLessThanOrEqual(4_000);
    expect(Object.values(facts.answers).every((answer) => answer.status === 'failed' && answer.reason === 'timed-out')).toBe(true);
    expect(world.clock.sleepers()).toBe(0);
  });

  it('leave questions out when there are too many, and say so', async () => {
    const world = fakeWorld();
    healthy(world.network);
    const facts = await ask(world, { limits: { questions: 40 } });
    expect(facts.cut).toBe(true);
    expect(Object.keys(facts.answers)).toHaveLength(40);
  });

  it('hold against a zone that names ever more', async () => {
    const world = fakeWorld();
    const many = (count: number): { type: 'MX'; preference: number; exchange: string }[] =>
      Array.from({ length: count }, (_, index) => ({ type: 'MX', preference: index, exchange: `x${index}.evil.example` }));
    healthy(world.network).record('firma.example', ...many(500));
    const pointers = Array.from({ length: 500 }, (_, index) => ({ type: 'PTR' as const, value: `p${index}.evil.example` }));
    world.network.record('1.7.18.198.in-addr.arpa', ...pointers);
    const targets = Array.from({ length: 300 }, (_, index) => ({
      type: 'SRV' as const,
      priority: 0,
      weight: 0,
      port: 1,
      target: `t${index}.evil.example`,
    }));
    world.network.record('_imap._tcp.firma.example', ...targets);
    const facts = await ask(world);
    expect(facts.questions).toBeLessThan(400);
    expect(facts.cut).toBe(true);
  });

  it('do not choke on names that no question can be made of', async () => {
    const world = fakeWorld();
    healthy(world.network)
      .record('firma.example', { type: 'MX', preference: 1, exchange: 'a..b' }, { type: 'MX', preference: 2, exchange: '[192.0.2.1]' })
      .record('_imap._tcp.firma.example', { type: 'SRV', priority: 0, weight: 0, port: 1, target: `${'x'.repeat(64)}.example` });
    const asked = Object.keys((await ask(world)).answers);
    expect(asked.filter((question) => /\.\.|x{64}/.test(question))).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends at once with what was answered', async () => {
    const world = fakeWorld();
    healthy(world.network).latency(50).dead('autoconfig.firma.example');
    const stop = new AbortController();
    const work = gatherDomain(world, { domain: 'firma.example', expected, signal: stop.signal });
    await world.clock.advance(60);
    stop.abort();
    const facts = await work;
    expect(world.clock.elapsed()).toBe(60);
    expect(facts.answers['MX firma.example']).toMatchObject({ status: 'found' });
    expect(domainFacts.safeParse(facts).success).toBe(true);
    await world.clock.advance(0);
    expect(world.clock.sleepers()).toBe(0);
  });

  it('that came before the start asks nothing', async () => {
    const world = fakeWorld();
    const stop = new AbortController();
    stop.abort();
    const facts = await ask(world, { signal: stop.signal });
    expect(world.network.questions).toEqual([]);
    expect(facts.answers).toEqual({});
  });

  it('is told how far the work is', async () => {
    const world = fakeWorld();
    healthy(world.network).latency(5);
    const steps: { done: number; of: number }[] = [];
    await ask(world, { onProgress: (step) => steps.push(step) });
    expect(steps.every(({ done, of }) => done <= of)).toBe(true);
    const last = steps.at(-1);
    expect(last?.done).toBe(last?.of);
  });
});

describe('freshly published records', () => {
  it('are asked at the own servers of the zone, others the usual way', async () => {
    const world = fakeWorld();
    healthy(world.network)
      .record('firma.example', { type: 'NS', value: 'ns1.dns.example' }, { type: 'NS', value: 'ns2.dns.example' })
      .record('ns1.dns.example', { type: 'A', value: '198.18.9.1' })
      .record('ns2.dns.example', { type: 'A', value: '198.18.9.2' })
      .authority('198.18.9.2', 'firma.example', { type: 'MX', preference: 10, exchange: HOST })
      .authority('198.18.9.2', '_mta-sts.firma.example', { type: 'TXT', chunks: ['v=STSv1; id=1'] });
    const { answers } = await ask(world, { fresh: true });
    expect(answers['TXT _mta-sts.firma.example']).toMatchObject({ status: 'found' });
    expect(answers[`A ${HOST}`]).toMatchObject({ status: 'found' });
    const asked = world.network.questions.filter(({ name }) => name === '_mta-sts.firma.example');
    expect(asked.map(({ at }) => at)).toEqual(['198.18.9.1', '198.18.9.2']);
    expect(world.network.questions.some(({ name, at }) => name === HOST && at !== undefined)).toBe(false);
  });

  it('are asked the usual way where the own servers do not answer, or stand inside a foreign network', async () => {
    const silent = fakeWorld();
    healthy(silent.network)
      .record('firma.example', { type: 'NS', value: 'ns.dns.example' })
      .record('ns.dns.example', { type: 'A', value: '198.18.9.1' });
    expect((await ask(silent, { fresh: true })).answers['MX firma.example']).toMatchObject({ status: 'found' });
    const inside = fakeWorld();
    healthy(inside.network)
      .record('firma.example', { type: 'NS', value: 'ns.dns.example' })
      .record('ns.dns.example', { type: 'A', value: '10.0.0.1' });
    await ask(inside, { fresh: true });
    expect(inside.network.questions.some(({ at }) => at !== undefined)).toBe(false);
  });
});
