import { expect } from 'vitest';
import type { DomainFacts } from '../../../../../electron/core/domain-check/facts.ts';
import { type Area, type Finding, type FindingId, FINDINGS, type ZoneRecord } from '../../../../../electron/core/domain-check/finding.ts';
import type { Rule } from '../../../../../electron/core/domain-check/rules/rule.ts';
import { catalogue, gapsOf, LANGUAGES, namesOf } from '../../../wording/catalogues.ts';
import { type Difference, domainFacts } from '../../../../fakes/domain-facts.ts';

/** A difference from the healthy domain, and all that the rule then says, as `severity id`. */
export type Told = readonly [difference: Difference, told: readonly string[]];

export const outline = (findings: readonly Finding[]): string[] => findings.map(({ severity, id }) => `${severity} ${id}`).sort();

const line = ({ name, type, data }: ZoneRecord): string => `${name} ${type} ${data}`;
export const published = (finding: Finding | undefined): string[] =>
  (finding?.fix ?? []).flatMap((fix) => (fix.kind === 'publish' ? [line(fix.record)] : []));
export const removed = (finding: Finding | undefined): string[] =>
  (finding?.fix ?? []).flatMap((fix) => (fix.kind === 'remove' ? [line(fix.record)] : []));
export const steps = (finding: Finding | undefined): string[] =>
  (finding?.fix ?? []).flatMap((fix) => (fix.kind === 'step' ? [fix.step] : []));

export const pick = (findings: readonly Finding[], id: FindingId): Finding | undefined => findings.find((one) => one.id === id);

export const findingsOf = (rule: Rule, difference: Difference = {}): Finding[] => rule(domainFacts(difference));

/** The domain as it is once somebody did exactly what these findings propose. */
export function mended(facts: DomainFacts, findings: readonly Finding[]): DomainFacts {
  const answers = { ...facts.answers };
  for (const { fix } of findings) {
    for (const one of fix) {
      if (one.kind === 'step' || (one.record.type !== 'TXT' && one.record.type !== 'TLSA')) continue;
      const key = `${one.record.type} ${one.record.name}`;
      const before = answers[key];
      const there = before?.status === 'found' ? before.records : [];
      const rest = there.filter((record) => dataOf(record) !== (one.record.text ?? one.record.data));
      const records = one.kind === 'publish' ? [...rest, recordOf(one.record)] : rest;
      answers[key] =
        records.length === 0
          ? { status: 'absent', kind: 'no-such-record', authenticated: true }
          : { status: 'found', records, authenticated: true };
    }
  }
  return { ...facts, answers };
}

type Recorded = Extract<DomainFacts['answers'][string], { status: 'found' }>['records'][number];

const dataOf = (record: Recorded): string => {
  if (record.type === 'TXT') return record.chunks.join('');
  return record.type === 'TLSA' ? `${record.usage} ${record.selector} ${record.matching} ${record.certificate}` : '';
};

function recordOf({ name, type, data, text = '' }: ZoneRecord): Recorded {
  const [usage, selector, matching, certificate = ''] = data.split(' ');
  if (type === 'TXT') return { type, name, ttl: 3600, chunks: text.match(/.{1,255}/gs) ?? [''] };
  return { type: 'TLSA', name, ttl: 3600, usage: Number(usage), selector: Number(selector), matching: Number(matching), certificate };
}

const sentences = LANGUAGES.map((language) => ({ language, words: catalogue(language, 'check') }));

/** Every gap of a finding's sentences is filled by its facts, in every language. */
export function expectWords(findings: readonly Finding[]): void {
  for (const { id, facts } of findings) {
    for (const { language, words } of sentences) {
      for (const part of ['person', 'technical']) {
        const sentence = words.get(`finding.${id}.${part}`);
        expect(sentence, `${language} ${id} ${part}`).toBeDefined();
        const missing = namesOf(gapsOf(sentence ?? '', language)).filter((gap) => !Object.hasOwn(facts, gap));
        expect(missing, `${language} ${id} ${part}`).toEqual([]);
      }
    }
  }
}

/** Ids of an area that no case of a table yields. */
export const untold = (area: Area, told: Iterable<readonly string[]>): string[] => {
  const seen = new Set([...told].flat().map((one) => one.split(' ')[1]));
  return FINDINGS[area].filter((id) => !seen.has(id));
};
