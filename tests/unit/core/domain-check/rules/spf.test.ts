import { describe, expect, it } from 'vitest';
import { analyseSpf } from '../../../../../electron/core/domain-check/spf/analyse.ts';
import { spfFactsOf } from '../../../../../electron/core/domain-check/spf/from-domain.ts';
import { spf } from '../../../../../electron/core/domain-check/rules/spf.ts';
import { type Difference, domainFacts, SERVFAIL, TIMED_OUT } from '../../../../fakes/domain-facts.ts';
import { expectWords, findingsOf, mended, outline, pick, published, removed, type Told, untold } from './mail-rules.ts';

const SPF = 'example.org TXT';
const HELO = 'mail.example.org TXT';
/** The healthy domain with other strings in place of its SPF record, and more beside it. */
const instead = (strings: string, ...add: string[]): Difference => ({ drop: [SPF], add: [`example.org TXT ${strings}`, ...add] });
const record = (text: string, ...add: string[]): Difference => instead(`"${text}"`, ...add);
/** In two strings, as DNS takes it. */
const long = (text: string, ...add: string[]): Difference => instead(`"${text.slice(0, 200)}" "${text.slice(200)}"`, ...add);
const includes = (count: number): Difference =>
  long(
    `v=spf1 ip4:192.0.2.10 ip6:2001:db8::10 ${Array.from({ length: count }, (_, index) => `include:s${index}.example.net`).join(' ')} -all`,
    ...Array.from({ length: count }, (_, index) => `s${index}.example.net TXT "v=spf1 -all"`),
  );
const large = Array.from({ length: 30 }, (_, index) => `ip4:198.51.100.${index + 100}`).join(' ');

