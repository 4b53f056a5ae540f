import { describe, expect, it } from 'vitest';
import { domainFacts, SERVFAIL, TIMED_OUT } from '../../../../fakes/domain-facts.ts';
import type { Case } from './cases.ts';
import { findingOf, judge, prove, records, steps, untold } from './judge.ts';

const without = 'example.org MX';
const alone = { host: undefined, addresses: [] };

const CASES: Case[] = [
  {
    what: 'mail that goes to another company',
    difference: { drop: [without], add: ['example.org MX 10 mx.old.example', 'mx.old.example A 198.51.100.25'] },
    expect: { 'mx-elsewhere': 'fail' },
  },
  {
    what: 'another company whose name servers are dead',
    difference: { drop: [without], add: ['example.org MX 10 mx.old.example'], answers: { 'any mx.old.example': SERVFAIL } },
    expect: { 'mx-elsewhere': 'fail' },
    folded: { 'mx-unanswered': 'mx-elsewhere' },
  },
  {
    what: 'a forgotten second mail server',
    difference: { add: ['example.org MX 20 mx.old.example', 'mx.old.example A 198.51.100.25'] },
    expect: { 'mx-extra': 'warn' },
  },
  {
    what: 'a foreign mail server that comes first',
    difference: { add: ['example.org MX 5 mx.old.example', 'mx.old.example A 198.51.100.25'] },
    expect: { 'mx-extra': 'fail' },
  },
  {
    what: 'no MX while the domain has the host’s address',
    difference: { drop: [without] },
    expect: { 'mx-implicit': 'warn' },
  },
  {
    what: 'no MX while the domain has a web server',
    difference: { drop: [without, 'example.org A'], add: ['example.org A 198.51.100.80'] },
    expect: { 'mx-implicit': 'fail' },
  },
  { what: 'no MX and no address', difference: { drop: [without, 'example.org A'] }, expect: { 'mx-missing': 'fail' } },
  {
    what: 'no MX and addresses that nobody answers for',
    difference: { drop: [without], answers: { 'A example.org': TIMED_OUT, 'AAAA example.org': TIMED_OUT } },
    expect: { 'mx-unanswered': 'unknown' },
  },
  {
    what: 'an MX that nobody answers for',
    difference: { answers: { 'MX example.org': SERVFAIL } },
    expect: { 'mx-unanswered': 'unknown' },
  },
  { what: 'a null MX', difference: { drop: [without], add: ['example.org MX 0 .'] }, expect: { 'mx-null': 'fail' } },
  { what: 'a null MX beside a real one', difference: { add: ['example.org MX 0 .'] }, expect: { 'mx-null-beside-others': 'fail' } },
  {
    what: 'an MX that names an alias of the host',
    difference: { drop: [without], add: ['example.org MX 10 mx.example.org', 'mx.example.org CNAME mail.example.org'] },
    expect: { 'mx-alias': 'fail' },
  },
  {
    what: 'an address in place of a name',
    difference: { drop: [without], add: ['example.org MX 10 192.0.2.10'] },
    expect: { 'mx-address-literal': 'fail' },
  },
  {
    what: 'localhost',
    difference: { drop: [without], add: ['example.org MX 10 localhost'] },
    expect: { 'mx-private-address': 'fail' },
  },
  {
    what: 'a private address behind the host that nobody expects there',
    difference: {
      expected: alone,
      drop: ['mail.example.org A'],
      add: ['mail.example.org A 10.1.2.3'],
      endpoints: () => [],
      pages: () => [],
    },
    expect: { 'mx-private-address': 'fail', 'ipv6-none': 'info', 'caa-not-compared': 'info' },
  },
  {
    what: 'an MX whose name does not exist',
    difference: {
      expected: alone,
      drop: [without, 'mail.example.org'],
      add: ['example.org MX 10 mail.example.org'],
      endpoints: () => [],
      pages: () => [],
    },
    expect: { 'mx-no-address': 'fail', 'caa-not-compared': 'info' },
    folded: { 'autodiscover-dangling': 'mx-no-address', 'srv-no-address': 'mx-no-address' },
  },
  {
    what: 'one host twice',
    difference: { add: ['example.org MX 20 mail.example.org'] },
    expect: { 'mx-duplicate': 'info' },
  },
  {
    what: 'two names for one address',
    difference: { add: ['example.org MX 20 mx2.example.org', 'mx2.example.org A 192.0.2.10', 'mx2.example.org AAAA 2001:db8::10'] },
    expect: { 'mx-one-address': 'info' },
  },
];

