import { describe, expect, it } from 'vitest';
import { dmarc } from '../../../../../electron/core/domain-check/rules/dmarc.ts';
import { type Difference, domainFacts, SERVFAIL } from '../../../../fakes/domain-facts.ts';
import { expectWords, findingsOf, mended, outline, pick, published, removed, steps, type Told, untold } from './mail-rules.ts';

const NAME = '_dmarc.example.org';
const record = (text: string, ...add: string[]): Difference => ({ drop: [NAME], add: [`${NAME} TXT "${text}"`, ...add] });
const RUA = 'rua=mailto:reports@example.org';
const AWAY = 'rua=mailto:us@other.example';
const ASKED = 'example.org._report._dmarc.other.example';
const TAKES = ['other.example MX 10 mx.other.example', 'mx.other.example A 198.51.100.9'];

const CASES: Record<string, Told> = {
  'the healthy domain': [{}, ['ok dmarc-right']],
  'no record': [{ drop: [NAME] }, ['fail dmarc-missing']],
  'two records': [{ add: [`${NAME} TXT "v=DMARC1; p=none"`] }, ['fail dmarc-several']],
  'small letters in the version': [record(`v=dmarc1; p=reject; ${RUA}`), ['fail dmarc-syntax']],
  'no semicolon behind the version': [record(`v=DMARC1 p=reject; ${RUA}`), ['fail dmarc-syntax']],
  'a space in front': [record(` v=DMARC1; p=reject; ${RUA}`), ['fail dmarc-syntax']],
  'a tag twice': [record(`v=DMARC1; p=reject; p=none; ${RUA}`), ['warn dmarc-older-receivers', 'fail dmarc-syntax']],
  'a value that nobody knows': [record(`v=DMARC1; p=reject; adkim=x; ${RUA}`), ['fail dmarc-syntax']],
  'no policy but reports': [record(`v=DMARC1; ${RUA}`), ['warn dmarc-no-policy']],
  'neither policy nor reports': [record('v=DMARC1; adkim=s'), ['fail dmarc-no-policy', 'info dmarc-strict', 'warn dmarc-no-reports']],
  'a policy that nobody knows': [record(`v=DMARC1; p=block; ${RUA}`), ['warn dmarc-policy-invalid']],
  'the same without reports': [record('v=DMARC1; p=block'), ['fail dmarc-policy-invalid', 'warn dmarc-no-reports']],
  'watching only': [record(`v=DMARC1; p=none; ${RUA}`), ['warn dmarc-monitoring']],
  'half the way': [record(`v=DMARC1; p=quarantine; ${RUA}`), ['info dmarc-quarantine', 'ok dmarc-right']],
  'weaker subdomains': [record(`v=DMARC1; p=reject; sp=none; ${RUA}`), ['warn dmarc-subdomains-weaker']],
  'weaker names that do not exist': [record(`v=DMARC1; p=reject; np=quarantine; ${RUA}`), ['warn dmarc-subdomains-weaker']],
  'a test': [record(`v=DMARC1; p=reject; t=y; ${RUA}`), ['warn dmarc-testing']],
  'tags of older rules': [record(`v=DMARC1; p=reject; pct=100; ri=86400; ${RUA}!10m`), ['warn dmarc-removed-tags']],
  'a tag that nobody knows': [record(`v=DMARC1; p=reject; rau=mailto:x@example.org; ${RUA}`), ['warn dmarc-unknown-tag']],
  'capitals in a name': [record(`v=DMARC1; P=reject; ${RUA}`), ['warn dmarc-unknown-tag']],
  'the policy at the end': [record(`v=DMARC1; ${RUA}; p=reject`), ['warn dmarc-order']],
  'no reports': [record('v=DMARC1; p=reject'), ['warn dmarc-no-reports']],
  'an address without scheme': [record('v=DMARC1; p=reject; rua=reports@example.org'), ['fail dmarc-report-address']],
  'reports over the web': [
    record(`v=DMARC1; p=reject; rua=https://example.org/reports,mailto:reports@example.org`),
    ['warn dmarc-report-address'],
  ],
  'three addresses': [record(`v=DMARC1; p=reject; ${RUA},mailto:a@example.org,mailto:b@example.org`), ['warn dmarc-report-address']],
  'reports to others who did not ask': [
    record(`v=DMARC1; p=reject; ${AWAY}`, ...TAKES, `${ASKED} A 192.0.2.1`),
    ['warn dmarc-report-unauthorised'],
  ],
  'reports to others who want them': [record(`v=DMARC1; p=reject; ${AWAY}`, ...TAKES, `${ASKED} TXT "v=DMARC1"`), ['ok dmarc-right']],
  'reports to others who cannot be asked': [
    { ...record(`v=DMARC1; p=reject; ${AWAY}`, ...TAKES, `${ASKED} TXT "x"`), answers: { [`TXT ${ASKED}`]: SERVFAIL } },
    ['unknown dmarc-unanswered'],
  ],
  'reports to where no mail is taken': [record(`v=DMARC1; p=reject; ${AWAY}`, 'other.example MX 0 .'), ['warn dmarc-report-no-mail']],
  'single reports to where no mail is taken': [
    record(`v=DMARC1; p=reject; ${RUA}; ruf=mailto:us@other.example`, 'other.example MX 0 .'),
    ['warn dmarc-report-no-mail'],
  ],
  'strict alignment': [record(`v=DMARC1; p=reject; adkim=s; aspf=s; ${RUA}`), ['info dmarc-strict', 'ok dmarc-right']],
  'a policy at the domain itself': [
    { drop: [NAME], add: [`example.org TXT "v=DMARC1; p=reject; ${RUA}"`] },
    ['fail dmarc-missing', 'warn dmarc-misplaced'],
  ],
  'SPF at the place of the policy': [{ add: [`${NAME} TXT "v=spf1 -all"`] }, ['ok dmarc-right', 'warn dmarc-misplaced']],
  'no answer': [{ answers: { [`TXT ${NAME}`]: SERVFAIL } }, ['unknown dmarc-unanswered']],
  'no answer above': [{ drop: [NAME], answers: { 'TXT _dmarc.org': SERVFAIL } }, ['unknown dmarc-unanswered']],
  'the registry’s rule': [
    { drop: [NAME], add: [`_dmarc.org TXT "v=DMARC1; p=reject; psd=y; rua=mailto:psd@example.net"`] },
    ['info dmarc-inherited', 'warn dmarc-older-receivers'],
  ],
};