const CASES: Record<string, Told> = {
  'the healthy domain': [{}, ['ok spf-right']],
  'no record': [{ drop: [SPF] }, ['fail spf-record-missing']],
  'a space in front': [record(' v=spf1 mx a -all'), ['fail spf-record-misspelt']],
  'two records': [{ add: ['example.org TXT "v=spf1 mx ~all"'] }, ['fail spf-record-duplicate']],
  'no answer': [{ answers: { 'TXT example.org': SERVFAIL } }, ['unknown spf-record-unanswered', 'unknown spf-server-unknown']],
  'a record of many octets': [
    instead(`"v=spf1 mx a ${large.slice(0, 240)}" "${large.slice(240, 480)}" "${large.slice(480)} -all"`),
    ['warn spf-record-large'],
  ],
  'a string beyond what DNS holds': [record(`v=spf1 mx a ${large} -all`), ['fail spf-string-too-long', 'warn spf-record-large']],
  'terms that ran into one': [
    instead(
      '"v=spf1 mx a include:a.example.net" "include:b.example.net -all"',
      'a.example.net TXT "v=spf1 -all"',
      'b.example.net TXT "v=spf1 -all"',
    ),
    ['warn spf-strings-glued'],
  ],
  'what Sender ID left': [{ add: ['example.org TXT "spf2.0/pra mx -all"'] }, ['warn spf-sender-id-left']],
  'a word that nobody knows': [record('v=spf1 mx incude:a.example.net -all'), ['fail spf-syntax']],
  'the version twice': [record('v=spf1 mx a v=spf1 -all'), ['warn spf-version-repeated']],
  'an equals sign in place of a colon': [record('v=spf1 mx a a=web.example.org -all'), ['warn spf-mechanism-as-modifier']],
  'an include that leads nowhere': [
    record('v=spf1 mx a include:gone.example.net -all', 'gone.example.net TXT "x"'),
    ['fail spf-target-missing'],
  ],
  'an include of two records': [
    record('v=spf1 mx a include:two.example.net -all', 'two.example.net TXT "v=spf1 -all"', 'two.example.net TXT "v=spf1 ~all"'),
    ['fail spf-target-duplicate'],
  ],
  'an include without answer': [
    {
      ...record('v=spf1 mx a include:slow.example.net -all', 'slow.example.net TXT "x"'),
      answers: { 'TXT slow.example.net': TIMED_OUT },
    },
    ['unknown spf-target-unanswered'],
  ],
  'a name that cannot be': [record('v=spf1 mx a include:a..example.net -all'), ['fail spf-target-unusable']],
  'a name that the message makes': [record('v=spf1 mx a include:%{l}.example.net -all'), ['unknown spf-target-depends']],
  'an include of itself': [record('v=spf1 mx a include:example.org -all'), ['fail spf-include-loop']],
  'a redirect to itself': [record('v=spf1 mx a redirect=example.org'), ['fail spf-redirect-loop']],
  'a redirect beside all': [record('v=spf1 mx a -all redirect=mail.example.org'), ['warn spf-redirect-ignored']],
  'terms behind all': [record('v=spf1 mx a -all ip4:198.51.100.1'), ['warn spf-terms-after-all']],
  'everybody may send': [record('v=spf1 mx a +all'), ['fail spf-all-pass']],
  'an end without opinion': [record('v=spf1 mx a ?all'), ['warn spf-all-neutral']],
  'no end': [record('v=spf1 mx a'), ['warn spf-all-missing']],
  'every address': [record('v=spf1 mx a ip4:0.0.0.0/0 -all'), ['fail spf-range-everyone']],
  'a wide network': [record('v=spf1 mx a ip4:198.0.0.0/9 -all'), ['warn spf-range-wide']],
  'ptr, as the provider recommends it': [record('v=spf1 a mx ptr ~all'), ['warn spf-ptr-used']],
  'the sender’s own name': [record('v=spf1 mx a exists:%{p}.a.example.net -all'), ['warn spf-macro-p-used']],
  'more than ten hosts behind one mx': [
    record(
      'v=spf1 a mx:many.example.net -all',
      ...Array.from({ length: 11 }, (_, index) => `many.example.net MX ${index} h${index}.example.net`),
    ),
    ['fail spf-mx-over'],
  ],
  'more than ten look-ups': [includes(11), ['fail spf-lookups-over']],
  'nine look-ups': [includes(9), ['warn spf-lookups-near']],
  'three that find nothing': [
    record(
      'v=spf1 ip4:192.0.2.10 ip6:2001:db8::10 a:x.example.org a:y.example.org a:z.example.org -all',
      'x.example.org TXT "x"',
      'y.example.org TXT "x"',
      'z.example.org TXT "x"',
    ),
    ['fail spf-voids-over'],
  ],
  'one that finds nothing': [record('v=spf1 mx a a:x.example.org -all', 'x.example.org TXT "x"'), ['warn spf-voids']],
  'a list without the own server': [record('v=spf1 ip4:198.51.100.1 -all'), ['fail spf-server-not-allowed']],
  'a list that distrusts the own server': [record('v=spf1 ip4:198.51.100.1 ~all'), ['fail spf-server-not-allowed']],
  'a list without its IPv6 address': [record('v=spf1 ip4:192.0.2.0/24 -all'), ['warn spf-family-missing']],
  'a host that cannot be asked about': [
    { answers: { 'AAAA mail.example.org': TIMED_OUT }, ...record('v=spf1 mx -all') },
    ['unknown spf-server-unknown'],
  ],
  'servers that strangers use as well': [
    record(
      'v=spf1 mx a include:hoster.example.net -all',
      'hoster.example.net TXT "v=spf1 include:relay.mailchannels.net -all"',
      'relay.mailchannels.net TXT "v=spf1 ip4:198.51.100.0/24 -all"',
    ),
    ['info spf-shared-senders', 'ok spf-right'],
  ],
  'the same servers, refused': [
    record('v=spf1 mx a -include:relay.mailchannels.net -all', 'relay.mailchannels.net TXT "v=spf1 ip4:198.51.100.0/24 -all"'),
    ['ok spf-right'],
  ],
  'a server’s name without a list': [{ drop: [HELO] }, ['info spf-helo-missing', 'ok spf-right']],
};

