import { describe, expect, it } from 'vitest';
import type { PageFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { mtaSts } from '../../../../../electron/core/domain-check/rules/mta-sts.ts';
import { tlsRpt } from '../../../../../electron/core/domain-check/rules/tls-rpt.ts';
import { changed, type Difference, domainFacts, SERVFAIL } from '../../../../fakes/domain-facts.ts';
import { expectWords, findingsOf, mended, outline, pick, published, steps, type Told, untold } from './mail-rules.ts';

const STS = '_mta-sts.example.org';
const RPT = '_smtp._tls.example.org';
const URL = 'https://mta-sts.example.org/.well-known/mta-sts.txt';
const answered = { url: URL, status: 'answered', code: 200, contentType: 'text/plain; charset=utf-8' } as const;
const page = (shown: PageFacts | undefined): Difference => ({
  pages: (healthy) => [...healthy.filter(({ url }) => url !== URL), ...(shown === undefined ? [] : [shown])],
});
const policy = (text: string): Difference => page({ ...answered, body: text });
const failed = (reason: string): Difference => page({ url: URL, status: 'failed', reason });
const plain = (mode: string, mx = 'mail.example.org', age = 604_800): string =>
  `version: STSv1\nmode: ${mode}\nmx: ${mx}\nmax_age: ${age}\n`;
const instead = (text: string): Difference => ({ drop: [STS], add: [`${STS} TXT "${text}"`] });

const STS_CASES: Record<string, Told> = {
  'the healthy domain': [{}, ['ok mta-sts-right']],
  'no record': [{ drop: [STS] }, ['info mta-sts-none']],
  'a policy that asks for nothing': [policy('version: STSv1\nmode: none\nmax_age: 86400\n'), ['info mta-sts-none']],
  'two records': [{ add: [`${STS} TXT "v=STSv1; id=1"`] }, ['fail mta-sts-several']],
  'a bad id': [instead('v=STSv1; id=2026-11-22'), ['fail mta-sts-record']],
  'small letters in the version': [instead('v=stsv1; id=1'), ['fail mta-sts-record']],
  'no semicolon': [instead('v=STSv1 id=1'), ['fail mta-sts-record']],
  'another text at the name': [instead('hello'), ['info mta-sts-none']],
  'a name without address': [{ drop: ['mta-sts.example.org'] }, ['fail mta-sts-host']],
  'the same, as the page tells it': [failed('name-absent'), ['fail mta-sts-host']],
  'a certificate without the name': [failed('certificate-name'), ['fail mta-sts-certificate']],
  'a certificate that only the port tells of': [
    {
      ...failed('tls-failed'),
      endpoints: changed(
        ({ target }) => target.host === 'mta-sts.example.org',
        (shown) => (shown.result.status === 'encrypted' ? { ...shown, result: { ...shown.result, fault: 'expired' } } : shown),
      ),
    },
    ['fail mta-sts-certificate'],
  ],
  'a redirect': [page({ ...answered, code: 301, location: 'https://www.example.org/', body: '' }), ['fail mta-sts-redirect']],
  'no page': [page({ ...answered, code: 404, body: 'Not found' }), ['fail mta-sts-unreachable']],
  'a refused connection': [failed('refused'), ['fail mta-sts-unreachable']],
  'a computer without network': [failed('offline'), ['unknown mta-sts-unreachable']],
  'nobody asking': [page(undefined), ['unknown mta-sts-unreachable']],
  'a page without end': [failed('too-large'), ['fail mta-sts-policy']],
  'a mode that nobody knows': [policy(plain('strict')), ['fail mta-sts-policy']],
  'a web page in its place': [
    page({ ...answered, contentType: 'text/html', body: '<html>' }),
    ['fail mta-sts-policy', 'warn mta-sts-content-type'],
  ],
  'a policy served as a web page': [page({ ...answered, contentType: 'text/html', body: plain('enforce') }), ['warn mta-sts-content-type']],
  'a trial': [policy(plain('testing')), ['warn mta-sts-testing']],
  'an hour': [policy(plain('enforce', 'mail.example.org', 3600)), ['warn mta-sts-short']],
  'a star for one label': [policy(plain('enforce', '*.example.org')), ['ok mta-sts-right']],
  'other servers, insisted on': [policy(plain('enforce', 'mx1.example.org')), ['fail mta-sts-mx-uncovered']],
  'other servers, on trial': [policy(plain('testing', 'mx1.example.org')), ['warn mta-sts-mx-uncovered', 'warn mta-sts-testing']],
  'no answer': [{ answers: { [`TXT ${STS}`]: SERVFAIL } }, ['unknown mta-sts-unanswered']],
};

const RPT_CASES: Record<string, Told> = {
  'the healthy domain': [{}, ['ok tls-rpt-right']],
  'no record where nothing insists on encryption': [{ drop: [RPT, STS, '_25._tcp'] }, ['info tls-rpt-none']],
  'no record beside MTA-STS': [{ drop: [RPT, '_25._tcp'] }, ['warn tls-rpt-missing']],
  'no record beside DANE': [{ drop: [RPT, STS] }, ['warn tls-rpt-missing']],
  'two records': [{ add: [`${RPT} TXT "v=TLSRPTv1; rua=mailto:b@example.org"`] }, ['fail tls-rpt-several']],
  'an address without scheme': [{ drop: [RPT], add: [`${RPT} TXT "v=TLSRPTv1; rua=a@example.org"`] }, ['fail tls-rpt-syntax']],
  'small letters in the version': [{ drop: [RPT], add: [`${RPT} TXT "v=tlsrptv1; rua=mailto:a@example.org"`] }, ['fail tls-rpt-syntax']],
  'no answer': [{ answers: { [`TXT ${RPT}`]: SERVFAIL } }, ['unknown tls-rpt-unanswered']],
};

describe('the rule for MTA-STS', () => {
  it.each(Object.entries(STS_CASES))('judges %s', (_, [difference, told]) => {
    const findings = findingsOf(mtaSts, difference);
    expect(outline(findings)).toEqual([...told].sort());
    expectWords(findings);
  });

  it('has a case for everything it can say', () => {
    expect(
      untold(
        'mta-sts',
        Object.values(STS_CASES).map(([, told]) => told),
      ),
    ).toEqual(['mta-sts-id-unchanged']);
  });

  it.each(['two records', 'a bad id', 'small letters in the version', 'no semicolon'])(
    'announces anew after %s, with the time as id',
    (name) => {
      const facts = domainFacts(STS_CASES[name]?.[0]);
      const findings = mtaSts(facts);
      expect(published(findings[0])).toEqual([`${STS} TXT "v=STSv1; id=20261122120000"`]);
      expect(outline(mtaSts(mended(facts, findings)))).toEqual(['ok mta-sts-right']);
    },
  );

  it('names the server where the page should stand', () => {
    expect(published(findingsOf(mtaSts, { drop: ['mta-sts.example.org'] })[0])).toEqual(['mta-sts.example.org CNAME mail.example.org.']);
  });

  it('blames the MX where the policy names the right server', () => {
    const stray = { drop: ['example.org MX'], add: ['example.org MX 10 mx.old.example', 'mx.old.example A 198.51.100.3'] };
    expect(pick(findingsOf(mtaSts, stray), 'mta-sts-mx-uncovered')).toMatchObject({
      cause: 'mx-elsewhere',
      facts: { hosts: ['mx.old.example'] },
      fix: [],
    });
    const extra = { add: ['example.org MX 20 mx.old.example', 'mx.old.example A 198.51.100.3'] };
    expect(pick(findingsOf(mtaSts, extra), 'mta-sts-mx-uncovered')).toMatchObject({ cause: 'mx-extra' });
    expect(steps(pick(findingsOf(mtaSts, policy(plain('enforce', 'mx1.example.org'))), 'mta-sts-mx-uncovered'))).toEqual([
      'mailcow-mta-sts',
    ]);
  });
});

describe('the rule for TLS reports', () => {
  it.each(Object.entries(RPT_CASES))('judges %s', (_, [difference, told]) => {
    const findings = findingsOf(tlsRpt, difference);
    expect(outline(findings)).toEqual([...told].sort());
    expectWords(findings);
  });

  it('has a case for everything it can say', () => {
    expect(
      untold(
        'tls-rpt',
        Object.values(RPT_CASES).map(([, told]) => told),
      ),
    ).toEqual([]);
  });

  it.each(Object.keys(RPT_CASES).filter((name) => name !== 'no answer'))('is content once the remedy for %s is published', (name) => {
    const facts = domainFacts(RPT_CASES[name]?.[0]);
    expect(outline(tlsRpt(mended(facts, tlsRpt(facts))))).toEqual(['ok tls-rpt-right']);
  });

  it('keeps the addresses that are there', () => {
    const [twice] = findingsOf(tlsRpt, RPT_CASES['two records']?.[0]);
    expect(published(twice)).toEqual([`${RPT} TXT "v=TLSRPTv1; rua=mailto:reports@example.org,mailto:b@example.org"`]);
    const [small] = findingsOf(tlsRpt, RPT_CASES['small letters in the version']?.[0]);
    expect(published(small)).toEqual([`${RPT} TXT "v=TLSRPTv1; rua=mailto:a@example.org"`]);
  });
});