describe('the rule for DMARC', () => {
  it.each(Object.entries(CASES))('judges %s', (_, [difference, told]) => {
    const findings = findingsOf(dmarc, difference);
    expect(outline(findings)).toEqual([...told].sort());
    expectWords(findings);
  });

  it('has a case for everything it can say', () => {
    expect(
      untold(
        'dmarc',
        Object.values(CASES).map(([, told]) => told),
      ),
    ).toEqual([]);
  });

  it.each(Object.entries(CASES).filter(([, [difference]]) => findingsOf(dmarc, difference).some(({ fix }) => fix.length > 0)))(
    'finds nothing of the kind again once the remedy for %s is published',
    (_, [difference]) => {
      let facts = domainFacts(difference);
      // A record is mended first, then raised from none to quarantine and on to reject: each round is one step.
      for (let round = 0; round < 5; round += 1) facts = mended(facts, dmarc(facts));
      expect(outline(dmarc(facts)).filter((one) => !one.startsWith('info'))).toEqual(['ok dmarc-right']);
    },
  );

  it('goes from watching to refusing in two steps', () => {
    const first = findingsOf(dmarc, record(`v=DMARC1; p=none; ${RUA}`));
    expect(published(pick(first, 'dmarc-monitoring'))).toEqual([`${NAME} TXT "v=DMARC1; p=quarantine; ${RUA}"`]);
    expect(removed(pick(first, 'dmarc-monitoring'))).toEqual([`${NAME} TXT "v=DMARC1; p=none; ${RUA}"`]);
    const second = findingsOf(dmarc, record(`v=DMARC1; p=quarantine; ${RUA}`));
    expect(published(pick(second, 'dmarc-quarantine'))).toEqual([`${NAME} TXT "v=DMARC1; p=reject; ${RUA}"`]);
  });

  it('mends before it raises, so that the two never contradict each other', () => {
    const findings = findingsOf(dmarc, record(`v=DMARC1; p=none; pct=50; ${RUA}`));
    expect(outline(findings)).toEqual(['warn dmarc-monitoring', 'warn dmarc-removed-tags']);
    expect(published(pick(findings, 'dmarc-removed-tags'))).toEqual([`${NAME} TXT "v=DMARC1; p=none; ${RUA}"`]);
    expect(published(pick(findings, 'dmarc-monitoring'))).toEqual([]);
  });

  it('begins with watching, with reports to where they are wanted', () => {
    const wanted = findingsOf(dmarc, { drop: [NAME], expected: { reports: 'dmarc@example.org' } });
    expect(published(wanted[0])).toEqual([`${NAME} TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.org"`]);
    const open = findingsOf(dmarc, { drop: [NAME] });
    expect(published(open[0])).toEqual([`${NAME} TXT "v=DMARC1; p=none; rua=mailto:postmaster@example.org"`]);
    expect(steps(open[0])).toEqual(['choose-report-address']);
  });

  it('asks the receiver of reports, not the domain, for the permission', () => {
    const [difference] = CASES['reports to others who did not ask'] ?? [{}];
    const [finding] = findingsOf(dmarc, difference);
    expect(finding?.who).toBe('report-receiver');
    expect(published(finding)).toEqual([`${ASKED} TXT "v=DMARC1"`]);
  });

  it('keeps the mildest of several, with everybody’s reports', () => {
    const findings = findingsOf(dmarc, { add: [`${NAME} TXT "v=DMARC1; p=quarantine; rua=mailto:b@example.org"`] });
    expect(published(findings[0])).toEqual([`${NAME} TXT "v=DMARC1; p=quarantine; ${RUA},mailto:b@example.org"`]);
    expect(removed(findings[0])).toHaveLength(2);
  });

  it('folds a missing record under the misplaced one that it comes from', () => {
    const [difference] = CASES['a policy at the domain itself'] ?? [{}];
    const findings = findingsOf(dmarc, difference);
    expect(pick(findings, 'dmarc-missing')).toMatchObject({ cause: 'dmarc-misplaced', fix: [] });
    expect(published(pick(findings, 'dmarc-misplaced'))).toEqual([`${NAME} TXT "v=DMARC1; p=reject; ${RUA}"`]);
  });

  it('judges a subdomain by what stands above it, and says where newer and older receivers part', () => {
    const facts = domainFacts({ add: ['_dmarc.mail.example.org A 192.0.2.1'] });
    const below = { ...facts, domain: 'mail.example.org' };
    expect(outline(dmarc(below))).toEqual(['info dmarc-inherited']);
    const own = domainFacts({ drop: [NAME], add: ['_dmarc.mail.example.org TXT "v=DMARC1; p=reject; rua=mailto:a@mail.example.org"'] });
    expect(outline(dmarc({ ...own, domain: 'mail.example.org' }))).toEqual(['ok dmarc-right', 'warn dmarc-older-receivers']);
    const watched = domainFacts({ ...record(`v=DMARC1; p=reject; sp=none; ${RUA}`, '_dmarc.mail.example.org A 192.0.2.1') });
    expect(outline(dmarc({ ...watched, domain: 'mail.example.org' }))).toEqual(['info dmarc-inherited', 'warn dmarc-monitoring']);
  });
});