describe('where mail goes', () => {
  it.each(CASES)('finds $what and nothing else', (one) => {
    prove(one);
  });

  it('gives the record to publish and the one to take out', () => {
    const difference = { drop: [without], add: ['example.org MX 5 mx.old.example', 'mx.old.example A 198.51.100.25'] };
    const elsewhere = findingOf(judge(domainFacts(difference)), 'mx-elsewhere');
    expect(records(elsewhere, 'publish')).toEqual(['example.org MX 10 mail.example.org.']);
    expect(records(elsewhere, 'remove')).toEqual(['example.org MX 5 mx.old.example.']);
    expect(elsewhere.facts).toMatchObject({ exchanges: ['mx.old.example'], expected: 'mail.example.org' });
  });

  it('names the company that mail still goes to', () => {
    const difference = { drop: [without], add: ['example.org MX 0 example-org.mail.protection.outlook.com'] };
    expect(findingOf(judge(domainFacts(difference)), 'mx-elsewhere').facts).toMatchObject({ company: 'Microsoft 365' });
  });

  it('gives the alias’s place to the host’s own name', () => {
    const difference = { drop: [without], add: ['example.org MX 10 mx.example.org', 'mx.example.org CNAME mail.example.org'] };
    const alias = findingOf(judge(domainFacts(difference)), 'mx-alias');
    expect(records(alias, 'remove')).toEqual(['example.org MX 10 mx.example.org.']);
    expect(records(alias, 'publish')).toEqual(['example.org MX 10 mail.example.org.']);
  });

  it('gives addresses to a host that was made an alias', () => {
    const difference = {
      drop: ['mail.example.org'],
      add: ['mail.example.org CNAME vps.hoster.example', 'vps.hoster.example A 192.0.2.10'],
    };
    const alias = findingOf(judge(domainFacts(difference)), 'mx-alias');
    expect(records(alias, 'remove')).toEqual(['mail.example.org CNAME vps.hoster.example.']);
    expect(records(alias, 'publish')).toEqual(['mail.example.org A 192.0.2.10', 'mail.example.org AAAA 2001:db8::10']);
  });

  it('takes another name of the same machine for ours', () => {
    const difference = { drop: [without], add: ['example.org MX 10 mx.example.org', 'mx.example.org A 192.0.2.10'] };
    expect(judge(domainFacts(difference)).filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });

  it('judges by itself what nobody has an expectation about', () => {
    const findings = judge(domainFacts({ expected: alone }));
    expect(findingOf(findings, 'autodiscover-right').severity).toBe('ok');
    expect(findings.map(({ id }) => id)).not.toContain('mx-elsewhere');
  });

  it('never takes the last record out where it knows nothing better', () => {
    const exchanges = ['localhost', '192.0.2.10', 'gone.example.org'];
    for (const exchange of exchanges) {
      const findings = judge(domainFacts({ expected: alone, drop: [without], add: [`example.org MX 10 ${exchange}`] }));
      expect(findings.flatMap((one) => records(one, 'remove')).filter((line) => line.includes(' MX '))).toEqual([]);
      expect(findings.flatMap(steps)).toContain('check-elsewhere');
    }
  });

  it('calls a private address right where the person named the host and it answers', () => {
    const shown = domainFacts({ expected: { addresses: [] } });
    expect(findingOf(judge(shown), 'mx-private-address').severity).toBe('info');
    expect(findingOf(judge(shown), 'mx-right').severity).toBe('ok');
  });

  it('sees that Microsoft answers mail and programs under two names', () => {
    const exchange = 'example-org.mail.protection.outlook.com';
    const difference = {
      expected: alone,
      drop: [without, 'autodiscover', 'autoconfig', '_'],
      add: [
        `example.org MX 0 ${exchange}`,
        `${exchange} A 52.101.68.1`,
        'autodiscover.example.org CNAME autodiscover.outlook.com',
        'autodiscover.outlook.com A 52.96.0.1',
      ],
      endpoints: () => [],
      pages: () => [],
    };
    expect(judge(domainFacts(difference)).map(({ id }) => id)).toContain('autodiscover-right');
  });

  it('has told everything that its areas can say', () => {
    expect([...untold('mx')]).toEqual([]);
  });
});
