import { answerTo, type DomainFacts, recordsAt } from './facts.ts';
import type { Finding, ZoneRecord } from './finding.ts';
import { isInZone } from './zone-lines.ts';
import { removalsIn, wantedRecords } from './zone.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** What zones are usually told, in seconds; a cache tells what is left of it. */
const USUAL = [1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE);
const LONGER = [1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR);

/** The next usual time to live that is not shorter; whole days above half a day. */
const roundedUp = (seconds: number): number => [...USUAL, ...LONGER].find((usual) => usual >= seconds) ?? Math.ceil(seconds / DAY) * DAY;

/**
 * For how many seconds others may go on seeing what the records of these findings replace: the time to live of what stands there
 * (RFC 1035 section 3.2.1), or, where nothing stands, how long an absence is remembered (RFC 2308 section 5). Undefined when
 * nothing is to be changed in the zone or none of these times was seen.
 */
export function waitAfterChange(findings: readonly Finding[], facts: DomainFacts): number | undefined {
  const wanted = wantedRecords(findings, facts);
  const changed = [...wanted.map(({ record }) => record), ...removalsIn(findings, facts, wanted)];
  const seconds = changed.filter(({ name }) => isInZone(name, facts.domain)).flatMap((record) => rememberedFor(record, facts));
  return seconds.length === 0 ? undefined : roundedUp(Math.max(...seconds));
}

function rememberedFor({ name, type }: ZoneRecord, facts: DomainFacts): number[] {
  const answer = answerTo(facts, type, name);
  if (answer === undefined || answer.status === 'failed') return [];
  // The SOA's own time to live, as a cache tells it, runs down: its field for absences alone is an upper limit.
  if (answer.status === 'absent') return recordsAt(facts, 'SOA', facts.domain).map(({ minimum }) => minimum);
  // Behind an alias these are of the records that it leads to, perhaps in another zone: the alias itself has to run out too.
  return [...answer.records, ...recordsAt(facts, 'CNAME', name)].map(({ ttl }) => ttl);
}
