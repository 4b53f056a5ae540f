import { describe, expect, it } from 'vitest';
import type { PageFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { changed, domainFacts, onPort, SERVFAIL, TIMED_OUT, withLeaf } from '../../../../fakes/domain-facts.ts';
import { failing } from '../../../../fakes/domain-endpoints.ts';
import type { Case } from './cases.ts';
import { findingOf, judge, prove, records, steps, untold } from './judge.ts';

type Answered = Extract<PageFacts, { status: 'answered' }>;

/** The page of one name, changed. */
const page =
  (label: string, change: Partial<Omit<Answered, 'status' | 'url'>>) =>
  (pages: PageFacts[]): PageFacts[] =>
    pages.map((one) => (one.status === 'answered' && one.url.startsWith(`https://${label}.`) ? { ...one, ...change } : one));

const lost =
  (label: string, reason: string) =>
  (pages: PageFacts[]): PageFacts[] =>
    pages.map((one) => (one.url.startsWith(`https://${label}.`) ? { url: one.url, status: 'failed', reason } : one));

const OTHER_HOST = '<clientConfig><incomingServer><hostname>imap.old.example</hostname></incomingServer></clientConfig>';
const other = { names: ['mail.example.org'] };
const at = (name: string) => (endpoint: { target: { host: string } }) => endpoint.target.host === name;

const forBoth = (label: 'autodiscover' | 'autoconfig'): Case[] => {
  const name = `${label}.example.org`;
  return [
    {
      what: `no ${label}`,
      difference: { drop: [name], pages: (all) => all.filter(({ url }) => !url.includes(label)) },
      expect: { [`${label}-missing`]: 'fail' },
    },
    {
      what: `${label} at another company`,
      difference: { drop: [name], add: [`${name} CNAME ${label}.outlook.com`, `${label}.outlook.com A 52.96.0.1`] },
      expect: { [`${label}-elsewhere`]: 'fail' },
    },
    {
      what: `${label} that leads to a name without address`,
      difference: { drop: [name], add: [`${name} CNAME mail.gone.example`], pages: (all) => all.filter(({ url }) => !url.includes(label)) },
      expect: { [`${label}-dangling`]: 'fail' },
    },
    {
      what: `${label} that nobody answers for`,
      difference: { answers: { [`any ${name}`]: TIMED_OUT } },
      expect: { [`${label}-unanswered`]: 'unknown' },
    },
    {
      what: `${label} with a copied address`,
      difference: { drop: [name], add: [`${name} A 192.0.2.10`] },
      expect: { [`${label}-one-family`]: 'warn' },
    },
    {
      what: `${label} missing in the certificate`,
      difference: { endpoints: changed(at(name), (one) => withLeaf(one, other)) },
      expect: { [`${label}-certificate`]: 'warn' },
    },
    { what: `${label} that refuses`, difference: { pages: lost(label, 'refused') }, expect: { [`${label}-unreachable`]: 'fail' } },
    { what: `${label} that times out`, difference: { pages: lost(label, 'timed-out') }, expect: { [`${label}-unreachable`]: 'unknown' } },
    { what: `${label} that answers 404`, difference: { pages: page(label, { code: 404 }) }, expect: { [`${label}-wrong-answer`]: 'fail' } },
    { what: `${label} in trouble`, difference: { pages: page(label, { code: 502 }) }, expect: { [`${label}-wrong-answer`]: 'warn' } },
    {
      what: `${label} that answers with a web page`,
      difference: { pages: page(label, { code: 200, body: '<!doctype html><p>Welcome' }) },
      expect: { [`${label}-wrong-answer`]: 'fail' },
    },
  ];
};

const CASES: Case[] = [
  ...forBoth('autodiscover'),
  ...forBoth('autoconfig'),
  {
    what: 'settings for another host',
    difference: { pages: page('autoconfig', { body: OTHER_HOST }) },
    expect: { 'autoconfig-wrong-answer': 'fail' },
  },
  {
    what: 'a missing name whose certificate fault is but its effect',
    difference: {
      drop: ['autodiscover.example.org'],
      endpoints: changed(at('autodiscover.example.org'), (one) => withLeaf(one, other)),
      pages: lost('autodiscover', 'certificate-name'),
    },
    expect: { 'autodiscover-missing': 'fail' },
    folded: { 'autodiscover-certificate': 'autodiscover-missing' },
  },
  {
    what: 'an expired certificate, once for all that rests on it',
    difference: {
      endpoints: (all) =>
        all
          .map((one) => withLeaf(one, { validTo: '2026-11-01T00:00:00.000Z' }))
          .map((one) => ({
            ...one,
            result: one.result.status === 'encrypted' ? { ...one.result, fault: 'expired' as const } : one.result,
          })),
      pages: (all) => lost('autodiscover', 'certificate-expired')(lost('autoconfig', 'certificate-expired')(all)),
    },
    expect: { 'tls-expired': 'fail' },
    folded: { 'autodiscover-certificate': 'tls-expired', 'autoconfig-certificate': 'tls-expired' },
  },
];

describe('the names that mail programs look settings up under', () => {
  it.each([...CASES, SHUT])('finds $what and nothing else', (one) => {
    prove(one);
  });

  it('gives the alias to publish and the old one to take out', () => {
    const difference = {
      drop: ['autodiscover.example.org'],
      add: ['autodiscover.example.org CNAME autodiscover.outlook.com', 'autodiscover.outlook.com A 52.96.0.1'],
    };
    const elsewhere = findingOf(judge(domainFacts(difference)), 'autodiscover-elsewhere');
    expect(records(elsewhere, 'publish')).toEqual(['autodiscover.example.org CNAME mail.example.org.']);
    expect(records(elsewhere, 'remove')).toEqual(['autodiscover.example.org CNAME autodiscover.outlook.com.']);
    expect(elsewhere.facts).toMatchObject({ company: 'Microsoft 365', target: 'autodiscover.outlook.com' });
  });

  it('takes a server that asks who we are for a right one, and sends no one elsewhere for it', () => {
    expect(findingOf(judge(domainFacts()), 'autodiscover-right').severity).toBe('ok');
  });

  it('asks for the name in the certificate where only that is missing', () => {
    const difference = { endpoints: changed(at('autoconfig.example.org'), (one) => withLeaf(one, other)) };
    expect(steps(findingOf(judge(domainFacts(difference)), 'autoconfig-certificate'))).toEqual(['mailcow-add-certificate-name']);
  });

  it('compares every address, not the first alone', () => {
    const difference = {
      drop: ['autodiscover.example.org'],
      add: ['autodiscover.example.org A 192.0.2.10', 'autodiscover.example.org A 198.51.100.80'],
    };
    expect(judge(domainFacts(difference)).map(({ id }) => id)).toContain('autodiscover-elsewhere');
  });

  it('does not take a failed question about one family for a missing name', () => {
    const difference = { drop: ['autodiscover.example.org'], answers: { 'AAAA autodiscover.example.org': SERVFAIL } };
    expect(findingOf(judge(domainFacts(difference)), 'autodiscover-unanswered').severity).toBe('unknown');
  });
});

const SHUT: Case = {
  what: 'a web server that refuses everybody',
  difference: {
    endpoints: changed(onPort(443), (one) => failing(one, 'refused')),
    pages: (all) => lost('autodiscover', 'refused')(lost('autoconfig', 'refused')(all)),
  },
  expect: { 'tls-unreachable': 'fail' },
  folded: {
    'autodiscover-unreachable': 'tls-unreachable',
    'autoconfig-unreachable': 'tls-unreachable',
    'srv-not-offered': 'tls-unreachable',
  },
};

const SRV: Case[] = [
  {
    what: 'no service records',
    difference: { drop: ['_imap', '_pop3', '_sub', '_sieve', '_autodiscover', '_cal', '_card'] },
    expect: { 'srv-none': 'info' },
  },
  {
    what: 'a record that leads to another company',
    difference: { drop: ['_imaps'], add: ['_imaps._tcp.example.org SRV 0 1 993 mail.old.example', 'mail.old.example A 198.51.100.25'] },
    expect: { 'srv-elsewhere': 'fail' },
  },
  {
    what: 'the wrong port',
    difference: { drop: ['_imaps'], add: ['_imaps._tcp.example.org SRV 0 1 143 mail.example.org'] },
    expect: { 'srv-port': 'fail' },
  },
  {
    what: 'an unusual port',
    difference: { drop: ['_imaps'], add: ['_imaps._tcp.example.org SRV 0 1 10993 mail.example.org'] },
    expect: { 'srv-port': 'warn' },
  },
  {
    what: 'a target that is an alias',
    difference: {
      drop: ['_imaps'],
      add: ['_imaps._tcp.example.org SRV 0 1 993 imap.example.org', 'imap.example.org CNAME mail.example.org'],
    },
    expect: { 'srv-alias': 'warn' },
  },
  {
    what: 'a target without address',
    difference: { drop: ['_imaps'], add: ['_imaps._tcp.example.org SRV 0 1 993 imap.example.org'] },
    expect: { 'srv-no-address': 'fail' },
  },
  { what: 'unencrypted beginnings only', difference: { drop: ['_imaps'] }, expect: { 'srv-cleartext-only': 'warn' } },
  {
    what: 'the name that nobody registered',
    difference: { drop: ['_submission'], add: ['_smtps._tcp.example.org SRV 0 1 465 mail.example.org'] },
    expect: { 'srv-unregistered': 'warn' },
  },
  {
    what: 'a service that is not offered',
    difference: { endpoints: changed(onPort(110), (one) => failing(one, 'refused')) },
    expect: { 'srv-not-offered': 'warn' },
  },
  { what: 'no path beside the calendar', difference: { drop: ['_caldavs._tcp.example.org TXT'] }, expect: { 'srv-path': 'info' } },
  {
    what: 'two paths beside the calendar',
    difference: { add: ['_caldavs._tcp.example.org TXT "path=/dav/"'] },
    expect: { 'srv-path': 'warn' },
  },
  {
    what: 'a record that nobody answers for',
    difference: { answers: { 'SRV _imaps._tcp.example.org': SERVFAIL } },
    expect: { 'srv-unanswered': 'unknown' },
  },
];

describe('service records for mail programs', () => {
  it.each(SRV)('finds $what and nothing else', (one) => {
    prove(one);
  });

  it('says one thing about twelve records that lead to one wrong host', () => {
    const facts = domainFacts();
    const answers = Object.fromEntries(
      Object.entries(facts.answers).map(([question, answer]) => [
        question,
        answer.status === 'found'
          ? {
              ...answer,
              records: answer.records.map((record) => (record.type === 'SRV' ? { ...record, target: 'mail.old.example' } : record)),
            }
          : answer,
      ]),
    );
    const elsewhere = judge({ ...facts, answers }).filter(({ id }) => id === 'srv-elsewhere');
    expect(elsewhere).toHaveLength(1);
    expect(elsewhere.flatMap((one) => records(one, 'publish'))).toContain('_imaps._tcp.example.org SRV 0 1 993 mail.example.org.');
  });

  it('takes "." for a service that is not offered, and is content with it', () => {
    const difference = {
      drop: ['_pop3._tcp', '_pop3s._tcp'],
      add: ['_pop3._tcp.example.org SRV 0 0 0 .', '_pop3s._tcp.example.org SRV 0 0 0 .'],
      endpoints: changed(onPort(110, 995), (one) => failing(one, 'refused')),
    };
    expect(judge(domainFacts(difference)).filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });

  it('says "." for a service that is not there', () => {
    const difference = { endpoints: changed(onPort(4190), (one) => failing(one, 'refused')) };
    const gone = findingOf(judge(domainFacts(difference)), 'srv-not-offered');
    expect(records(gone, 'publish')).toEqual(['_sieve._tcp.example.org SRV 0 0 0 .']);
    expect(records(gone, 'remove')).toEqual(['_sieve._tcp.example.org SRV 0 1 4190 mail.example.org.']);
  });

  it('is content with both names for submission over TLS', () => {
    const findings = judge(domainFacts({ add: ['_smtps._tcp.example.org SRV 0 1 465 mail.example.org'] }));
    expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });

  it('has told everything that its areas can say', () => {
    expect([...untold('client-setup')]).toEqual([]);
  });
});
