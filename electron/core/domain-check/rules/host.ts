import { type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, FindingId, Fix } from '../finding.ts';
import { addressesOf, canonicalAddress, expectedAddresses } from './addresses.ts';
import { causeOfSilence, domainStanding, hostFault, isInside, mailHost, unansweredOf } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { addressRecord, publish, remove } from './zone-records.ts';

/** Addresses of the mail host against the expected ones (RFC 3596). Without an expected host its MX is judged by the MX rule. */
export const host: Rule = (facts) => {
  const name = mailHost(facts);
  if (name === undefined) return [];
  const there = addressesOf(facts, name);
  const who = isInside(name, facts.domain) ? 'zone' : 'server';
  if (there.state === 'unknown') {
    const questions = unansweredOf(facts, ['A', 'AAAA'], name);
    return [found('host-unanswered', 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) })];
  }
  const fault = hostFault(facts);
  switch (fault) {
    case 'host-missing':
      return [found(fault, 'fail', { who, facts: { name }, fix: proper(facts, name), ...causeOfAbsence(facts, name) })];
    case 'host-address-wrong':
      return [wrong(facts, name, who)];
    case undefined:
      return there.state === 'found' ? [found('host-right', 'ok', { facts: { name, addresses: [...there.all] } })] : [];
  }
};

const proper = (facts: DomainFacts, name: string): Fix[] =>
  facts.expected.addresses.map((address) => publish(addressRecord(name, canonicalAddress(address))));

function causeOfAbsence(facts: DomainFacts, name: string): { cause?: FindingId } {
  if (isInside(name, facts.domain) && domainStanding(facts) === 'absent') return { cause: 'name-absent' };
  return addressesOf(facts, `${name}.${facts.domain}`).state === 'found' && isInside(name, facts.domain) && !hasWildcard(facts)
    ? { cause: 'name-doubled' }
    : {};
}

const hasWildcard = (facts: DomainFacts): boolean => addressesOf(facts, `${facts.randomLabel}.${facts.domain}`).state === 'found';

function wrong(facts: DomainFacts, name: string, who: 'zone' | 'server'): Finding {
  const wanted = expectedAddresses(facts, name).all;
  const there = addressesOf(facts, name);
  const records = [...recordsAt(facts, 'A', name), ...recordsAt(facts, 'AAAA', name)];
  const stale = records.filter((record) => record.name === name && !wanted.includes(canonicalAddress(record.value)));
  const alias = recordsAt(facts, 'CNAME', name).filter((record) => record.name === name);
  const lacking = wanted.filter(
    (address) => !there.all.includes(address) && standing(facts, address.includes(':') ? 'AAAA' : 'A', name) !== 'unknown',
  );
  const needed = there.aliases.length > 0 ? wanted : lacking;
  return found('host-address-wrong', 'fail', {
    who,
    facts: { name, addresses: [...there.all], expected: [...wanted] },
    fix: [...remove([...alias, ...stale]), ...needed.map((address) => publish(addressRecord(name, address)))],
  });
}
