import type { Inspection } from '../../world/inspection.ts';
import { type DomainFacts, standing } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { addressesOf, canonicalAddress } from './addresses.ts';
import { isInside, mailHost } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { addressesOfPorts, isOverIpv6, portsOf } from './tls/ports.ts';
import { reachOf } from './tls/reach.ts';
import { addressRecord, publish, step } from './zone-records.ts';

/** Whether the mail host has an IPv6 address, and whether what is published there answers: a dead one makes programs wait. */
export const ipv6: Rule = (facts) => {
  const name = mailHost(facts);
  if (name === undefined) return [];
  const there = addressesOf(facts, name);
  if (standing(facts, 'AAAA', name) === 'absent' && there.v4.length > 0) {
    const fix = facts.expected.addresses
      .filter((address) => address.includes(':'))
      .map((address) => publish(addressRecord(name, canonicalAddress(address))));
    return [found('ipv6-none', 'info', { who: isInside(name, facts.domain) ? 'zone' : 'server', facts: { name }, fix })];
  }
  if (there.v6.length === 0) return [];
  const faults = unreachable(facts, name);
  return faults.length > 0 ? faults : [found('ipv6-right', 'ok', { facts: { name, addresses: [...there.v6] } })];
};

/** Ports that answer over IPv4 and not over IPv6. A computer without IPv6 has no route, which is not the server's fault. */
function unreachable(facts: DomainFacts, name: string): Finding[] {
  const own = facts.endpoints.filter(({ target }) => target.host === name);
  const over = own.filter(isOverIpv6);
  const answers = ({ target }: Inspection): boolean =>
    own.some((other) => !isOverIpv6(other) && other.target.port === target.port && reachOf(other) === 'reached');
  const dead = over.filter((endpoint) => ['refused', 'silent'].includes(reachOf(endpoint)) && answers(endpoint));
  if (dead.length === 0) return [];
  const reasons = [...new Set(dead.flatMap(({ result }) => (result.status === 'failed' ? [result.reason] : [])))];
  const about = { name, ports: portsOf(dead), addresses: addressesOfPorts(dead), reasons, certain: true };
  const routeless =
    over.every((endpoint) => reachOf(endpoint) !== 'reached') &&
    reasons.every((reason) => ['unreachable', 'offline', 'proxy', 'cancelled', 'private-address'].includes(reason));
  if (routeless) return [found('ipv6-unreachable', 'unknown', { who: 'network', facts: { ...about, certain: false } })];
  return [
    found('ipv6-unreachable', 'warn', { who: 'server', facts: about, fix: [step('mailcow-open-port', { name, ports: portsOf(dead) })] }),
  ];
}
