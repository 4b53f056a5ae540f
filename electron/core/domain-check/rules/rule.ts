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

/** One finding; the area follows from the id. `who` is the zone's keeper unless given, nobody where nothing is to be done. */
export function found(id: FindingId, severity: Severity, { who, fix = [], cause, facts = {} }: Details = {}): Finding {
  const area = areaOf.get(id);
  if (area === undefined) throw new TypeError(`${id} stands in no area`);
  const nothing = severity === 'ok' || severity === 'info';
  return { id, area, severity, facts, who: who ?? (nothing ? 'nobody' : 'zone'), fix, ...(cause === undefined ? {} : { cause }) };
}
