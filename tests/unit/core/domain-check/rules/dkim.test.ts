import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dkim } from '../../../../../electron/core/domain-check/rules/dkim.ts';
import { type Difference, DKIM_KEY, domainFacts, NO_SUCH_NAME, SERVFAIL } from '../../../../fakes/domain-facts.ts';
import { expectWords, findingsOf, mended, outline, published, removed, steps, type Told, untold } from './mail-rules.ts';

const NAME = 'dkim._domainkey.example.org';
const halves = (text: string): string => (text.match(/.{1,200}/gs) ?? ['']).map((one) => `"${one}"`).join(' ');
const record = (text: string, more: Difference = {}): Difference => ({
  ...more,
  drop: [NAME],
  add: [`${NAME} TXT ${halves(text)}`, ...(more.add ?? [])],
});
const rsa = (bits: number, type: 'spki' | 'pkcs1' = 'spki'): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type, format: 'der' }).toString('base64');
const MODERN = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
const integer = (octets: readonly number[]): number[] => [
  0x02,
  ...(octets.length > 127 ? [0x82, octets.length >> 8, octets.length & 255] : [octets.length]),
  ...octets,
];
const evenExponent = (): string => {
  const body = [...integer([0, 0x80, ...Array.from({ length: 255 }, () => 7)]), ...integer([2])];
  return Buffer.from([0x30, 0x82, body.length >> 8, body.length & 255, ...body]).toString('base64');
};
const own = (data: string): Difference => ({ expected: { dkimKeys: { dkim: data } } });

const CASES: Record<string, Told> = {
  'the healthy domain': [{}, ['ok dkim-right']],
  'the server’s own key': [own(DKIM_KEY), ['ok dkim-right']],
  'no key': [{ drop: [NAME] }, ['fail dkim-missing']],
  'no selector to look for': [{ expected: { selectors: [] } }, ['info dkim-no-selector']],
  'two records': [{ add: [`${NAME} TXT "v=DKIM1; p=AAAA"`] }, ['fail dkim-several']],
  'the version behind the key': [record(`p=${DKIM_KEY}; v=DKIM1`), ['fail dkim-syntax']],
  'a space at the end': [record(`v=DKIM1; k=rsa; p=${DKIM_KEY}; `), ['warn dkim-syntax']],
  'a key cut by a web form': [
    { drop: [NAME], add: [`${NAME} TXT "${`v=DKIM1;k=rsa;t=s;s=email;p=${DKIM_KEY}`.slice(0, 255)}"`] },
    ['fail dkim-cut'],
  ],
  'a key that ends too early': [record(`v=DKIM1;p=${DKIM_KEY.slice(0, 300)}`), ['fail dkim-cut']],
  'no version': [record(`k=rsa; p=${DKIM_KEY}`), ['warn dkim-no-version']],
  'a key of 768 bits': [record(`v=DKIM1; p=${rsa(768)}`), ['fail dkim-key-short']],
  'a key of 1024 bits': [record(`v=DKIM1; p=${rsa(1024)}`), ['warn dkim-key-weak']],
  'a key of more than 4096 bits': [record(`v=DKIM1; p=${rsa(4224)}`), ['warn dkim-key-long']],
  'letters that are no base64': [record(`v=DKIM1; p=${DKIM_KEY.replace('A', '-')}`), ['fail dkim-key-unreadable']],
  'a key of another type': [record(`v=DKIM1; k=ed25519; p=${DKIM_KEY}`), ['fail dkim-key-unreadable']],
  'a type that nobody knows': [record(`v=DKIM1; k=dsa; p=${DKIM_KEY}`), ['fail dkim-type-unknown']],
  'the newer type alone': [record(`v=DKIM1; k=ed25519; p=${MODERN}`), ['ok dkim-right', 'warn dkim-ed25519-alone']],
  'a revoked key': [record('v=DKIM1; p='), ['fail dkim-revoked']],
  'a test': [record(`v=DKIM1; t=y:s; p=${DKIM_KEY}`), ['warn dkim-testing']],
  'a key for something else': [record(`v=DKIM1; s=tlsrpt; p=${DKIM_KEY}`), ['fail dkim-service']],
  'the old hash only': [record(`v=DKIM1; h=sha1; p=${DKIM_KEY}`), ['fail dkim-hash']],
  'another key than the server’s': [own(rsa(2048)), ['fail dkim-differs']],
  'an alias': [
    { drop: [NAME], add: [`${NAME} CNAME key.other.example`, `key.other.example TXT ${halves(`v=DKIM1; p=${DKIM_KEY}`)}`] },
    ['info dkim-alias', 'ok dkim-right'],
  ],
  'a key without its envelope': [record(`v=DKIM1; p=${rsa(2048, 'pkcs1')}`), ['warn dkim-encoding']],
  'an even exponent': [record(`v=DKIM1; p=${evenExponent()}`), ['fail dkim-exponent']],
  'no answer': [{ answers: { [`TXT ${NAME}`]: SERVFAIL } }, ['unknown dkim-unanswered']],
};

