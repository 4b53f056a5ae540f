import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DomainFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { finding, FINDINGS, type FindingId } from '../../../../../electron/core/domain-check/finding.ts';
import { INSPECTED_PROTOCOLS, type Inspection, type ShownCertificate } from '../../../../../electron/core/world/inspection.ts';
import { type DnsAnswer, type DnsRecord, NETWORK_FAILURES, RECORD_TYPES } from '../../../../../electron/core/world/network.ts';
import { domainFacts, HEALTHY_ZONE, type Difference } from '../../../../fakes/domain-facts.ts';
import { judge } from './judge.ts';

/** Findings that say that something is not there. */
const SAYS_MISSING: readonly FindingId[] = [
  'name-absent',
  'host-missing',
  'mx-missing',
  'mx-implicit',
  'mx-no-address',
  'autodiscover-missing',
  'autodiscover-dangling',
  'autoconfig-missing',
  'autoconfig-dangling',
  'srv-no-address',
  'srv-none',
  'ptr-missing',
  'ptr-not-confirmed',
  'ipv6-none',
  'caa-none',
  'srv-cleartext-only',
];

const failure: fc.Arbitrary<DnsAnswer> = fc.record({
  status: fc.constant('failed' as const),
  reason: fc.constantFrom('timed-out', 'servfail', 'refused', 'malformed', 'offline', 'cancelled'),
});

/** What is left of the facts when some questions were not put and some not answered. */
const worn = (facts: DomainFacts): fc.Arbitrary<DomainFacts> => {
  const questions = Object.keys(facts.answers);
  return fc
    .record({
      share: fc.constantFrom(0.02, 0.1, 0.4, 0.9),
      fates: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.option(failure, { nil: undefined })), {
        minLength: questions.length,
        maxLength: questions.length,
      }),
    })
    .map(({ share, fates }) => {
      const answers: Record<string, DnsAnswer> = {};
      questions.forEach((question, index) => {
        const [luck, failed] = fates[index] ?? [1, undefined];
        const answer = luck < share ? failed : facts.answers[question];
        if (answer !== undefined) answers[question] = answer;
      });
      return { ...facts, answers };
    });
};

const nothingMissing = (facts: DomainFacts): string[] => judge(facts).flatMap(({ id }) => (SAYS_MISSING.includes(id) ? [id] : []));

const FAULTY: Difference[] = [
  { add: ['example.org MX 20 mx.old.example', 'mx.old.example A 198.51.100.25'] },
  { drop: ['example.org MX'], add: ['example.org MX 10 mx.example.org', 'mx.example.org CNAME mail.example.org'] },
  { drop: ['autodiscover'], add: ['autodiscover.example.org CNAME autodiscover.outlook.com', 'autodiscover.outlook.com A 52.96.0.1'] },
  { expected: { host: undefined, addresses: [] } },
  { expected: { addresses: [] } },
];

const label = fc.stringMatching(/^[a-z0-9_*-]{1,12}$/);
const name = fc.oneof(
  fc.constantFrom(
    'example.org',
    'mail.example.org',
    'autodiscover.example.org',
    'example.org.example.org',
    '.',
    '',
    'localhost',
    '192.0.2.10',
    '[::1]',
    'org',
  ),
  fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.')),
  fc.string({ maxLength: 40 }),
);
const number = fc.integer({ min: 0, max: 65_535 });
const owned = { name, ttl: number };
const record: fc.Arbitrary<DnsRecord> = fc.oneof(
  fc.record({ type: fc.constantFrom('A', 'AAAA', 'CNAME', 'NS', 'PTR'), ...owned, value: fc.oneof(name, fc.ipV4(), fc.ipV6()) }),
  fc.record({ type: fc.constant('MX' as const), ...owned, preference: number, exchange: name }),
  fc.record({ type: fc.constant('SRV' as const), ...owned, priority: number, weight: number, port: number, target: name }),
  fc.record({ type: fc.constant('TXT' as const), ...owned, chunks: fc.array(fc.string(), { maxLength: 3 }) }),
  fc.record({ type: fc.constant('SOA' as const), ...owned, primary: name, minimum: number }),
  fc.record({
    type: fc.constant('CAA' as const),
    ...owned,
    flags: number,
    tag: fc.constantFrom('issue', 'issuewild', 'iodef', 'other'),
    value: fc.string(),
  }),
  fc.record({ type: fc.constantFrom('DS', 'DNSKEY'), ...owned, data: fc.string() }),
);
const aliases = fc.option(fc.array(name, { maxLength: 3 }), { nil: undefined });
const answer: fc.Arbitrary<DnsAnswer> = fc.oneof(
  fc
    .record({ records: fc.array(record, { maxLength: 4 }), authenticated: fc.boolean(), followed: aliases })
    .map(({ followed, ...rest }): DnsAnswer => ({ status: 'found', ...rest, ...(followed === undefined ? {} : { aliases: followed }) })),
  fc.record({
    status: fc.constant('absent' as const),
    kind: fc.constantFrom('no-such-name', 'no-such-record'),
    authenticated: fc.boolean(),
  }),
  failure,
);

