import { describe, expect, it } from 'vitest';
import { domainFacts as recorded, type DomainFacts } from '../../../../electron/core/domain-check/facts.ts';
import { judgeDomain } from '../../../../electron/core/domain-check/judge.ts';
import { remembering } from '../../../../electron/core/domain-check/memory.ts';
import { dkim } from '../../../../electron/core/domain-check/rules/dkim.ts';
import { mtaSts } from '../../../../electron/core/domain-check/rules/mta-sts.ts';
import { type Difference, DKIM_KEY, domainFacts } from '../../../fakes/domain-facts.ts';
import { expectWords, mended, outline, published } from './rules/mail-rules.ts';

const STS = '_mta-sts.example.org';
const URL = 'https://mta-sts.example.org/.well-known/mta-sts.txt';
const policy = (body: string): Difference => ({
  pages: (healthy) => [
    ...healthy.filter(({ url }) => url !== URL),
    { url: URL, status: 'answered', code: 200, contentType: 'text/plain', body },
  ],
});
const EARLIER = policy('version: STSv1\nmode: enforce\nmx: mail.example.org\nmx: old.example.org\nmax_age: 86400\n');
const since = (earlier: DomainFacts, difference: Difference = {}): DomainFacts => remembering(domainFacts(difference), earlier);

describe('a policy for transport, seen before', () => {
  it('is another one under the old id: a new id is printed, and with it all is well', () => {
    const old = { drop: [STS], add: [`${STS} TXT "v=STSv1; id=2025"`] };
    const facts = since(domainFacts({ ...EARLIER, ...old }), old);
    const findings = mtaSts(facts);
    expect(outline(findings)).toEqual(['warn mta-sts-id-unchanged']);
    expectWords(findings);
    expect(findings[0]?.facts).toMatchObject({ name: STS, id: '2025', date: '2026-11-22' });
    expect(published(findings[0])).toEqual([`${STS} TXT "v=STSv1; id=20261122120000"`]);
    expect(outline(mtaSts(mended(facts, findings)))).toEqual(['ok mta-sts-right']);
  });

  it.each<[string, DomainFacts]>([
    ['the same', domainFacts()],
    [
      'the same in other lines',
      domainFacts(policy('mode: enforce\r\nversion: STSv1\r\nremark: hello\r\nmx: mail.example.org\r\nmax_age: 604800\r\n')),
    ],
    ['another one, under another id', domainFacts({ ...EARLIER, drop: [STS], add: [`${STS} TXT "v=STSv1; id=1"`] })],
    ['one that could not be read', domainFacts(policy('<html>'))],
    ['none', domainFacts({ pages: () => [], drop: [STS] })],
    ['one of another domain', { ...domainFacts(EARLIER), domain: 'example.net' }],
  ])('was %s, and nothing is said about that', (_, earlier) => {
    expect(outline(mtaSts(since(earlier)))).toEqual(['ok mta-sts-right']);
  });
});

describe('the key of a seal, seen before', () => {
  const at = (date: string): DomainFacts => ({ ...domainFacts(), at: `${date}T12:00:00.000Z` });

  it('is told to be old after more than a year, which changes no verdict', () => {
    const facts = since(at('2025-11-01'));
    expect(outline(dkim(facts))).toEqual(['info dkim-key-old', 'ok dkim-right']);
    expect(dkim(facts).at(-1)?.facts).toMatchObject({ days: 386, date: '2025-11-01' });
    expectWords(dkim(facts));
    expect(judgeDomain(facts).verdict).toBe('ready');
  });

  it.each<[string, DomainFacts]>([
    ['within the year', at('2025-12-01')],
    ['in a time to come', at('2027-12-01')],
    ['on a day that is none', { ...domainFacts(), at: 'yesterday' }],
    [
      'with another key',
      {
        ...domainFacts({ drop: ['dkim._domainkey'], add: ['dkim._domainkey.example.org TXT "v=DKIM1; p=AAAA"'] }),
        at: at('2020-01-01').at,
      },
    ],
  ])('is not, when it was seen %s', (_, earlier) => {
    expect(outline(dkim(since(earlier)))).toEqual(['ok dkim-right']);
  });
});

describe('the key behind an alias, seen before', () => {
  it('is nobody’s to change here, however old it is', () => {
    const name = 'dkim._domainkey';
    const alias = {
      drop: [name],
      add: [
        `${name}.example.org CNAME key.other.example`,
        `key.other.example TXT "v=DKIM1; p=${DKIM_KEY.slice(0, 200)}" "${DKIM_KEY.slice(200)}"`,
      ],
    };
    const facts = since({ ...domainFacts(alias), at: '2020-01-01T12:00:00.000Z' }, alias);
    expect(outline(dkim(facts))).toEqual(['info dkim-alias', 'ok dkim-right']);
  });
});

describe('what is remembered', () => {
  it('is kept with the facts, so that the judgement can be had again', () => {
    const facts = since(domainFacts(EARLIER));
    const again = recorded.parse(JSON.parse(JSON.stringify(facts)));
    expect(judgeDomain(again)).toEqual(judgeDomain(facts));
    expect(Object.keys(again.before?.answers ?? {}).toSorted()).toEqual(['TXT _mta-sts.example.org', 'TXT dkim._domainkey.example.org']);
  });
});
