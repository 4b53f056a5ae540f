import { describe, expect, it } from 'vitest';
import { domainFacts, NO_SUCH_NAME, RANDOM_LABEL, SERVFAIL, TIMED_OUT } from '../../../../fakes/domain-facts.ts';
import type { Case } from './cases.ts';
import { findingOf, judge, prove, records, untold } from './judge.ts';

const CASES: Case[] = [
  {
    what: 'a doubled name in the MX',
    difference: { drop: ['example.org MX'], add: ['example.org MX 10 mail.example.org.example.org'] },
    expect: { 'name-doubled': 'fail' },
    folded: { 'mx-no-address': 'name-doubled' },
  },
  {
    what: 'a doubled host record beside the right one',
    difference: { add: ['mail.example.org.example.org A 192.0.2.10'] },
    expect: { 'name-doubled': 'warn' },
  },
  {
    what: 'a doubled host record instead of the right one',
    difference: { drop: ['mail.example.org A'], add: ['mail.example.org.example.org A 192.0.2.10'] },
    expect: { 'name-doubled': 'fail' },
    folded: { 'host-missing': 'name-doubled', 'mx-no-address': 'host-missing', 'autodiscover-dangling': 'host-missing' },
  },
  {
    what: 'a wildcard',
    difference: { add: [`${RANDOM_LABEL}.example.org A 198.51.100.80`] },
    expect: { 'name-wildcard': 'info' },
  },
  { what: 'one name server', difference: { drop: ['example.org NS ns2'] }, expect: { 'name-servers-one': 'warn' } },
  {
    what: 'another answer inside the company',
    difference: { system: { 'mail.example.org': ['10.0.0.7'] } },
    expect: { 'name-differs-inside': 'info' },
  },
  {
    what: 'a host at another address',
    difference: {
      drop: ['mail.example.org A 192'],
      add: ['mail.example.org A 203.0.113.5', '5.113.0.203.in-addr.arpa PTR mail.example.org'],
    },
    expect: { 'host-address-wrong': 'fail' },
    folded: { 'ptr-not-confirmed': 'host-address-wrong' },
  },
  {
    what: 'a host without any address',
    difference: { drop: ['mail.example.org A'] },
    expect: { 'host-missing': 'fail' },
    folded: { 'mx-no-address': 'host-missing', 'autoconfig-dangling': 'host-missing', 'srv-no-address': 'host-missing' },
  },
  {
    what: 'a host that nobody answers for',
    difference: { answers: { 'A mail.example.org': TIMED_OUT, 'AAAA mail.example.org': TIMED_OUT } },
    expect: { 'host-unanswered': 'unknown' },
    folded: { 'ptr-unanswered': 'host-unanswered', 'mx-unanswered': 'host-unanswered', 'srv-unanswered': 'host-unanswered' },
  },
];

describe('the names of a domain', () => {
  it.each(CASES)('finds $what and nothing else', (one) => {
    prove(one);
  });

  it('says that a domain which does not exist has to be registered, and folds all that follows under that', () => {
    const gone = Object.fromEntries(Object.keys(domainFacts().answers).map((question) => [question, NO_SUCH_NAME]));
    const findings = judge({ ...domainFacts(), answers: gone, endpoints: [], pages: [], expected: { addresses: [], selectors: [] } });
    const roots = findings.filter(({ cause, severity }) => cause === undefined && severity === 'fail').map(({ id }) => id);
    expect(roots).toEqual(['name-absent']);
    expect(findingOf(findings, 'mx-missing').cause).toBe('name-absent');
    expect(findingOf(findings, 'autodiscover-missing').cause).toBe('name-absent');
    expect(findingOf(findings, 'name-absent').who).toBe('registrar');
  });

  it('never takes a failing name server for a missing name', () => {
    for (const failure of [SERVFAIL, TIMED_OUT]) {
      const silent = Object.fromEntries(Object.keys(domainFacts().answers).map((question) => [question, failure]));
      const findings = judge({ ...domainFacts(), answers: silent, endpoints: [], pages: [] });
      expect(findings.filter(({ severity }) => severity === 'fail')).toEqual([]);
      expect(findingOf(findings, 'name-unanswered').severity).toBe('unknown');
      expect(findingOf(findings, 'mx-unanswered').cause).toBe('name-unanswered');
    }
  });

  it('puts the expected addresses in place of wrong ones', () => {
    const difference = { drop: ['mail.example.org A 192'], add: ['mail.example.org A 203.0.113.5'] };
    const wrong = findingOf(judge(domainFacts(difference)), 'host-address-wrong');
    expect(records(wrong, 'remove')).toEqual(['mail.example.org A 203.0.113.5']);
    expect(records(wrong, 'publish')).toEqual(['mail.example.org A 192.0.2.10']);
  });

  it('leaves an IPv6 address alone when only the IPv4 one is expected', () => {
    const findings = judge(domainFacts({ expected: { addresses: ['192.0.2.10'] } }));
    expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });

  it('shortens and disarms what strangers wrote', () => {
    const target = `${'a\u0007\u202eb'.repeat(100)}.example`;
    const facts = domainFacts({ drop: ['example.org MX'] });
    const answers = {
      ...facts.answers,
      'MX example.org': {
        status: 'found' as const,
        authenticated: false,
        records: [{ type: 'MX' as const, name: 'example.org', ttl: 60, preference: 10, exchange: target }],
      },
    };
    const shown = JSON.stringify(findingOf(judge({ ...facts, answers }), 'mx-elsewhere').facts);
    expect(shown).not.toMatch(/[\u0007\u202e]/);
    expect(shown.length).toBeLessThan(900);
  });

  it('has told everything that its areas can say', () => {
    expect([...untold('names')]).toEqual([]);
  });
});