const digests = fc.record({ full: fc.string(), sha256: fc.string(), sha512: fc.string() });
const date = fc.oneof(fc.constantFrom('2026-11-20T00:00:00.000Z', '2027-01-01T00:00:00.000Z'), fc.string());
const certificate: fc.Arbitrary<ShownCertificate> = fc.record({
  names: fc.array(name, { maxLength: 3 }),
  subject: fc.string(),
  issuer: fc.string(),
  validFrom: date,
  validTo: date,
  selfSigned: fc.boolean(),
  keyType: fc.constantFrom('rsa', 'ec', 'dsa', 'ed25519', ''),
  keyBits: number,
  signature: fc.string(),
  certificate: digests,
  publicKey: digests,
});
const version = fc.constantFrom('TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3');
const versions = fc.array(version, { maxLength: 3 });
const inspection: fc.Arbitrary<Inspection> = fc.record({
  target: fc.record({
    host: name,
    address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()),
    port: fc.constantFrom(25, 110, 143, 443, 465, 587, 993, 995, 4190, 1),
    protocol: fc.constantFrom(...INSPECTED_PROTOCOLS),
    security: fc.constantFrom('tls', 'starttls'),
  }),
  connected: number,
  banner: fc.string(),
  plainLogin: fc.boolean(),
  result: fc.oneof(
    fc.record({
      status: fc.constant('encrypted' as const),
      version,
      chain: fc.array(certificate, { maxLength: 2 }),
      accepted: versions,
      refused: versions,
    }),
    fc.record({ status: fc.constant('failed' as const), reason: fc.constantFrom(...NETWORK_FAILURES, 'not-offered' as const) }),
  ),
});
const page = fc.oneof(
  fc.record({
    url: fc.webUrl(),
    status: fc.constant('answered' as const),
    code: number,
    contentType: fc.string(),
    location: fc.string(),
    body: fc.string(),
  }),
  fc.record({
    url: fc.constantFrom('https://autoconfig.example.org/', 'https://autodiscover.example.org/'),
    status: fc.constant('failed' as const),
    reason: fc.constantFrom(...NETWORK_FAILURES),
  }),
);
const QUESTIONS = Object.keys(domainFacts().answers);
const facts: fc.Arbitrary<DomainFacts> = fc.record({
  format: fc.constant(1 as const),
  domain: fc.oneof(fc.constant('example.org'), name),
  at: fc.oneof(fc.constant('2026-11-22T12:00:00.000Z'), fc.string()),
  expected: fc.record({
    host: fc.oneof(fc.constant('mail.example.org'), name),
    addresses: fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 2 }),
    selectors: fc.constant([]),
  }),
  answers: fc.dictionary(
    fc.oneof(
      fc.constantFrom(...QUESTIONS),
      fc.tuple(fc.constantFrom(...RECORD_TYPES), name).map(([type, at]) => `${type} ${at}`),
    ),
    answer,
    { maxKeys: 40 },
  ),
  unchecked: fc.dictionary(fc.constantFrom(...QUESTIONS), answer, { maxKeys: 4 }),
  randomLabel: label,
  validates: fc.boolean(),
  system: fc.dictionary(name, fc.array(fc.string(), { maxLength: 2 }), { maxKeys: 2 }),
  endpoints: fc.array(inspection, { maxLength: 6 }),
  pages: fc.array(page, { maxLength: 3 }),
  questions: number,
  ms: number,
  cut: fc.boolean(),
});

describe('every rule of this half', () => {
  it('never calls missing what was not asked or not answered', () => {
    fc.assert(
      fc.property(worn(domainFacts()), (less) => {
        expect(nothingMissing(less)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(FAULTY)('never calls missing what was not answered about a domain with another fault (%#)', (difference) => {
    const whole = domainFacts(difference);
    const already = nothingMissing(whole);
    fc.assert(
      fc.property(worn(whole), (less) => {
        expect(already).toEqual(expect.arrayContaining(nothingMissing(less)));
      }),
      { numRuns: 100 },
    );
  });

  it('never fails on the way, whatever stands in the facts, and stays within its areas', () => {
    fc.assert(
      fc.property(facts, (any) => {
        for (const one of judge(any)) {
          expect(finding.safeParse(one).success).toBe(true);
          const ids: readonly string[] = FINDINGS[one.area];
          expect(ids).toContain(one.id);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('names for every finding what it is about, in texts of bounded length', () => {
    fc.assert(
      fc.property(facts, (any) => {
        for (const one of judge(any)) {
          expect(one.facts).toHaveProperty('name');
          for (const value of Object.values(one.facts).flat()) expect(String(value).length).toBeLessThanOrEqual(253);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is content with a healthy domain, whichever record of its zone comes first', () => {
    expect(HEALTHY_ZONE.length).toBeGreaterThan(30);
    const facts = domainFacts();
    const turned = Object.fromEntries(
      Object.entries(facts.answers).map(([question, one]) => [
        question,
        one.status === 'found' ? { ...one, records: one.records.toReversed() } : one,
      ]),
    );
    expect(judge({ ...facts, answers: turned }).filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });

  it('says a bounded number of things about a zone of thousands of records', () => {
    const many = Array.from({ length: 3000 }, (_, index) => index);
    const facts = domainFacts();
    const answers: Record<string, DnsAnswer> = Object.fromEntries(
      Object.entries(facts.answers).map(([question, one]): [string, DnsAnswer] => {
        const at = { name: question.split(' ')[1] ?? '', ttl: 60 };
        const target = (index: number): string => `m${index}.example.org.example.org`;
        if (question.startsWith('MX '))
          return [
            question,
            {
              status: 'found',
              authenticated: true,
              records: many.map((index) => ({ type: 'MX', ...at, preference: index, exchange: target(index) })),
            },
          ];
        if (question.startsWith('SRV '))
          return [
            question,
            {
              status: 'found',
              authenticated: true,
              records: many.map((port) => ({ type: 'SRV', ...at, priority: 0, weight: 0, port, target: target(port) })),
            },
          ];
        return [question, one];
      }),
    );
    expect(judge({ ...facts, answers }).length).toBeLessThan(400);
  });
});
