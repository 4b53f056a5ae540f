import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyseSpf,
  evaluateSpf,
  gatherSpf,
  parseIp,
  parseSpf,
  printSpf,
  spfFacts,
  spfResult,
  splitStrings,
} from '../../../../../electron/core/domain-check/spf/index.ts';
import { dottedIp, readableIp, reverseName } from '../../../../../electron/core/domain-check/spf/ip.ts';
import type { Dns, DnsAnswer, DnsRecord, RecordType } from '../../../../../electron/core/world/network.ts';
import { type Zone, zoneDns } from './suite.ts';

const names = ['a.example', 'b.example', 'c.example', 'd.example', 'gone.example'];
const name = fc.constantFrom(...names);
const macro = fc.tuple(
  fc.constantFrom(...Array.from('slodiphvSLODIPHV')),
  fc.constantFrom('', '1', '2', '9'),
  fc.constantFrom('', 'r'),
  fc.constantFrom('', '-', '.+', '=/'),
);
const spec = fc.oneof(
  { weight: 3, arbitrary: name },
  {
    weight: 1,
    arbitrary: macro.map(([letter, digits, reversed, delimiters]) => `%{${letter}${digits}${reversed}${delimiters}}.a.example`),
  },
  { weight: 1, arbitrary: fc.constantFrom('x%%y.example', '%{d}', 'b.%{d}', 'a..example', 'a.example.') },
);
const prefix = fc.constantFrom('', '/0', '/24', '//64', '/24//64');
const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => octets.join('.'));
const mechanism = fc.oneof(
  fc.constantFrom('all', 'ptr', 'mx', 'a'),
  spec.map((target) => `include:${target}`),
  spec.map((target) => `exists:${target}`),
  spec.map((target) => `ptr:${target}`),
  fc.tuple(fc.constantFrom('a', 'mx'), spec, prefix).map(([kind, target, length]) => `${kind}:${target}${length}`),
  fc.tuple(fc.constantFrom('a', 'mx'), prefix).map(([kind, length]) => `${kind}${length}`),
  fc.tuple(address, fc.nat(32)).map(([network, length]) => `ip4:${network}/${length}`),
  fc.ipV6().map((network) => `ip6:${network}`),
);
const term = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom('', '+', '-', '~', '?'), mechanism).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: spec.map((target) => `redirect=${target}`) },
  { weight: 1, arbitrary: spec.map((target) => `exp=${target}`) },
);
const record = fc.array(term, { maxLength: 12 }).map((terms) => ['v=spf1', ...terms].join(' '));
const entry = fc.oneof(
  { weight: 4, arbitrary: record.map((text) => ({ TXT: text })) },
  { weight: 1, arbitrary: fc.constantFrom({ A: '192.0.2.1' }, { AAAA: '2001:db8::1' }, 'TIMEOUT' as const) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(20), name).map((pair) => ({ MX: pair })) },
  { weight: 1, arbitrary: name.map((target) => ({ CNAME: target })) },
);
const zone: fc.Arbitrary<Zone> = fc.record({
  'a.example': fc.array(entry, { minLength: 1, maxLength: 4 }),
  'b.example': fc.array(entry, { maxLength: 4 }),
  'c.example': fc.array(entry, { maxLength: 14 }),
  'd.example': fc.array(entry, { maxLength: 3 }),
  '1.2.0.192.in-addr.arpa': fc.array(
    name.map((target) => ({ PTR: target })),
    { maxLength: 14 },
  ),
});
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
const ip = fc.oneof(fc.constant('192.0.2.1'), fc.ipV4(), fc.ipV6(), text);

/** Says anything to any question, from the name alone. */
const noise = (seed: number, texts: readonly string[]): Dns => ({
  query: (asked: string, type: RecordType): Promise<DnsAnswer> => {
    const hash = Array.from(`${asked} ${type} ${seed}`).reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7);
    const owner = { name: asked, ttl: 1 };
    const some = texts[hash % texts.length] ?? '';
    if (hash % 7 === 0) return Promise.resolve({ status: 'failed', reason: 'servfail' });
    if (hash % 5 === 0) return Promise.resolve({ status: 'absent', kind: 'no-such-name', authenticated: false });
    const records: DnsRecord[] = [
      { ...owner, type: 'TXT', chunks: [some] },
      { ...owner, type: 'MX', preference: 1, exchange: some },
      { ...owner, type: 'PTR', value: some },
      { ...owner, type: 'A', value: some },
      { ...owner, type: 'AAAA', value: some },
    ];
    return Promise.resolve({ status: 'found', records: records.filter((one) => one.type === type), authenticated: false });
  },
});