describe('the rule for DKIM', () => {
  it.each(Object.entries(CASES))('judges %s', (_, [difference, told]) => {
    const findings = findingsOf(dkim, difference);
    expect(outline(findings)).toEqual([...told].sort());
    expectWords(findings);
  });

  it('has a case for everything it can say', () => {
    expect(
      untold(
        'dkim',
        Object.values(CASES).map(([, told]) => told),
      ),
    ).toEqual(['dkim-key-old']);
  });

  it.each(Object.entries(CASES).filter(([, [, told]]) => !told.some((one) => /unanswered|no-selector|alias|right/.test(one))))(
    'is content once the server’s key is published in place of %s',
    (_, [difference]) => {
      const facts = domainFacts({ ...difference, ...own(DKIM_KEY) });
      expect(outline(dkim(mended(facts, dkim(facts))))).toEqual(['ok dkim-right']);
    },
  );

  it('proposes what mailcow publishes, in strings that fit', () => {
    const [finding] = findingsOf(dkim, { drop: [NAME], ...own(DKIM_KEY) });
    const text = `v=DKIM1;k=rsa;t=s;s=email;p=${DKIM_KEY}`;
    expect(text).toHaveLength(420);
    expect(published(finding)).toEqual([`${NAME} TXT "${text.slice(0, 255)}" "${text.slice(255)}"`]);
    expect(steps(findingsOf(dkim, { drop: [NAME] })[0])).toEqual(['mailcow-copy-dkim-key']);
  });

  it('keeps a good key when only what stands around it is wrong', () => {
    const [finding] = findingsOf(dkim, record(`v=DKIM1; t=y; p=${DKIM_KEY}`));
    expect(published(finding)[0]?.replaceAll('" "', '')).toBe(`${NAME} TXT "v=DKIM1;k=rsa;t=s;s=email;p=${DKIM_KEY}"`);
    expect(removed(finding)).toHaveLength(1);
  });

  it('says where the keys begin to differ', () => {
    const other = `${DKIM_KEY.slice(0, 60)}x${DKIM_KEY.slice(61)}`;
    expect(findingsOf(dkim, own(other))[0]).toMatchObject({ id: 'dkim-differs', facts: { position: 61 } });
  });

  it('takes one selector of several for enough, unless the server’s key for the other is known', () => {
    const two = { expected: { selectors: ['dkim', 'second'] }, answers: { 'TXT second._domainkey.example.org': NO_SUCH_NAME } };
    const add = ['second._domainkey.example.org A 192.0.2.1'];
    expect(outline(findingsOf(dkim, { ...two, add }))).toEqual(['ok dkim-right']);
    const known = { ...two, add, expected: { ...two.expected, dkimKeys: { second: DKIM_KEY } } };
    expect(outline(findingsOf(dkim, known))).toEqual(['fail dkim-missing', 'ok dkim-right']);
  });

  it('is content with the newer type beside the older', () => {
    const add = [`new._domainkey.example.org TXT "v=DKIM1; k=ed25519; p=${MODERN}"`];
    expect(outline(findingsOf(dkim, { add, expected: { selectors: ['dkim', 'new'] } }))).toEqual(['ok dkim-right', 'ok dkim-right']);
  });

  it('judges a selector that is called as something that every object has', () => {
    const add = [`constructor._domainkey.example.org TXT ${halves(`v=DKIM1; p=${DKIM_KEY}`)}`];
    expect(outline(findingsOf(dkim, { add, expected: { selectors: ['constructor'], dkimKeys: { dkim: DKIM_KEY } } }))).toEqual([
      'ok dkim-right',
    ]);
  });

  it('does not take a wildcard’s text for a key', () => {
    const wild = '"v=spf1 -all"';
    const add = [`${NAME} TXT ${wild}`, `k7x2q9z4.example.org TXT ${wild}`];
    expect(outline(findingsOf(dkim, { drop: [NAME], add }))).toEqual(['fail dkim-missing']);
  });

  it('leaves a record behind an alias to its keeper', () => {
    const difference = { drop: [NAME], add: [`${NAME} CNAME key.other.example`, 'key.other.example TXT "v=DKIM1; p="'], ...own(DKIM_KEY) };
    const [finding] = findingsOf(dkim, difference);
    expect([finding?.id, published(finding), removed(finding), steps(finding)]).toEqual([
      'dkim-revoked',
      [],
      [],
      ['mailcow-copy-dkim-key'],
    ]);
  });
});
