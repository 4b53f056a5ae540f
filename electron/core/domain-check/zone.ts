import type { DomainFacts } from './facts.ts';
import type { Finding, Who, ZoneRecord } from './finding.ts';
import { sameRecord, standsInTheWay } from './zone-conflicts.ts';
import { isInZone, zoneLines } from './zone-lines.ts';
import { type Piece, recordPiece, saying, textOf } from './zone-pieces.ts';
import { cnameRecord, zoneRecordOf } from './rules/zone-records.ts';
import { RECORD_TYPES } from '../world/network.ts';

/** One record to publish and the findings that it answers. */
export interface Wanted {
  record: ZoneRecord;
  findings: Finding[];
}

/** What a comment of the fragment says; without it, findings and people are named by their codes. */
export interface Remarks {
  finding: (finding: Finding) => string;
  who: (who: Who) => string;
  /** `optional` stands above what is good practice but may be in somebody's way, `joined` before a text in one piece, for forms that split by themselves; `remove` above what has to go; `left-out` says of how many records the fragment is not told. */
  note: (note: 'elsewhere' | 'joined' | 'optional' | 'remove' | 'left-out', records?: number) => string;
}

const CODES: Remarks = { finding: ({ id }) => id, who: (who) => who, note: (note) => note };

type Known = Pick<DomainFacts, 'domain' | 'answers'>;

/** Records that make the findings go away, each once; of two for a place that holds one, that of the graver finding. */
export function wantedRecords(findings: readonly Finding[], facts: Known): Wanted[] {
  const wanted: Wanted[] = [];
  for (const finding of findings) {
    for (const fix of finding.fix) {
      if (fix.kind !== 'publish' || isThere(fix.record, facts)) continue;
      const same = wanted.find(({ record }) => sameRecord(record, fix.record));
      if (same !== undefined) same.findings.push(finding);
      else if (!wanted.some(({ record }) => standsInTheWay(record, fix.record))) wanted.push({ record: fix.record, findings: [finding] });
    }
  }
  return wanted;
}

/** Records that have to go: those that the rules name, and those beside which what is published could not stand. */
export function removalsIn(findings: readonly Finding[], facts: Known, wanted = wantedRecords(findings, facts)): ZoneRecord[] {
  const named = findings.flatMap(({ fix }) => fix.flatMap((one) => (one.kind === 'remove' ? [one.record] : [])));
  const inTheWay = wanted.flatMap(({ record }) => presentAt(record.name, facts).filter((other) => standsInTheWay(other, record)));
  // What one finding wants to see stays, also where it is there already.
  const published = findings.flatMap(({ fix }) => fix.flatMap((one) => (one.kind === 'publish' ? [one.record] : [])));
  const kept = published.filter((one) => !wanted.some(({ record }) => standsInTheWay(record, one)));
  const all = [...named, ...inTheWay].filter((one) => !kept.some((record) => sameRecord(record, one)));
  return all.filter((one, index) => all.findIndex((other) => sameRecord(one, other)) === index);
}

/** What stands at a name as far as it was asked; what an alias leads to stands elsewhere. */
function presentAt(name: string, { answers }: Known): ZoneRecord[] {
  const all = RECORD_TYPES.flatMap((type) => answers[`${type} ${name}`] ?? []);
  const aliases = all.flatMap((answer) => (answer.status === 'failed' ? [] : (answer.aliases ?? []).slice(0, 1)));
  const own = all.flatMap((answer) => (answer.status === 'found' && (answer.aliases ?? []).length === 0 ? answer.records : []));
  return [...own.flatMap((record) => zoneRecordOf(record) ?? []), ...[...new Set(aliases)].map((target) => cnameRecord(name, target))];
}

const isThere = (record: ZoneRecord, facts: Known): boolean => presentAt(record.name, facts).some((other) => sameRecord(other, record));

/**
 * A zone file's fragment (RFC 1035 section 5) with what is missing, ready to be pasted behind the zone of `facts.domain`: names
 * are relative to it. What belongs into other zones, and what has to go, stands in comments. Empty when nothing is to be done;
 * with more than `most` characters it is cut between two records, and says so.
 */
export function zoneFragment(findings: readonly Finding[], facts: Known, remarks: Remarks = CODES, most = Infinity): string {
  const { domain } = facts;
  const wanted = wantedRecords(findings, facts);
  const removals = removalsIn(findings, facts, wanted);
  if (wanted.length === 0 && removals.length === 0) return '';
  const own = wanted.filter((one) => isInZone(one.record.name, domain) && !isOptional(one));
  const optional = wanted.filter((one) => isInZone(one.record.name, domain) && isOptional(one));
  const others = wanted.filter(({ record }) => !isInZone(record.name, domain));
  const pieces = [
    ...under(
      remarks.note('remove'),
      removals.map((one) => recordPiece(hidden(zoneLines(one, domain, remarks)))),
    ),
    ...(own.length === 0 ? [] : [saying(`$ORIGIN ${domain}.`), ...groupedByWho(own, remarks, (one) => zoneLines(one, domain, remarks))]),
    ...under(
      remarks.note('optional'),
      groupedByWho(optional, remarks, (one) => hidden(zoneLines(one, domain, remarks))),
    ),
    ...under(
      remarks.note('elsewhere'),
      groupedByWho(others, remarks, (one) => hidden(zoneLines(one, '', remarks))),
    ),
  ];
  return textOf(pieces, most, (records) => comment(remarks.note('left-out', records)));
}

const under = (heading: string, pieces: readonly Piece[]): Piece[] => (pieces.length === 0 ? [] : [saying(comment(heading)), ...pieces]);

/** A limit to some authorities (RFC 8659) stops every other certificate of the domain: nobody shall paste it unawares. */
const isOptional = ({ record, findings }: Wanted): boolean =>
  record.type === 'CAA' && findings.every(({ severity }) => severity === 'info');

function groupedByWho(wanted: readonly Wanted[], remarks: Remarks, linesOf: (record: ZoneRecord) => string[]): Piece[] {
  const groups = new Map<Who, Wanted[]>();
  for (const one of wanted) {
    // A record that nobody has to publish is published by whoever publishes the others.
    const who = one.findings.map((finding) => finding.who).find((acting) => acting !== 'nobody') ?? 'zone';
    groups.set(who, [...(groups.get(who) ?? []), one]);
  }
  return [...groups].flatMap(([who, members]) => [
    saying(comment(`== ${remarks.who(who)}`)),
    ...members.flatMap(({ record: published, findings }, index) => {
      const before = members[index - 1]?.findings ?? [];
      // Ten records for one reason need it said once.
      const said = findings.every((one) => before.includes(one)) ? [] : findings.map((one) => saying(comment(remarks.finding(one))));
      return [...said, recordPiece(linesOf(published))];
    }),
  ]);
}

/** Nothing that is said in a comment can end it. */
export const comment = (text: string): string => `; ${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()}`;

const hidden = (lines: readonly string[]): string[] => lines.map((line) => (line.startsWith(';') ? line : `; ${line}`));
