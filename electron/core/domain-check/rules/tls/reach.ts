import type { Inspection } from '../../../world/inspection.ts';
import { type DomainFacts, recordsAt } from '../../facts.ts';
import type { Finding, FindingId, Fix, Severity } from '../../finding.ts';
import { found } from '../rule.ts';
import { step } from '../zone-records.ts';
import { addressesOfPorts, isOverIpv6, portsOf } from './ports.ts';

/** Ports without which a person's mail program or ActiveSync does not work, where they are published or have no counterpart. */
export const NEEDED_PORTS: readonly number[] = [993, 465, 587, 443];

const COUNTERPARTS: Readonly<Record<number, readonly number[]>> = { 993: [143, 995, 110], 465: [587], 587: [465] };
const SRV_LABELS: Readonly<Record<number, readonly string[]>> = {
  993: ['_imaps._tcp'],
  465: ['_submissions._tcp', '_smtps._tcp'],
  587: ['_submission._tcp'],
};
/** Milliseconds: a packet was lost more than once. After three seconds nobody waits any longer, so that nothing slower is ever seen. */
const SLOW = 2000;
const TRANSFER = 25;

/** What happened on the way: time-outs and the like may be the fault of the network between. */
type Reach = 'reached' | 'refused' | 'silent' | 'not-offered' | 'handshake';

export function reachOf({ result }: Inspection): Reach {
  if (result.status === 'encrypted') return 'reached';
  switch (result.reason) {
    case 'refused':
      return 'refused';
    case 'not-offered':
      return 'not-offered';
    case 'tls-failed':
    case 'reset':
    case 'malformed':
    case 'too-large':
    case 'certificate-name':
    case 'certificate-expired':
    case 'certificate-not-yet-valid':
    case 'certificate-untrusted':
      return 'handshake';
    case 'offline':
    case 'name-absent':
    case 'name-unanswered':
    case 'unreachable':
    case 'timed-out':
    case 'private-address':
    case 'proxy':
    case 'cancelled':
      return 'silent';
  }
}

/** Ports of one host that were not reached, slowly reached, or reached without encryption coming about. */
export function reachFaults(facts: DomainFacts, host: string, endpoints: readonly Inspection[]): Finding[] {
  return [
    ...portTwentyFive(host, endpoints),
    ...refused(facts, host, endpoints),
    ...silent(host, endpoints),
    ...grouped(host, endpoints, 'not-offered', 'tls-not-offered', 'fail'),
    ...grouped(host, endpoints, 'handshake', 'tls-handshake', 'warn'),
    ...slow(host, endpoints),
  ];
}

/** Port 25 is shut from most desks: silence there says nothing about the server. */
function portTwentyFive(host: string, endpoints: readonly Inspection[]): Finding[] {
  const shown = endpoints.filter(({ target }) => target.port === TRANSFER);
  const away = shown.filter((endpoint) => ['refused', 'silent'].includes(reachOf(endpoint)));
  if (away.length === 0 || away.length < shown.length) return [];
  const about = { name: `${host}:25`, ports: ['25'], addresses: addressesOfPorts(away), reasons: reasonsOf(away) };
  return [found('tls-port-25-unreachable', 'unknown', { who: 'network', facts: about })];
}

const reasonsOf = (endpoints: readonly Inspection[]): string[] => [
  ...new Set(endpoints.flatMap(({ result }) => (result.status === 'failed' ? [result.reason] : []))),
];

/** Over IPv6 alone is another rule's finding. */
const shownAt = (endpoints: readonly Inspection[], port: number): readonly Inspection[] => {
  const there = endpoints.filter(({ target }) => target.port === port);
  const v4 = there.filter((endpoint) => !isOverIpv6(endpoint));
  return v4.length > 0 ? v4 : there;
};

function refused(facts: DomainFacts, host: string, endpoints: readonly Inspection[]): Finding[] {
  const isReached = (port: number): boolean => shownAt(endpoints, port).some((endpoint) => reachOf(endpoint) === 'reached');
  const shut = NEEDED_PORTS.map((port) => {
    const shown = shownAt(endpoints, port);
    return { port, all: shown.length, shut: shown.filter((endpoint) => reachOf(endpoint) === 'refused') };
  }).filter((one) => one.shut.length > 0);
  const judged = shut.flatMap(({ port, all, shut: there }) => {
    const lost = there.length === all && (isPublished(facts, port) || !(COUNTERPARTS[port] ?? []).some(isReached));
    // A counterpart that nobody published and nobody misses; 993 is what every program tries first.
    const missed = lost || there.length < all || port === 993;
    return missed ? [{ lost, there }] : [];
  });
  return [true, false].flatMap((lost) => {
    const there = judged.filter((one) => one.lost === lost).flatMap((one) => one.there);
    if (there.length === 0) return [];
    const about = { name: host, ports: portsOf(there), addresses: addressesOfPorts(there), reasons: reasonsOf(there), certain: true };
    const fix = [step('mailcow-open-port', { name: host, ports: portsOf(there) })];
    return [found('tls-unreachable', lost ? 'fail' : 'warn', { who: 'server', facts: about, fix })];
  });
}

const isPublished = (facts: DomainFacts, port: number): boolean =>
  (SRV_LABELS[port] ?? []).some((label) => recordsAt(facts, 'SRV', `${label}.${facts.domain}`).some((record) => record.port === port));

function silent(host: string, endpoints: readonly Inspection[]): Finding[] {
  const ports = [...new Set(endpoints.map(({ target }) => target.port))].filter((port) => port !== TRANSFER);
  const there = ports.flatMap((port) => {
    const shown = shownAt(endpoints, port);
    const away = shown.filter((endpoint) => reachOf(endpoint) === 'silent');
    return away.length === shown.length ? away : [];
  });
  if (there.length === 0) return [];
  const about = { name: host, ports: portsOf(there), addresses: addressesOfPorts(there), reasons: reasonsOf(there), certain: false };
  const hidden = about.reasons.every((reason) => reason === 'private-address') ? ({ cause: 'mx-private-address' } as const) : {};
  return [found('tls-unreachable', 'unknown', { who: 'network', facts: about, ...hidden })];
}

function grouped(host: string, endpoints: readonly Inspection[], reach: Reach, id: FindingId, severity: Severity): Finding[] {
  const there = endpoints.filter((endpoint) => reachOf(endpoint) === reach);
  if (there.length === 0) return [];
  const about = { name: host, ports: portsOf(there), addresses: addressesOfPorts(there), reasons: reasonsOf(there) };
  return [found(id, severity, { who: 'server', facts: about, fix: lookInto(host, there) })];
}

/** What a service says of itself stands in its own log alone. */
const lookInto = (host: string, there: readonly Inspection[]): Fix[] => [
  step('mailcow-service-log', { name: host, ports: portsOf(there) }),
];

function slow(host: string, endpoints: readonly Inspection[]): Finding[] {
  const there = endpoints.filter(({ connected }) => connected !== undefined && connected > SLOW);
  if (there.length === 0) return [];
  const longest = Math.max(...there.map(({ connected }) => connected ?? 0));
  const about = { name: host, ports: portsOf(there), addresses: addressesOfPorts(there), milliseconds: Math.round(longest) };
  return [found('tls-slow', 'warn', { who: 'server', facts: about, fix: lookInto(host, there) })];
}
