import type { DomainFacts } from './facts.ts';
import { type Area, AREAS, type Finding, type FindingId, type Severity, SEVERITIES } from './finding.ts';
import type { CheckReport } from './report.ts';
import { RULES } from './rules/index.ts';
import { removalsIn, zoneFragment } from './zone.ts';
import { isInZone } from './zone-lines.ts';

/** Where this much of what was asked has no usable answer, nothing good can be said of the rest. */
const UNRELIABLE = 0.05;

/** Without an answer to these nobody can say whether mail arrives and programs find their settings. */
const DECISIVE: ReadonlySet<FindingId> = new Set<FindingId>([
  'name-unanswered',
  'host-unanswered',
  'mx-unanswered',
  'autodiscover-unanswered',
  'spf-record-unanswered',
  'dkim-unanswered',
]);

/** Everything else about a domain follows from these. */
const FIRST_CAUSES = ['name-absent', 'name-unanswered'] as const satisfies FindingId[];

/** What every rule makes of recorded facts: folded, in order, with the zone to publish and the verdict. Asks nothing. */
export const judgeDomain = (facts: DomainFacts): CheckReport =>
  reportOn(
    RULES.flatMap((rule) => rule(facts)),
    facts,
  );

/** A stricter policy while the own mail cannot prove itself has just that mail refused. */
const STRICTER: readonly FindingId[] = ['dmarc-monitoring', 'dmarc-quarantine', 'dmarc-testing', 'dmarc-subdomains-weaker'];

function onceProven(findings: readonly Finding[]): Finding[] {
  const unproven = findings.some(
    ({ area, severity }) => (area === 'spf' || area === 'dkim') && (severity === 'fail' || severity === 'unknown'),
  );
  return findings.map((one) => (unproven && STRICTER.includes(one.id) ? { ...one, fix: [] } : one));
}

/** The report that these findings come to. */
export function reportOn(found: readonly Finding[], facts: DomainFacts): CheckReport {
  const findings = inOrder(folded(onceProven(once(found)), facts.domain));
  return {
    domain: facts.domain,
    verdict: verdictOf(findings, facts),
    findings,
    zone: zoneFragment(findings, facts),
    delete: removalsIn(findings, facts),
    asked: { questions: facts.questions, ms: facts.ms },
  };
}

/** `broken` if anything fails, `unknown` if too much could not be told, `usable` if there is a warning, else `ready`. */
export function verdictOf(findings: readonly Finding[], { answers }: Pick<DomainFacts, 'answers'>): CheckReport['verdict'] {
  if (findings.some(({ severity }) => severity === 'fail')) return 'broken';
  const asked = Object.values(answers);
  const silent = asked.filter(({ status }) => status === 'failed').length;
  const decisive = findings.some(({ id, severity }) => severity === 'unknown' && DECISIVE.has(id));
  if (decisive || silent > asked.length * UNRELIABLE) return 'unknown';
  return findings.some(({ severity }) => severity === 'warn') ? 'usable' : 'ready';
}

function once(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((one) => [JSON.stringify([one.id, one.facts]), one]));
  return [...seen.values()];
}

const isTrouble = ({ severity }: Finding): boolean => severity === 'fail' || severity === 'warn' || severity === 'unknown';

/** A finding is folded only under trouble that is really there, and never under itself; what could be better, only where there is no domain. */
function folded(findings: readonly Finding[], domain: string): Finding[] {
  const troubles = new Map(findings.filter(isTrouble).map((one) => [one.id, one]));
  const first = FIRST_CAUSES.find((id) => troubles.has(id));
  return findings.map((one) => {
    const { cause, ...rest } = one;
    const wanted = cause !== undefined && troubles.has(cause) ? cause : isOf(one, domain, first) ? first : undefined;
    const foldable = isTrouble(one) || (one.severity === 'info' && wanted === 'name-absent');
    const causes = wanted === undefined || !foldable || leadsBack(wanted, one.id, troubles) ? {} : { cause: wanted };
    return { ...rest, ...causes };
  });
}

/** What is said about names outside of the domain follows from nothing that is wrong with it; silence explains silence alone. */
function isOf({ facts, severity }: Finding, domain: string, first: FindingId | undefined): boolean {
  const name = facts['name'];
  const inside = typeof name !== 'string' || isInZone(name.replace(/:\d+$/, ''), domain);
  return inside && (first === 'name-absent' || severity === 'unknown');
}

function leadsBack(cause: FindingId, id: FindingId, troubles: ReadonlyMap<FindingId, Finding>): boolean {
  const seen = new Set<FindingId>();
  for (let at: FindingId | undefined = cause; at !== undefined && !seen.has(at); at = troubles.get(at)?.cause) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

const rankOfSeverity = (severity: Severity): number => SEVERITIES.indexOf(severity);
const rankOfArea = (area: Area): number => AREAS.indexOf(area);

/** Most severe first, then in the order in which one area rests on the other; what a finding explains follows it at once. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const sorted = findings.toSorted(
    (one, other) => rankOfSeverity(one.severity) - rankOfSeverity(other.severity) || rankOfArea(one.area) - rankOfArea(other.area),
  );
  const placed = new Set<Finding>();
  const withEffects = (one: Finding): Finding[] => {
    if (placed.has(one)) return [];
    placed.add(one);
    return [one, ...sorted.filter(({ cause }) => cause === one.id).flatMap(withEffects)];
  };
  const roots = sorted.filter(({ cause }) => cause === undefined);
  return [...roots.flatMap(withEffects), ...sorted.flatMap(withEffects)];
}