describe('SPF, whatever is published', () => {
  it('is evaluated to a result within the limits, and judged', async () => {
    await fc.assert(
      fc.asyncProperty(
        zone,
        ip,
        fc.constantFrom('anna@a.example', '', 'a.example', '@', 'müller@a.example'),
        async (published, from, sender) => {
          const dns = zoneDns(published);
          const result = spfResult.parse(await evaluateSpf(dns, { ip: from, sender, helo: 'b.example', domain: 'a.example' }));
          expect(result.lookups).toBeLessThanOrEqual(10);
          expect(result.void).toBeLessThanOrEqual(3);
          // Ten terms, each with ten names at most, the first record and the explanation.
          expect(dns.questions.length).toBeLessThanOrEqual(1 + 10 * 12 + 2 * 11);
          const facts = await gatherSpf(zoneDns(published), 'a.example');
          const analysis = analyseSpf(spfFacts.parse(facts));
          const clean = analysis.complete && analysis.findings.every(({ severity }) => severity === 'warn' || severity === 'info');
          // What a term finds depends on the sender's family and reverse name, which no judgement beforehand knows.
          const excused = result.fault?.code === 'dns-unanswered' || result.fault?.code === 'voids-over';
          if (clean && !excused) expect(['temperror', 'permerror']).not.toContain(result.result);
          expect((analysis.proposal?.strings ?? []).every((string) => new TextEncoder().encode(string).length <= 255)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('survives noise in every place where strangers write', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(fc.oneof(text, record), { minLength: 1, maxLength: 6 }),
        text,
        text,
        ip,
        async (seed, texts, sender, helo, from) => {
          const dns = noise(seed, texts);
          spfResult.parse(await evaluateSpf(dns, { ip: from, sender, helo, domain: 'a.example' }));
          spfResult.parse(await evaluateSpf(dns, { ip: '192.0.2.1', sender, helo }));
          analyseSpf(await gatherSpf(dns, sender));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read the same again when printed', () => {
    fc.assert(
      fc.property(record, (one) => {
        const first = parseSpf(one);
        const again = parseSpf(printSpf(first.terms));
        expect(first.faults.every(({ code }) => code === 'modifier-twice')).toBe(true);
        expect(again.faults).toEqual([]);
        expect(again.terms.map(({ text: written }) => written)).toEqual(first.terms.map(({ text: written }) => written));
        expect(splitStrings(one).join('')).toBe(one);
      }),
    );
  });

  it('has its faults where the record says so', () => {
    fc.assert(
      fc.property(text, (tail) => {
        const whole = `v=spf1 ${tail}`;
        for (const { position, term: wrong } of parseSpf(whole).faults) {
          expect(whole).toContain(wrong);
          expect(position).toBeGreaterThan(7);
          expect(position).toBeLessThanOrEqual(whole.length + 1);
        }
      }),
    );
  });
});

describe('addresses', () => {
  it('are written so that they are read as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (written) => {
        const read = parseIp(written);
        expect(read).toBeDefined();
        if (read === undefined) return;
        expect(parseIp(readableIp(read))).toEqual(read);
        expect(dottedIp(read).split('.')).toHaveLength(read.version === 4 ? 4 : 32);
        expect(reverseName(read)).toMatch(/^[0-9a-f.]+\.(in-addr|ip6)\.arpa$/);
      }),
    );
  });

  it.each([
    '2001:db8::1::2',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    ':1',
    '1:2:3:4:5:6:7::8',
    '::1.2.3',
    '1.2.3.04',
    '1.2.3.4/8',
    '',
    ':',
    '::g',
    'fe80::1%eth0',
    '1.2.3.4::',
  ])('refuse %j', (written) => expect(parseIp(written)).toBeUndefined());

  it.each([
    ['::', '::'],
    ['0:0:1:0:0:0:1:0', '0:0:1::1:0'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('show %s as %s', (written, shown) => {
    const read = parseIp(written);
    expect(read === undefined ? undefined : readableIp(read)).toBe(shown);
  });
});
