import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../../electron/core/world/inspection.ts';
import { dane } from '../../../../../electron/core/domain-check/rules/dane.ts';
import { type Difference, domainFacts, changed, KEY_HASH, onPort, SERVFAIL, withLeaf } from '../../../../fakes/domain-facts.ts';
import { endpoint, failing, INTERMEDIATE, LEAF } from '../../../../fakes/domain-endpoints.ts';
import { expectWords, findingsOf, mended, outline, pick, published, removed, type Told, untold } from './mail-rules.ts';

const NAME = '_25._tcp.mail.example.org';
const OTHER = '0'.repeat(64);
const tlsa = (...records: string[]): Difference => ({ drop: [NAME], add: records.map((data) => `${NAME} TLSA ${data}`) });
/** The same, with a record of the next key beside it, so that nothing is said of renewal. */
const kept = (...records: string[]): Difference => tlsa(...records, `3 1 1 ${OTHER}`);
const onPort25 = (change: (shown: Inspection) => Inspection): Difference => ({ endpoints: changed(onPort(25), change) });
const chain = (...shown: (typeof LEAF)[]): Difference =>
  onPort25((one) => (one.result.status === 'encrypted' ? { ...one, result: { ...one.result, chain: shown, fault: 'untrusted' } } : one));
const blocked: Difference = onPort25((shown) => failing(shown, 'timed-out'));
const EXPIRED = { ...LEAF, validTo: '2026-11-01T00:00:00.000Z' };
const ROOT = {
  ...INTERMEDIATE,
  subject: INTERMEDIATE.issuer,
  selfSigned: true,
  certificate: { full: 'aa', sha256: 'a'.repeat(64), sha512: 'a'.repeat(128) },
};

const CASES: Record<string, Told> = {
  'the healthy domain': [{}, ['ok dane-right']],
  'no record': [{ drop: [NAME] }, ['info dane-none']],
  'the key by SHA-256': [kept(`3 1 1 ${KEY_HASH}`), ['ok dane-right']],
  'the key by SHA-256 in capitals': [kept(`3 1 1 ${KEY_HASH.toUpperCase()}`), ['ok dane-right']],
  'the key by SHA-512': [kept(`3 1 2 ${LEAF.publicKey.sha512}`), ['ok dane-right']],
  'the whole key': [kept(`3 1 0 ${LEAF.publicKey.full}`), ['ok dane-right']],
  'the certificate by SHA-256': [kept(`3 0 1 ${LEAF.certificate.sha256}`), ['ok dane-right']],
  'the certificate by SHA-512': [kept(`3 0 2 ${LEAF.certificate.sha512}`), ['ok dane-right']],
  'the whole certificate': [kept(`3 0 0 ${LEAF.certificate.full}`), ['ok dane-right']],
  'the authority’s key': [tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ['ok dane-right']],
  'the authority’s certificate': [tlsa(`2 0 1 ${INTERMEDIATE.certificate.sha256}`), ['ok dane-right']],
  'the root above a whole chain': [{ ...tlsa(`2 0 1 ${ROOT.certificate.sha256}`), ...chain(LEAF, INTERMEDIATE, ROOT) }, ['ok dane-right']],
  'an expired certificate whose key fits': [{ ...kept(`3 1 1 ${KEY_HASH}`), ...chain(EXPIRED, INTERMEDIATE) }, ['ok dane-right']],
  'a certificate of another name whose key fits': [
    { ...kept(`3 1 1 ${KEY_HASH}`), ...onPort25((one) => withLeaf(one, { names: ['other.example'] })) },
    ['ok dane-right'],
  ],
  'a star in the name below the authority': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...onPort25((one) => withLeaf(one, { names: ['*.example.org'] })) },
    ['ok dane-right'],
  ],
  'the domain’s own name below the authority': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...onPort25((one) => withLeaf(one, { names: ['example.org'] })) },
    ['ok dane-right'],
  ],
  'another key': [tlsa(`3 1 1 ${OTHER}`), ['fail dane-mismatch']],
  'the leaf where an authority is wanted': [tlsa(`2 1 1 ${KEY_HASH}`), ['fail dane-mismatch']],
  'the authority where the leaf is wanted': [tlsa(`3 1 1 ${INTERMEDIATE.publicKey.sha256}`), ['fail dane-mismatch']],
  'the key’s digest taken for the certificate’s': [tlsa(`3 0 1 ${KEY_HASH}`), ['fail dane-mismatch']],
  'an expired certificate below the authority': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...chain(EXPIRED, INTERMEDIATE) },
    ['fail dane-mismatch'],
  ],
  'an expired authority': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...chain(LEAF, { ...INTERMEDIATE, validTo: '2026-01-01T00:00:00.000Z' }) },
    ['fail dane-mismatch'],
  ],
  'another name below the authority': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...onPort25((one) => withLeaf(one, { names: ['other.example'] })) },
    ['fail dane-mismatch'],
  ],
  'a star for a label too many': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...onPort25((one) => withLeaf(one, { names: ['*.mail.example.org'] })) },
    ['fail dane-mismatch'],
  ],
  'an authority that was not sent': [{ ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...chain(LEAF) }, ['fail dane-mismatch']],
  'an authority of another chain': [
    { ...tlsa(`2 1 1 ${INTERMEDIATE.publicKey.sha256}`), ...chain({ ...LEAF, issuer: 'CN=Somebody' }, INTERMEDIATE) },
    ['fail dane-mismatch'],
  ],
  'an authority’s whole certificate that was not sent': [
    { ...tlsa(`2 0 0 ${INTERMEDIATE.certificate.full}`), ...chain(LEAF) },
    ['unknown dane-not-compared'],
  ],
  'one address that still shows the old key': [
    {
      endpoints: changed(
        ({ target }) => target.port === 25 && target.address.includes(':'),
        (one) => withLeaf(one, { publicKey: { full: '11', sha256: '1'.repeat(64), sha512: '1'.repeat(128) } }),
      ),
    },
    ['fail dane-mismatch'],
  ],
  'a usage for web browsers': [tlsa(`1 1 1 ${KEY_HASH}`), ['warn dane-unusable']],
  'the same beside one that fits': [kept(`3 1 1 ${KEY_HASH}`, `0 0 1 ${OTHER}`), ['warn dane-unusable']],
  'a usage that nobody knows': [tlsa(`10 1 1 ${KEY_HASH}`), ['warn dane-unusable']],
  'a selector that nobody knows': [tlsa(`3 2 1 ${KEY_HASH}`), ['warn dane-unusable']],
  'a digest that nobody knows': [tlsa(`3 1 3 ${KEY_HASH}`), ['warn dane-unusable']],
  'a digest cut in half': [tlsa(`3 1 1 ${KEY_HASH.slice(0, 32)}`), ['warn dane-unusable']],
  'something that is no digest': [tlsa(`3 1 1 ${'x'.repeat(64)}`), ['warn dane-unusable']],
  'one unusable beside one that fits nothing': [
    tlsa(`3 1 1 ${OTHER}`, `3 1 1 ${KEY_HASH.slice(2)}`),
    ['fail dane-mismatch', 'warn dane-unusable'],
  ],
  'a domain that is not signed': [{ unsigned: true }, ['warn dane-not-secure']],
  'a domain that is not signed, and another key': [
    { unsigned: true, ...tlsa(`3 1 1 ${OTHER}`) },
    ['warn dane-mismatch', 'warn dane-not-secure'],
  ],
  'a resolver that does not validate': [{ validates: false }, ['unknown dane-dnssec-unknown']],
  'a resolver of which nobody knows': [{ validates: 'unknown' }, ['unknown dane-dnssec-unknown']],
  'one key only': [tlsa(`3 1 1 ${KEY_HASH}`), ['info dane-renewal', 'ok dane-right']],
  'one certificate only': [tlsa(`3 0 1 ${LEAF.certificate.sha256}`), ['warn dane-renewal']],
  'port 25 closed from here': [blocked, ['unknown dane-not-compared']],
  'no answer': [{ answers: { [`TLSA ${NAME}`]: SERVFAIL } }, ['unknown dane-unanswered']],
};

