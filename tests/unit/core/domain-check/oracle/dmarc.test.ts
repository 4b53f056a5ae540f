import fc from 'fast-check';
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { describe, expect, it } from 'vitest';
import { discoverDmarc, dmarcName, isDmarcRecord, policyFor } from '../../../../../electron/core/domain-check/dmarc/index.ts';
import { type Zone, zoneDns } from '../spf/suite.ts';
import { resolverOf } from './resolver.ts';

const SEED = 9989;
const RUNS = 4000;
const labels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const places = [
  'example',
  ...['co', 'mail', ...labels].map((_, index, all) => [...all.slice(0, index + 1).reverse(), 'example'].join('.')),
];
const policy = fc.constantFrom('none', 'quarantine', 'reject', 'Reject', 'block', '');
const tag = fc.oneof(
  { weight: 6, arbitrary: policy.map((value) => `p=${value}`) },
  { weight: 2, arbitrary: policy.map((value) => `sp=${value}`) },
  { weight: 2, arbitrary: policy.map((value) => `np = ${value}`) },
  { weight: 2, arbitrary: fc.constantFrom('psd=y', 'psd=n', 'psd=u', 'psd=N', 'psd=x') },
  { weight: 1, arbitrary: fc.constantFrom('t=y', 't=n', 't=Y', 't=maybe') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'rua=mailto:x@example.net',
      'rua=mailto:x@example.net!10m',
      'rua=x@example.net',
      'rua=,',
      'rua=https://example.net/',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('pct=50', 'ri=1', 'adkim=s', 'aspf=r', 'fo=1', 'new=thing', 'word') },
);
const version = fc.oneof(
  { weight: 20, arbitrary: fc.constant('v=DMARC1') },
  { weight: 1, arbitrary: fc.constantFrom('v = DMARC1', 'V=DMARC1', 'v=DMARC1x', 'v=dmarc1', 'v=DMARC2') },
);
const record = fc
  .tuple(version, fc.uniqueArray(tag, { maxLength: 5, selector: (one) => one.split('=')[0]?.trim() }))
  .map(([start, tags]) => [start, ...tags].join('; '));
const texts = fc.oneof(
  { weight: 8, arbitrary: record.map((one) => [one]) },
  { weight: 1, arbitrary: fc.array(record, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant(['unrelated']) },
);
const zone = fc.uniqueArray(fc.tuple(fc.constantFrom(...places), texts), { maxLength: 5, selector: ([name]) => name });

describe('DMARC, found by us and by mailauth', () => {
  it(`comes to the same record, organization and policy for ${RUNS} generated trees`, async () => {
    const differences: unknown[] = [];
    let found = 0;
    const property = fc.asyncProperty(zone, fc.constantFrom(...places.slice(1)), fc.boolean(), async (published, domain, exists) => {
      const entries: [string, Zone[string]][] = published.map(([name, all]) => [dmarcName(name), all.map((text) => ({ TXT: text }))]);
      const dns = zoneDns(Object.fromEntries(entries));
      const known = new Map(published);
      const discovery = discoverDmarc(domain, (name) => known.get(name) ?? []);
      const resolver = resolverOf({
        query: (name, type) =>
          type === 'A' && exists
            ? Promise.resolve({ status: 'absent', kind: 'no-such-record', authenticated: false })
            : type === 'A' || type === 'CNAME'
              ? Promise.resolve({ status: 'absent', kind: 'no-such-name', authenticated: false })
              : dns.query(name, type),
      });
      const theirs = await dmarc({ headerFrom: `x@${domain}`, spfDomains: [], dkimDomains: [], strict: true, resolver });
      const asked = policyFor(domain, discovery.policy, { exists, newer: true });
      if (asked !== undefined) found += 1;
      const ours = {
        organizational: discovery.organizational,
        policyDomain: asked === undefined ? undefined : discovery.policy?.domain,
        policy: asked,
      };
      const other =
        theirs === false ? undefined : { organizational: theirs.domain, policyDomain: theirs.policyDomain, policy: theirs.policy };
      if (JSON.stringify(ours) !== JSON.stringify(other)) differences.push({ published, domain, exists, ours, other });
      expect(
        published
          .flatMap(([, all]) => all)
          .filter((text) => isDmarcRecord(text))
          .every((text) => /^v/i.test(text)),
      ).toBe(true);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
    expect(differences.slice(0, 3)).toEqual([]);
    expect(found).toBeGreaterThan(RUNS / 4);
  }, 60_000);
});
