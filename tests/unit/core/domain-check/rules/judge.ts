import { expect } from 'vitest';
import type { DomainFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { type Area, type Finding, type FindingId, FINDINGS, type ZoneRecord } from '../../../../../electron/core/domain-check/finding.ts';
import type { Rule } from '../../../../../electron/core/domain-check/rules/rule.ts';
import { autoconfig } from '../../../../../electron/core/domain-check/rules/autoconfig.ts';
import { autodiscover } from '../../../../../electron/core/domain-check/rules/autodiscover.ts';
import { caa } from '../../../../../electron/core/domain-check/rules/caa.ts';
import { dnssec } from '../../../../../electron/core/domain-check/rules/dnssec.ts';
import { host } from '../../../../../electron/core/domain-check/rules/host.ts';
import { ipv6 } from '../../../../../electron/core/domain-check/rules/ipv6.ts';
import { mx } from '../../../../../electron/core/domain-check/rules/mx.ts';
import { names } from '../../../../../electron/core/domain-check/rules/names.ts';
import { ptr } from '../../../../../electron/core/domain-check/rules/ptr.ts';
import { srv } from '../../../../../electron/core/domain-check/rules/srv.ts';
import { tls } from '../../../../../electron/core/domain-check/rules/tls.ts';
import { type Difference, domainFacts, HEALTHY_ZONE } from '../../../../fakes/domain-facts.ts';
import { catalogue, gapsOf, LANGUAGES, namesOf } from '../../../wording/catalogues.ts';
import type { Case } from './cases.ts';

/** The areas that these tests are about. */
export const JUDGED: readonly Rule[] = [names, host, mx, autodiscover, autoconfig, srv, tls, ptr, dnssec, ipv6, caa];

const told = new Set<FindingId>();

export function judge(facts: DomainFacts): Finding[] {
  const findings = JUDGED.flatMap((rule) => rule(facts));
  for (const { id } of findings) told.add(id);
  return findings;
}

/** Ids of an area that no test of this file has brought about so far. */
export const untold = (area: Area): string[] => FINDINGS[area].filter((id) => !told.has(id));

const WORDS = LANGUAGES.map((language) => ({ language, sentences: catalogue(language, 'check') }));

/** Of a list also how long it is. */
const isFilled = (facts: Finding['facts'], gap: string): boolean =>
  Object.hasOwn(facts, gap) || (gap.endsWith('Count') && Array.isArray(facts[gap.slice(0, -'Count'.length)]));

/** Every sentence about a finding and its steps exists in every language, and the facts fill its gaps. */
export function expectWords({ id, severity, facts, fix }: Finding): void {
  const steps = fix.flatMap((one) => (one.kind === 'step' ? [{ key: `fix.${one.step}`, facts: one.facts }] : []));
  const wanted = [{ key: `finding.${id}.person`, facts }, { key: `finding.${id}.technical`, facts }, ...steps];
  for (const { language, sentences } of WORDS) {
    for (const one of wanted) {
      const sentence = sentences.get(one.key);
      expect(sentence, `${language} ${one.key}`).toBeDefined();
      const gaps = namesOf(gapsOf(sentence ?? '', language)).filter((gap) => !isFilled(one.facts, gap));
      expect(gaps, `${language} ${one.key}`).toEqual([]);
    }
    if (severity !== 'ok' && severity !== 'info') expect(sentences.get(`finding.${id}.person`), `${language} ${id}`).not.toBe('');
  }
}

export function findingOf(findings: readonly Finding[], id: FindingId): Finding {
  const there = findings.find((finding) => finding.id === id);
  expect(there, `${id} among ${findings.map((finding) => finding.id).join(', ')}`).toBeDefined();
  if (there === undefined) throw new Error(id);
  return there;
}

const line = ({ name, type, data }: ZoneRecord): string => `${name} ${type} ${data}`;

/** Records that a finding wants published, or taken out, as lines. */
export const records = (finding: Finding, kind: 'publish' | 'remove'): string[] =>
  finding.fix.flatMap((fix) => (fix.kind === kind ? [line(fix.record)] : []));

export const steps = (finding: Finding): string[] => finding.fix.flatMap((fix) => (fix.kind === 'step' ? [fix.step] : []));

/** A record as the test's zone has it: names without final dot. */
const zoneLine = (record: ZoneRecord): string => line(record).replace(/(?<=\S)\.(?= |$)/g, '');

/** The case once somebody did exactly what the findings say. */
function mended(difference: Difference, findings: readonly Finding[]): Difference {
  const fixes = findings.flatMap(({ fix }) => fix);
  const out = fixes.flatMap((fix) => (fix.kind === 'remove' ? [zoneLine(fix.record)] : []));
  const { drop = [], add = [] } = difference;
  const kept = [...HEALTHY_ZONE.filter((one) => !drop.some((start) => one.startsWith(start))), ...add].filter((one) => !out.includes(one));
  const put = fixes.flatMap((fix) => (fix.kind === 'publish' ? [zoneLine(fix.record)] : [])).filter((one) => !kept.includes(one));
  return { ...difference, drop: [''], add: [...kept, ...put] };
}

/** What is left of the case's faults, better practice apart, after every record was published and taken out as said. */
export function leftOver(difference: Difference): string[] {
  const findings = judge(domainFacts(difference)).filter(({ severity }) => severity === 'fail' || severity === 'warn');
  const roots = findings.filter(({ cause }) => cause === undefined);
  const inZone = roots.filter(({ fix }) => fix.some(({ kind }) => kind !== 'step'));
  if (inZone.length === 0) return [];
  const after = judge(domainFacts(mended(difference, inZone)));
  const ids = inZone.map(({ id }) => id);
  return after.flatMap(({ id, severity, cause }) =>
    ids.includes(id) && severity !== 'ok' && severity !== 'info' && cause === undefined ? [id] : [],
  );
}

/** Exactly what the case expects, and everything it folds under its cause; every cause is there too. */
export function prove({ difference, expect: expected, folded = {} }: Case): Finding[] {
  const findings = judge(domainFacts(difference));
  findings.forEach(expectWords);
  expect(leftOver(difference), 'what its own fix leaves').toEqual([]);
  const amiss = findings.filter(({ severity }) => severity !== 'ok');
  const roots = amiss.filter(({ cause }) => cause === undefined);
  expect(Object.fromEntries(roots.map(({ id, severity }) => [id, severity]))).toEqual(expected);
  const under = Object.fromEntries(amiss.flatMap(({ id, cause }) => (cause === undefined ? [] : [[id, cause]])));
  expect(under).toMatchObject(folded);
  for (const { id, who, fix, severity } of roots)
    if (who === 'zone' && (severity === 'fail' || severity === 'warn')) expect(fix, `what to do about ${id}`).not.toEqual([]);
  for (const cause of Object.values(under)) expect(findings.map(({ id }) => id)).toContain(cause);
  for (const { id, severity } of roots)
    expect(judge(domainFacts()).map((one) => `${one.id} ${one.severity}`)).not.toContain(`${id} ${severity}`);
  return findings;
}
