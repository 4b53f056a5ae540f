import { describe, expect, it } from 'vitest';
import { analyseSpf, gatherSpf, type SpfAnalysis, spfFacts } from '../../../../../electron/core/domain-check/spf/index.ts';
import { suite, type Zone, zoneDns } from './suite.ts';

const HOSTS: Zone = {
  'example.org': [{ A: '192.0.2.10' }, { MX: [10, 'mail.example.org'] }],
  'mail.example.org': [{ A: '192.0.2.10' }, { AAAA: '2001:db8::10' }],
};
const text = (...strings: string[]) => ({ TXT: strings });

async function judged(zone: Zone, domain = 'example.org'): Promise<SpfAnalysis> {
  const facts = await gatherSpf(zoneDns(zone), domain);
  return analyseSpf(spfFacts.parse(JSON.parse(JSON.stringify(facts))));
}

/** The domain with its usual hosts and this record; other names beside it. */
const withRecord = (record: string | string[], others: Zone = {}): Promise<SpfAnalysis> =>
  judged({ ...HOSTS, 'example.org': [...(HOSTS['example.org'] ?? []), text(...[record].flat())], ...others });

const codes = ({ findings }: SpfAnalysis): string[] => findings.map(({ code, severity }) => `${severity} ${code}`);
const spf = (record: string) => [text(record)];