describe('the rule for DANE', () => {
  it.each(Object.entries(CASES))('judges %s', (_, [difference, told]) => {
    const findings = findingsOf(dane, difference);
    expect(outline(findings)).toEqual([...told].sort());
    expectWords(findings);
  });

  it('has a case for everything it can say', () => {
    expect(
      untold(
        'dane',
        Object.values(CASES).map(([, told]) => told),
      ),
    ).toEqual([]);
  });

  it.each([
    ['fits', blocked],
    ['differs', { ...blocked, ...tlsa(`3 1 1 ${OTHER}`) }],
    ['none', { endpoints: () => [] }],
  ] as const)('takes the ports beside 25 for a sign only: %s', (indication, difference) => {
    expect(pick(findingsOf(dane, difference), 'dane-not-compared')).toMatchObject({ severity: 'unknown', facts: { indication } });
  });

  it('puts the key in use in the place of those that fit nothing', () => {
    const facts = domainFacts(tlsa(`3 1 1 ${OTHER}`));
    const findings = dane(facts);
    const finding = pick(findings, 'dane-mismatch');
    expect(published(finding)).toEqual([`${NAME} TLSA 3 1 1 ${KEY_HASH}`]);
    expect(removed(finding)).toEqual([`${NAME} TLSA 3 1 1 ${OTHER}`]);
    expect(outline(dane(mended(facts, findings)))).toEqual(['info dane-renewal', 'ok dane-right']);
  });

  it('adds the key to a record of the whole certificate before it is renewed', () => {
    const facts = domainFacts(tlsa(`3 0 1 ${LEAF.certificate.sha256}`));
    expect(outline(dane(mended(facts, dane(facts))))).toEqual(['info dane-renewal', 'ok dane-right']);
  });

  it('folds a mismatch that nobody heeds under its cause', () => {
    const unsigned = findingsOf(dane, { unsigned: true, ...tlsa(`3 1 1 ${OTHER}`) });
    expect(pick(unsigned, 'dane-mismatch')).toMatchObject({ cause: 'dane-not-secure' });
  });

  it('looks at every mail server', () => {
    const second = endpoint({ host: 'mx2.example.org', address: '192.0.2.11', port: 25, protocol: 'smtp', security: 'starttls' });
    const findings = findingsOf(dane, {
      add: ['example.org MX 20 mx2.example.org', 'mx2.example.org A 192.0.2.11', `_25._tcp.mx2.example.org TLSA 3 1 1 ${OTHER}`],
      endpoints: (healthy) => [...healthy, second],
    });
    expect(outline(findings)).toEqual(['fail dane-mismatch', 'ok dane-right']);
  });
});
