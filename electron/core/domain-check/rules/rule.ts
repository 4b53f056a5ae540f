import { type Area, AREAS, type Finding, type FindingId, FINDINGS, type Fix, type Severity, type Who } from '../finding.ts';
import type { DomainFacts } from '../facts.ts';

/** Facts to findings, nothing else: no question is asked here and no clock is read (`facts.at` is the time). */
export type Rule = (facts: DomainFacts) => Finding[];

interface Details {
  who?: Who;
  fix?: Fix[];
  cause?: FindingId;
  facts?: Finding['facts'];
}

const areaOf = new Map<FindingId, Area>(AREAS.flatMap((area) => FINDINGS[area].map((id): [FindingId, Area] => [id, area])));

const LONGEST_NAME = 253;
const LONGEST_TEXT = 200;
const MOST_VALUES = 20;
const NAME = /^[\w.*:[\]/-]*$/;

/** What strangers wrote: no control or direction-changing characters, no longer than a name or a line may be. */
function harmless(text: string): string {
  const visible = text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  const longest = NAME.test(visible) ? LONGEST_NAME : LONGEST_TEXT;
  return visible.length <= longest ? visible : `${visible.slice(0, longest - 1)}…`;
}

type Fact = Finding['facts'][string];

function harmlessFact(value: Fact): Fact {
  if (typeof value === 'string') return harmless(value);
  return typeof value === 'object' ? value.slice(0, MOST_VALUES).map(harmless) : value;
}

const harmlessFacts = (facts: Finding['facts']): Finding['facts'] =>
  Object.fromEntries(Object.entries(facts).map(([key, value]): [string, Fact] => [key, harmlessFact(value)]));

/** One finding; the area follows from the id. `who` is the zone's keeper unless given, nobody where nothing is to be done. Facts are made harmless. */
export function found(id: FindingId, severity: Severity, { who, fix = [], cause, facts = {} }: Details = {}): Finding {
  const area = areaOf.get(id);
  if (area === undefined) throw new TypeError(`${id} stands in no area`);
  const nothing = severity === 'ok' || severity === 'info';
  return {
    id,
    area,
    severity,
    facts: harmlessFacts(facts),
    who: who ?? (nothing ? 'nobody' : 'zone'),
    fix,
    ...(cause === undefined ? {} : { cause }),
  };
}
