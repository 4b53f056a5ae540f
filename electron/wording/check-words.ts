import type { CheckReport, Finding, Fix, Remarks, Severity, Who, ZoneRecord } from '../core/domain-check/index.ts';
import { phrase, type Phrase, say, type Translate, type Value } from './phrase.ts';
import { nameInBothForms } from './values.ts';

const MOST_SHOWN = 8;
const A_LABEL = /(^|\.)xn--/i;
/**
 * A name that is a word of its own: in `TXT xn--…` it is shown for people, inside a record it stays as it is published. No name is
 * longer, and what strangers publish instead of one keeps nobody busy.
 */
const NAME = /(?<=^| )[\w.-]{1,253}(?=$|[ :])/g;

type Fact = Finding['facts'][string];

const textOf = (text: string): string => (A_LABEL.test(text) && /^[\w.-]+$/.test(text) ? nameInBothForms(text) : text);

function valueOf(fact: Fact): Value {
  if (typeof fact === 'number') return fact;
  if (typeof fact === 'boolean') return String(fact);
  if (typeof fact === 'string') return textOf(fact);
  const shown = fact.slice(0, MOST_SHOWN).map((one) => one.replace(NAME, (name) => (A_LABEL.test(name) ? nameInBothForms(name) : name)));
  return shown.join(', ') + (fact.length > MOST_SHOWN ? ' …' : '');
}

/** What fills the gaps; of a list also how long it is, since sentences say “port” or “ports”. */
const valuesOf = (facts: Finding['facts']): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]): [string, Value][] => [
      [name, valueOf(fact)],
      ...(Array.isArray(fact) ? [[`${name}Count`, fact.length] satisfies [string, number]] : []),
    ]),
  );

/** What was found, for an employee and for whoever puts it right. */
export interface FindingWords {
  person: Phrase;
  technical: Phrase;
}

export function findingWords({ id, facts }: Pick<Finding, 'id' | 'facts'>): FindingWords {
  const values = valuesOf(facts);
  return { person: phrase(`check:finding.${id}.person`, values), technical: phrase(`check:finding.${id}.technical`, values) };
}

/** One thing to do: `text` is the exact record, or the sentence of a step. */
export interface SaidFix {
  kind: Fix['kind'];
  label: string;
  text: string;
}

/** Puts a record on one line; core knows how. */
export type RecordLine = (record: ZoneRecord) => string;

export function sayFix(fix: Fix, translate: Translate, line: RecordLine): SaidFix {
  const label = translate(`health:fix.${fix.kind}`, {});
  const text = fix.kind === 'step' ? say(translate, phrase(`check:fix.${fix.step}`, valuesOf(fix.facts))) : line(fix.record);
  return { kind: fix.kind, label, text };
}

/** A finding in words. `row` names it in its report; `cause` is the row under which it is folded. */
export interface SaidFinding {
  row: string;
  id: Finding['id'];
  area: string;
  severity: Severity;
  severityWord: string;
  person: string;
  technical: string;
  who: Who;
  whoWords: string;
  fixes: SaidFix[];
  cause?: string;
}

export interface SaidReport {
  domain: string;
  verdict: CheckReport['verdict'];
  verdictWord: string;
  /** One calm sentence. */
  sentence: string;
  rows: SaidFinding[];
}

/** A whole report in words, in the order of its findings. */
export function sayReport(report: CheckReport, translate: Translate, line: RecordLine): SaidReport {
  const domain = nameInBothForms(report.domain);
  const rowOf = (id: Finding['id']): number => report.findings.findIndex((one) => one.id === id);
  return {
    domain,
    verdict: report.verdict,
    verdictWord: translate(`health:verdict.${report.verdict}`, {}),
    sentence: translate(`health:sentence.${report.verdict}`, { domain, count: countOf(report) }),
    rows: report.findings.map((finding, index) => {
      const words = findingWords(finding);
      const technical = say(translate, words.technical);
      return {
        row: String(index),
        id: finding.id,
        area: translate(`health:area.${finding.area}`, {}),
        severity: finding.severity,
        severityWord: translate(`health:severity.${finding.severity}`, {}),
        // Some things concern nobody but technicians.
        person: say(translate, words.person) || technical,
        technical,
        who: finding.who,
        whoWords: translate(`health:who.${finding.who}`, { domain }),
        fixes: finding.fix.map((fix) => sayFix(fix, translate, line)),
        ...(finding.cause === undefined ? {} : { cause: String(rowOf(finding.cause)) }),
      };
    }),
  };
}

/** Who must act, and on what, whoever has the gravest first; what follows from another finding stands below it. */
export function byWho(rows: readonly SaidFinding[]): { heading: string; members: SaidFinding[] }[] {
  const roots = rows.filter(({ cause }) => cause === undefined);
  const acting = [...new Set(roots.map(({ who }) => who))].toSorted((one, other) => Number(one === 'nobody') - Number(other === 'nobody'));
  return acting.map((who) => {
    const members = roots.filter((one) => one.who === who);
    return { heading: members[0]?.whoWords ?? '', members };
  });
}

/** Things that somebody has to see to: what follows from another is not counted again. */
function countOf({ findings, verdict }: CheckReport): number {
  const wanted = verdict === 'broken' ? 'fail' : 'warn';
  return findings.filter(({ severity, cause }) => severity === wanted && cause === undefined).length;
}

/** Comments of a zone's fragment in words. */
export function zoneRemarks(domain: string, translate: Translate): Remarks {
  return {
    finding: (finding) => say(translate, findingWords(finding).technical),
    who: (who) => translate(`health:who.${who}`, { domain: nameInBothForms(domain) }),
    note: (note, count = 0) => translate(`health:remark.${note}`, { count }),
  };
}

/** How long others may still see the old state after the change; in the largest unit that is whole. */
export function waitPhrase(seconds: number): Phrase {
  const [unit, length] = UNITS.find(([, whole]) => seconds >= whole && seconds % whole === 0) ?? ['minutes', 60];
  return phrase(`health:wait.${unit}`, { count: Math.ceil(seconds / length) });
}

/** The same as a sentence; nothing where it cannot be told. */
export const sayWait = (seconds: number | undefined, translate: Translate): string | undefined =>
  seconds === undefined ? undefined : say(translate, waitPhrase(seconds));

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
] as const;