describe('the rule for SPF', () => {
  it.each(Object.entries(CASES))('judges %s', (_, [difference, told]) => {
    const findings = findingsOf(spf, difference);
    expect(outline(findings)).toEqual([...told].sort());
    expectWords(findings);
  });

  it('says that a tree was cut', () => {
    const facts = { ...domainFacts(), cut: true };
    const findings = spf(facts);
    expect(outline(findings)).toContain('unknown spf-tree-cut');
    expectWords(findings);
  });

  it('folds a tree that was cut under the look-ups that nobody follows', () => {
    const findings = spf({ ...domainFacts(includes(11)), cut: true });
    expect(findings.find(({ id }) => id === 'spf-tree-cut')?.cause).toBe('spf-lookups-over');
  });

  it('has a case for everything it can say', () => {
    expect(
      untold(
        'spf',
        Object.values(CASES).map(([, told]) => told),
      ),
    ).toEqual(['spf-tree-cut']);
  });

  it.each(
    Object.entries(CASES).filter(([, [difference]]) =>
      findingsOf(spf, difference).some(({ fix }) => fix.some(({ kind }) => kind === 'publish')),
    ),
  )('finds nothing more once the remedy for %s is published', (_, [difference]) => {
    const facts = domainFacts(difference);
    const after = spf(mended(facts, spf(facts)));
    expect(
      after.filter(({ id, severity }) => (severity === 'fail' || severity === 'warn') && id !== 'spf-record-large').map(({ id }) => id),
    ).toEqual([]);
  });

  it('replaces the provider’s record by one without ptr, and nothing else', () => {
    const [finding] = findingsOf(spf, record('v=spf1 a mx ptr ~all'));
    expect(finding?.id).toBe('spf-ptr-used');
    expect(published(finding)).toEqual(['example.org TXT "v=spf1 a mx ~all"']);
    expect(removed(finding)).toEqual(['example.org TXT "v=spf1 a mx ptr ~all"']);
  });

  it('never proposes a record that needs more than ten look-ups', () => {
    for (const [difference] of Object.values(CASES)) {
      const facts = domainFacts(difference);
      const after = mended(facts, spf(facts));
      if (spf(facts).some((finding) => published(finding).length > 0))
        expect(analyseSpf(spfFactsOf(after)).lookups).toBeLessThanOrEqual(10);
    }
    const full = includes(10);
    const alone = findingsOf(spf, { ...full, add: (full.add ?? []).map((one) => one.replace('ip4:192.0.2.10 ip6:2001:db8::10 ', '')) });
    // The host by name would be one too many: its addresses cost nothing.
    expect(published(pick(alone, 'spf-server-not-allowed'))[0]).toContain('v=spf1 ip4:192.0.2.10 ip6:2001:db8::10 include:');
  });

  it('puts the own server in front, by name', () => {
    const findings = findingsOf(spf, record('v=spf1 ip4:198.51.100.1 -all'));
    expect(published(pick(findings, 'spf-server-not-allowed'))).toEqual([
      'example.org TXT "v=spf1 a:mail.example.org ip4:198.51.100.1 -all"',
    ]);
  });

  it.each([
    [
      'mx-elsewhere',
      {
        drop: ['example.org MX', 'example.org A', SPF],
        add: ['example.org MX 10 mx.old.example', 'mx.old.example A 198.51.100.5', 'example.org TXT "v=spf1 mx -all"'],
      },
    ],
    ['mx-missing', { drop: ['example.org MX', 'example.org A', SPF], add: ['example.org TXT "v=spf1 mx -all"'] }],
    ['mx-null', { drop: ['example.org MX', 'example.org A', SPF], add: ['example.org MX 0 .', 'example.org TXT "v=spf1 mx -all"'] }],
    [
      'host-address-wrong',
      {
        drop: ['mail.example.org A 192', 'example.org A', SPF],
        add: ['mail.example.org A 198.51.100.7', 'example.org TXT "v=spf1 mx -all"'],
      },
    ],
  ] as const)('leaves the list alone where %s explains it', (cause, difference) => {
    const findings = findingsOf(spf, difference);
    const refused = findings.find(({ id }) => id === 'spf-server-not-allowed' || id === 'spf-family-missing');
    expect(refused).toMatchObject({ cause });
    expect(published(refused)).toEqual([]);
  });

  it('folds what it cannot tell of the server under the record that nobody answered for', () => {
    const findings = findingsOf(spf, { answers: { 'TXT example.org': SERVFAIL } });
    expect(pick(findings, 'spf-server-unknown')).toMatchObject({ cause: 'spf-record-unanswered' });
  });

  it('does not ask for a server that nobody named', () => {
    const expected = { addresses: [], selectors: [] };
    const facts = { ...domainFacts(record('v=spf1 ip4:198.51.100.1 -all')), expected };
    expect(outline(spf(facts))).toEqual(['ok spf-right']);
  });

  it('publishes a list for the server’s own name only inside the domain', () => {
    expect(published(pick(findingsOf(spf, { drop: [HELO] }), 'spf-helo-missing'))).toEqual(['mail.example.org TXT "v=spf1 a -all"']);
    const outside = findingsOf(spf, { expected: { host: 'mx.host.example' }, add: ['mx.host.example A 192.0.2.10'] });
    expect(pick(outside, 'spf-helo-missing')).toMatchObject({ severity: 'info', fix: [] });
  });
});
