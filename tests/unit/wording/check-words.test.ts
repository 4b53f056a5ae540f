import { describe, expect, it } from 'vitest';
import { AREAS, FINDING_IDS, SERVER_STEPS, SEVERITIES, VERDICTS, WHO } from '../../../electron/core/domain-check/index.ts';
import { judgeDomain } from '../../../electron/core/domain-check/index.ts';
import { absoluteLine, zoneFragment } from '../../../electron/core/domain-check/index.ts';
import { catalogues } from '../../../electron/main/catalogues.ts';
import { findingWords, sayReport, waitPhrase, zoneRemarks } from '../../../electron/wording/check-words.ts';
import { createTranslator, say } from '../../../electron/wording/index.ts';
import { domainFacts, HEALTHY_ZONE, SERVFAIL } from '../../fakes/domain-facts.ts';
import { catalogue, keysBelow, LANGUAGES } from './catalogues.ts';

const sorted = (names: readonly string[]): string[] => [...names].sort();

describe.each(LANGUAGES)('the words of the domain check in %s', (language) => {
  const check = catalogue(language, 'check');
  const health = catalogue(language, 'health');

  it('say every finding for people and for technicians, and nothing that cannot be found', () => {
    expect(sorted(keysBelow(check, 'finding'))).toEqual(sorted(FINDING_IDS));
    for (const id of FINDING_IDS) expect([id, sorted(keysBelow(check, `finding.${id}`))]).toEqual([id, ['person', 'technical']]);
    expect(FINDING_IDS.filter((id) => (check.get(`finding.${id}.technical`) ?? '') === '')).toEqual([]);
  });

  it('say every step that helps, and no other', () => {
    expect(sorted(keysBelow(check, 'fix'))).toEqual(sorted(SERVER_STEPS));
  });

  it('name every area, state, verdict and everybody who acts', () => {
    expect(sorted(keysBelow(health, 'area'))).toEqual(sorted(AREAS));
    expect(sorted(keysBelow(health, 'severity'))).toEqual(sorted(SEVERITIES));
    expect(sorted(keysBelow(health, 'verdict'))).toEqual(sorted(VERDICTS));
    expect(sorted(keysBelow(health, 'sentence'))).toEqual(sorted(VERDICTS));
    expect(sorted(keysBelow(health, 'who'))).toEqual(sorted(WHO));
  });

  it.each([
    ['healthy', domainFacts()],
    ['empty', domainFacts({ drop: HEALTHY_ZONE })],
    ['without its policies', domainFacts({ drop: ['_dmarc', 'example.org TXT', 'dkim', 'mta-sts', '_smtp', '_imaps', 'autodiscover'] })],
    ['pointing elsewhere', domainFacts({ drop: ['example.org MX'], add: ['example.org MX 10 mx.xn--bcher-kva.example'] })],
    ['silent', domainFacts({ answers: { 'any example.org': SERVFAIL } })],
    ['with an old certificate', domainFacts({ at: '2027-06-01T00:00:00.000Z' })],
    ['publishing a time', domainFacts({ drop: ['example.org TXT'], add: ['example.org TXT "v=spf1 2025-11-01T10:00:00Z -all"'] })],
  ])('leave no gap open in the report of a domain that is %s', async (_, facts) => {
    const translate = await createTranslator(language, catalogues[language]);
    const report = judgeDomain(facts);
    const said = sayReport(report, translate, absoluteLine);
    const zone = zoneFragment(report.findings, facts, zoneRemarks(report.domain, translate));
    const open = [...JSON.stringify(said).matchAll(/\{[a-z][A-Za-z]*[},]|(?:finding|fix|health|check)[.:][a-z-]+\.\w+/g)].map(
      ([gap]) => gap,
    );
    expect(open).toEqual([]);
    expect(zone).not.toMatch(/\{[a-z]|finding\./);
    const sentences: unknown[] = said.rows.flatMap(({ person, technical }) => [person, technical]);
    expect(sentences.filter((one) => typeof one !== 'string' || one === '')).toEqual([]);
  });

  it.each([
    [60, /1 [Mm]inute\b/],
    [1800, /30 [Mm]inute[ns]/],
    [3600, /1 (hour|Stunde)\b/],
    [10_800, /3 (hours|Stunden)/],
    [86_400, /1 (day|Tag)\b/],
    [172_800, /2 (days|Tage)\b/],
  ])('say when the world sees a change after %d seconds', async (seconds, words) => {
    const translate = await createTranslator(language, catalogues[language]);
    expect(say(translate, waitPhrase(seconds))).toMatch(words);
  });

  it('say one port or several', async () => {
    const translate = await createTranslator(language, catalogues[language]);
    const about = (ports: string[]): string => {
      const facts = { name: 'mail.example.org', ports, addresses: ['192.0.2.10'], milliseconds: 900 };
      return say(translate, findingWords({ id: 'tls-slow', facts }).technical);
    };
    expect(about(['25'])).toMatch(/mail\.example\.org, [Pp]ort 25 /);
    expect(about(['25', '465'])).toMatch(/mail\.example\.org, [Pp]orts 25, 465 /);
  });

  it('show the name in a question in both forms, and leave a record as it is published', async () => {
    const translate = await createTranslator(language, {
      check: { finding: { 'mx-right': { person: '{questions}', technical: '{records}' } } },
    });
    const facts = { questions: ['A xn--mller-kva.example', 'MX example.org'], records: ['v=spf1 include:_spf.xn--mller-kva.example'] };
    const { person, technical } = findingWords({ id: 'mx-right', facts });
    expect(say(translate, person)).toBe('A müller.example (xn--mller-kva.example), MX example.org');
    expect(say(translate, technical)).toBe('v=spf1 include:_spf.xn--mller-kva.example');
  });

  it('keep nobody busy with names that strangers made longer than any', () => {
    const terms = Array.from({ length: 8 }, () => `include ${'xn--a.'.repeat(20_000)}!`);
    const { technical } = findingWords({ id: 'spf-terms-after-all', facts: { name: 'firma.example', terms } });
    expect(technical.values).toMatchObject({ terms: terms.join(', ') });
  });

  it('show an internationalized name in both forms, and whatever looks like a time as it stands there', async () => {
    const translate = await createTranslator(language, {
      check: { finding: { 'mx-right': { person: '{name}', technical: '{at} {many}' } } },
    });
    const facts = { name: 'xn--bcher-kva.example', at: '2027-01-18T00:00:00.000Z', many: ['a', 'b'] };
    const { person, technical } = findingWords({ id: 'mx-right', facts });
    expect(say(translate, person)).toBe('bücher.example (xn--bcher-kva.example)');
    expect(say(translate, technical)).toBe('2027-01-18T00:00:00.000Z a, b');
  });
});