describe('the static judgement of SPF', () => {
  it.each([
    'v=spf1 mx a -all',
    'v=spf1 mx ~all',
    'v=spf1 a:mail.%{d} -all',
    'v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all',
    'v=spf1 -all',
  ])('finds nothing wrong with %s', async (record) => {
    const analysis = await withRecord(record);
    expect(codes(analysis)).toEqual([]);
    expect(analysis).toMatchObject({ record, complete: true, voids: 0 });
    expect(analysis.proposal).toBeUndefined();
  });

  it('warns of ptr alone in the record that the provider recommends, and has a better one', async () => {
    const analysis = await withRecord('v=spf1 a mx ptr ~all');
    expect(codes(analysis)).toEqual(['warn ptr-used']);
    expect(analysis.findings[0]?.facts).toMatchObject({ domain: 'example.org', own: true, term: 'ptr', position: 13 });
    expect(analysis.lookups).toBe(3);
    expect(analysis.proposal?.record).toBe('v=spf1 a mx ~all');
  });

  it('names the hosts of the domain where ptr was all there was', async () => {
    expect((await withRecord('v=spf1 ptr -all')).proposal?.record).toBe('v=spf1 mx a -all');
  });

  it('counts every branch, each include each time, and those behind a redirect', async () => {
    const analysis = await withRecord('v=spf1 ip4:192.0.2.10 include:s.example.net include:s.example.net redirect=r.example.net', {
      's.example.net': spf('v=spf1 a:mail.example.org mx:example.org -all a:gone.example.net'),
      'r.example.net': spf('v=spf1 exists:mail.example.org -all'),
    });
    // Each include 1 + 2, the redirect 1 + 1; what stands behind all costs nothing.
    expect(analysis).toMatchObject({ lookups: 8, voids: 0, complete: true });
    expect(codes(analysis)).toEqual([]);
    expect(analysis.tree.terms.map(({ lookups, node }) => [lookups, node?.status])).toEqual([
      [0, undefined],
      [3, 'found'],
      [3, 'repeated'],
      [2, 'found'],
    ]);
  });

  it('says where eleven look-ups come from', async () => {
    const others = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`s${index}.example.net`, spf('v=spf1 a:mail.example.org ~all')]),
    );
    const includes = Object.keys(others).map((name) => `include:${name}`);
    const analysis = await withRecord(`v=spf1 mx ${includes.join(' ')} -all`, others);
    expect(codes(analysis)).toEqual(['fail lookups-over']);
    expect(analysis.findings[0]?.facts).toMatchObject({
      count: 11,
      limit: 10,
      terms: ['mx (1)', ...includes.map((name) => `${name} (2)`)],
    });
    expect(analysis.proposal).toBeUndefined();
    const fewer = await withRecord(`v=spf1 ${includes.join(' ')} -all`, others);
    expect(codes(fewer)).toEqual(['warn lookups-near']);
  });

  it('pays once for the name of the sender', async () => {
    const analysis = await withRecord('v=spf1 exists:%{p}.a.example.net exists:%{p}.b.example.net -all');
    expect(analysis.lookups).toBe(3);
    expect(codes(analysis)).toEqual(['warn macro-p-used', 'warn macro-p-used']);
  });

  it('counts what finds nothing once a term, though both families are asked', async () => {
    const one = await withRecord('v=spf1 mx a:old.example.org -all');
    expect(codes(one)).toEqual(['warn voids']);
    expect(one.findings[0]?.facts).toMatchObject({ count: 1, terms: ['example.org: a:old.example.org'] });
    expect(one.proposal?.record).toBe('v=spf1 mx -all');
    const three = await withRecord('v=spf1 mx a:x.example.org mx:y.example.org exists:z.example.org -all');
    expect(codes(three)).toEqual(['fail voids-over']);
    expect(three.voids).toBe(3);
  });

  it.each([
    ['v=spf1 include:a.example.net -all', 'include-loop'],
    ['v=spf1 redirect=a.example.net', 'redirect-loop'],
  ])('names the way round in %s', async (record, code) => {
    const term = code === 'include-loop' ? 'include:' : 'redirect=';
    const end = code === 'include-loop' ? ' -all' : '';
    const analysis = await withRecord(record, {
      'a.example.net': spf(`v=spf1 ${term}b.example.net${end}`),
      'b.example.net': spf(`v=spf1 ${term}a.example.net${end}`),
    });
    expect(codes(analysis)).toEqual([`fail ${code}`]);
    expect(analysis.findings[0]?.facts).toMatchObject({ loop: ['a.example.net', 'b.example.net', 'a.example.net'], own: false });
  });

  it('drops an include of the domain itself', async () => {
    const analysis = await withRecord('v=spf1 mx include:example.org -all');
    expect(codes(analysis)).toEqual(['fail include-loop']);
    expect(analysis.proposal?.record).toBe('v=spf1 mx -all');
  });

  it.each([
    ['v=spf1 mx +all', ['fail all-pass'], 'v=spf1 mx ~all'],
    ['v=spf1 mx all', ['fail all-pass'], 'v=spf1 mx ~all'],
    ['v=spf1 mx ?all', ['warn all-neutral'], 'v=spf1 mx ~all'],
    ['v=spf1 mx', ['warn all-missing'], 'v=spf1 mx ~all'],
    ['v=spf1 mx -all redirect=mail.example.org', ['warn redirect-ignored'], 'v=spf1 mx -all'],
    ['v=spf1 mx -all a:mail.example.org', ['warn terms-after-all'], 'v=spf1 mx -all'],
    ['v=spf1 mx -all mx', ['warn terms-after-all'], 'v=spf1 mx -all'],
    ['v=spf1 mx a exp=why.example.org ?all', ['warn all-neutral'], 'v=spf1 mx a exp=why.example.org ~all'],
    ['v=spf1 ip4:0.0.0.0/0 mx -all', ['fail range-everyone'], 'v=spf1 mx -all'],
    ['v=spf1 ip4:10.0.0.0/8 -all', ['warn range-wide'], undefined],
    ['v=spf1 mx include=s.example.net -all', ['warn mechanism-as-modifier'], undefined],
    ['v=spf1 mx include=mail.%{d} -all', ['warn mechanism-as-modifier'], undefined],
    ['v=spf1 mx a=mail.example.org -all', ['warn mechanism-as-modifier'], 'v=spf1 mx a:mail.example.org -all'],
    ['v=spf1 mx -all v=spf1 a -all', ['warn version-repeated', 'warn terms-after-all'], 'v=spf1 mx a -all'],
  ])('%s', async (record, expected, proposal) => {
    const analysis = await withRecord(record);
    expect(codes(analysis)).toEqual(expected);
    expect(analysis.proposal?.record).toBe(proposal);
  });

  it('sees that an include lets everybody in, but not one whose pass means something else', async () => {
    const others = { 's.example.net': spf('v=spf1 +all') };
    expect(codes(await withRecord('v=spf1 include:s.example.net -all', others))).toEqual(['fail all-pass']);
    expect(codes(await withRecord('v=spf1 -include:s.example.net ~all', others))).toEqual([]);
  });

  it('judges the end of the record that a redirect leads to', async () => {
    expect(codes(await withRecord('v=spf1 redirect=s.example.net', { 's.example.net': spf('v=spf1 mx:example.org ?all') }))).toEqual([
      'warn all-neutral',
    ]);
  });

  it.each([
    ['v=spf1 a:192.0.2.10 -all', 'address-as-name', 10, 'v=spf1 ip4:192.0.2.10 -all'],
    ['v=spf1 ip4:192.0.2.256 -all', 'address-invalid', 12, undefined],
    ['v=spf1 ip4:192.0.2.1/33 -all', 'prefix-invalid', 21, undefined],
    ['v=spf1 mx incude:s.example.net -all', 'mechanism-unknown', 11, undefined],
    ['v=spf1 mx;-all', 'mechanism-unknown', 8, undefined],
    ['v=spf1 mx\t-all', 'character-not-allowed', 10, undefined],
    ['v=spf1 exists:%{c}.example.net -all', 'macro-only-in-explanation', 15, undefined],
    ['v=spf1 exists:%{d0}.example.net -all', 'macro-invalid', 15, undefined],
    ['v=spf1 include -all', 'argument-missing', 15, undefined],
    ['v=spf1 -all/8', 'argument-not-allowed', 12, undefined],
    ['v=spf1 a:localhost -all', 'domain-invalid', 10, undefined],
  ])('finds the fault in %s', async (record, syntax, position, proposal) => {
    const analysis = await withRecord(record);
    expect(codes(analysis)).toEqual(['fail syntax']);
    expect(analysis.findings[0]?.facts).toMatchObject({ syntax, position, domain: 'example.org', own: true });
    expect(analysis.proposal?.record).toBe(proposal);
  });

  it('merges two records into one', async () => {
    const analysis = await judged({
      ...HOSTS,
      'example.org': [...(HOSTS['example.org'] ?? []), text('v=spf1 mx ~all'), text('v=spf1 a mx -all')],
    });
    expect(codes(analysis)).toEqual(['fail record-duplicate']);
    expect(analysis.proposal?.record).toBe('v=spf1 mx a -all');
  });

  it.each([
    [[' v=spf1 mx -all'], 'fail record-misspelt', 'v=spf1 mx -all'],
    [['"v=spf1 mx -all"'], 'fail record-misspelt', 'v=spf1 mx -all'],
    [['v=spf10 mx -all'], 'fail record-misspelt', undefined],
    [['v=spf1', 'mx -all'], 'fail strings-glued', 'v=spf1 mx -all'],
    [['google-site-verification=x'], 'fail record-missing', 'v=spf1 mx a -all'],
    [['spf-verification=x'], 'fail record-missing', 'v=spf1 mx a -all'],
  ])('tells what stands in place of a record: %j', async (strings, code, proposal) => {
    const analysis = await withRecord(strings);
    expect(codes(analysis)).toEqual([code]);
    expect(analysis.proposal?.record).toBe(proposal);
  });

  it('finds terms that ran into one where two strings meet', async () => {
    const others = { 'a.example.net': spf('v=spf1 -all'), 'b.example.net': spf('v=spf1 -all') };
    const analysis = await withRecord(['v=spf1 include:a.example.net', 'include:b.example.net -all'], others);
    expect(codes(analysis)).toContain('warn strings-glued');
    expect(analysis.findings.find(({ code }) => code === 'strings-glued')?.facts).toMatchObject({
      left: 'include:a.example.net',
      right: 'include:b.example.net',
    });
    expect(codes(await withRecord(['v=spf1 mx -al', 'l']))).toEqual([]);
  });

  it('measures strings and the whole', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `ip4:192.0.2.${index + 100}`).join(' ');
    const analysis = await withRecord(`v=spf1 ${many} -all`);
    expect(codes(analysis)).toEqual(['warn record-large', 'fail string-too-long']);
    expect(analysis.proposal).toMatchObject({ strings: [expect.any(String), expect.any(String)] });
    expect(analysis.proposal?.strings.join('')).toBe(`v=spf1 ${many} -all`);
  });

  it('keeps apart what is not there and what nobody answered', async () => {
    const nothing = await judged({});
    expect(codes(nothing)).toEqual(['fail record-missing']);
    expect(nothing.proposal?.record).toBe('v=spf1 -all');
    expect(codes(await judged({ 'example.org': ['TIMEOUT'] }))).toEqual(['unknown record-unanswered']);
    expect(codes(await withRecord('v=spf1 include:gone.example.net -all'))).toEqual(['fail target-missing']);
    const silent = await withRecord('v=spf1 include:s.example.net -all', { 's.example.net': ['TIMEOUT'] });
    expect(codes(silent)).toEqual(['unknown target-unanswered']);
    expect(silent.complete).toBe(false);
    expect((await judged({ 'example.org': ['TIMEOUT'] })).proposal).toBeUndefined();
  });

  it('does not guess where only a message can tell', async () => {
    const analysis = await withRecord('v=spf1 include:%{l}.example.net -all');
    expect(codes(analysis)).toEqual(['unknown target-depends']);
    expect(analysis).toMatchObject({ lookups: 1, complete: false });
  });

  it('finds more than ten hosts behind one mx, and what Sender ID left', async () => {
    const hosts = Array.from({ length: 11 }, (_, index) => ({ MX: [index, `mx${index}.example.net`] satisfies [number, string] }));
    expect(codes(await withRecord('v=spf1 mx:many.example.net -all', { 'many.example.net': hosts }))).toEqual(['fail mx-over']);
    const left = await judged({
      ...HOSTS,
      'example.org': [...(HOSTS['example.org'] ?? []), text('v=spf1 mx -all'), text('spf2.0/pra mx -all')],
    });
    expect(codes(left)).toEqual(['warn sender-id-left']);
  });

  it('ends in a tree that was made to have no end', async () => {
    const level = (index: number): [string, Zone[string]] => [
      `n${index}.example.net`,
      spf(`v=spf1 include:n${index + 1}.example.net include:n${index + 1}.example.net include:n${index + 2}.example.net -all`),
    ];
    const dns = zoneDns({ ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => level(index))) });
    const analysis = analyseSpf(await gatherSpf(dns, 'n0.example.net'));
    expect(dns.questions.length).toBeLessThan(300);
    expect(codes(analysis)).toEqual(['fail lookups-over', 'unknown tree-cut']);
  });

  it('asks nothing more once it was cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const dns = zoneDns(HOSTS);
    expect(codes(analyseSpf(await gatherSpf(dns, 'example.org', { signal: controller.signal })))).toEqual(['unknown record-unanswered']);
    expect(dns.questions).toEqual([]);
  });

  const wrong = suite().filter(({ results }) => results.length === 1 && results[0] === 'permerror');

  it.each(wrong)('fails what receivers must refuse to evaluate: $name', async ({ mailfrom, helo, zone }) => {
    const domain = mailfrom === '' ? helo : mailfrom.slice(mailfrom.lastIndexOf('@') + 1);
    expect((await judged(zone, domain)).findings.map(({ severity }) => severity)).toContain('fail');
  });
});
