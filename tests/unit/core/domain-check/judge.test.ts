import { describe, expect, it } from 'vitest';
import type { Finding, FindingId, Severity } from '../../../../electron/core/domain-check/finding.ts';
import { judgeDomain, reportOn } from '../../../../electron/core/domain-check/judge.ts';
import { checkReport } from '../../../../electron/core/domain-check/report.ts';
import { found } from '../../../../electron/core/domain-check/rules/rule.ts';
import { type Difference, domainFacts, SERVFAIL } from '../../../fakes/domain-facts.ts';

const facts = domainFacts();
const one = (id: FindingId, severity: Severity, cause?: FindingId): Finding => found(id, severity, cause === undefined ? {} : { cause });
const idsOf = (findings: readonly Finding[]): string[] => reportOn(findings, facts).findings.map(({ id }) => id);
const verdictOf = (...findings: Finding[]): string => reportOn(findings, facts).verdict;

describe('the verdict', () => {
  it('is ready while nothing is worse than better practice', () => {
    expect(verdictOf(one('mx-right', 'ok'), one('dane-none', 'info'))).toBe('ready');
  });

  it('is usable with a warning and broken with a failure, whatever else there is', () => {
    expect(verdictOf(one('mx-right', 'ok'), one('dmarc-monitoring', 'warn'))).toBe('usable');
    expect(verdictOf(one('dmarc-monitoring', 'warn'), one('mx-elsewhere', 'fail'), one('host-unanswered', 'unknown'))).toBe('broken');
  });

  it('is unknown when a decisive question has no answer, but not when port 25 is closed from here', () => {
    expect(verdictOf(one('mx-unanswered', 'unknown'), one('dmarc-monitoring', 'warn'))).toBe('unknown');
    expect(verdictOf(one('tls-port-25-unreachable', 'unknown'))).toBe('ready');
  });

  it('is unknown when more than one question in twenty has no answer', () => {
    const answers = Object.fromEntries(
      Object.entries(facts.answers).map(([question, answer], index) => [question, index % 19 === 0 ? SERVFAIL : answer]),
    );
    expect(reportOn([one('mx-right', 'ok')], { ...facts, answers }).verdict).toBe('unknown');
    const fewer = Object.fromEntries(
      Object.entries(facts.answers).map(([question, answer], index) => [question, index % 40 === 0 ? SERVFAIL : answer]),
    );
    expect(reportOn([one('mx-right', 'ok')], { ...facts, answers: fewer }).verdict).toBe('ready');
  });
});

describe('the order of findings', () => {
  it('is by severity, then by what rests on what', () => {
    expect(
      idsOf([
        one('caa-none', 'info'),
        one('dkim-missing', 'fail'),
        one('mx-right', 'ok'),
        one('spf-ptr-used', 'warn'),
        one('mx-null', 'fail'),
      ]),
    ).toEqual(['mx-null', 'dkim-missing', 'spf-ptr-used', 'caa-none', 'mx-right']);
  });

  it('puts what a finding explains right behind it, however mild it is', () => {
    expect(
      idsOf([
        one('tls-name', 'fail', 'autodiscover-elsewhere'),
        one('dkim-missing', 'fail'),
        one('autodiscover-certificate', 'warn', 'autodiscover-elsewhere'),
        one('autodiscover-elsewhere', 'fail'),
      ]),
    ).toEqual(['autodiscover-elsewhere', 'tls-name', 'autodiscover-certificate', 'dkim-missing']);
  });

  it('folds nothing under a cause that is not there or is all right', () => {
    const { findings } = reportOn(
      [one('tls-name', 'fail', 'mx-elsewhere'), one('dane-mismatch', 'fail', 'mx-right'), one('mx-right', 'ok')],
      facts,
    );
    expect(findings.map(({ cause }) => cause)).toEqual([undefined, undefined, undefined]);
  });

  it('loses nothing when two findings explain each other', () => {
    const ids = idsOf([one('mx-alias', 'fail', 'host-missing'), one('host-missing', 'fail', 'mx-alias')]);
    expect(ids.toSorted()).toEqual(['host-missing', 'mx-alias']);
  });

  it('folds everything under a domain that does not exist', () => {
    const { findings } = reportOn(
      [one('mx-missing', 'fail'), one('name-absent', 'fail'), one('dmarc-missing', 'warn'), one('caa-none', 'info')],
      facts,
    );
    expect(findings.map(({ id, cause }) => [id, cause])).toEqual([
      ['name-absent', undefined],
      ['mx-missing', 'name-absent'],
      ['dmarc-missing', 'name-absent'],
      ['caa-none', 'name-absent'],
    ]);
  });

  it('folds under a silent domain what is silent about it, and nothing else', () => {
    const { findings } = reportOn(
      [
        one('mx-unanswered', 'unknown'),
        one('name-unanswered', 'unknown'),
        found('ptr-unanswered', 'unknown', { facts: { name: '10.2.0.192.in-addr.arpa' } }),
        found('tls-plain-login', 'warn', { facts: { name: 'mail.example.org:143' } }),
      ],
      facts,
    );
    expect(findings.filter(({ cause }) => cause !== undefined).map(({ id }) => id)).toEqual(['mx-unanswered']);
  });

  it('says the same thing once, and the same about two names twice', () => {
    const about = (name: string): Finding => found('srv-elsewhere', 'fail', { facts: { name } });
    expect(idsOf([about('_imaps._tcp.example.org'), about('_imaps._tcp.example.org'), about('_sieve._tcp.example.org')])).toHaveLength(2);
  });
});

describe('a judgement', () => {
  it('raises no policy against forgery while the domain’s own mail cannot prove itself', () => {
    const watched = { drop: ['_dmarc'], add: ['_dmarc.example.org TXT "v=DMARC1; p=none; rua=mailto:reports@example.org"'] };
    const raised = (difference: Difference): boolean =>
      judgeDomain(domainFacts(difference)).findings.some(({ id, fix }) => id === 'dmarc-monitoring' && fix.length > 0);
    expect(raised(watched)).toBe(true);
    expect(raised({ ...watched, drop: [...watched.drop, 'dkim._domainkey'] })).toBe(false);
    expect(judgeDomain(domainFacts({ ...watched, drop: [...watched.drop, 'dkim._domainkey'] })).zone).not.toContain('quarantine');
  });

  it('of recorded facts is a report as it is published, and the same each time', () => {
    const report = judgeDomain(facts);
    expect(checkReport.parse(report)).toEqual(report);
    expect(judgeDomain(facts)).toEqual(report);
    expect(report.asked).toEqual({ questions: facts.questions, ms: 105 });
  });
});
