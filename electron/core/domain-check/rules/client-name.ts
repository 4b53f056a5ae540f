import { type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, FindingId, Fix } from '../finding.ts';
import { type Addresses, addressesOf, expectedAddresses } from './addresses.ts';
import { liveFaults } from './client-live.ts';
import type { ClientName } from './client-page.ts';
import { causeOfSilence, domainStanding, hostFault, isInside, mailHost, samenessOf, unansweredOf } from './hosts.ts';
import { companyBehind } from './known-providers.ts';
import { found } from './rule.ts';
import { addressRecord, cnameRecord, publish, remove } from './zone-records.ts';

type Kind = 'right' | 'missing' | 'elsewhere' | 'dangling' | 'unanswered' | 'one-family';
const idOf = (label: ClientName, kind: Kind): FindingId => `${label}-${kind}`;

/** The name under the domain as it stands in DNS, then as it answers. */
export function judgeClientName(facts: DomainFacts, label: ClientName): Finding[] {
  const name = `${label}.${facts.domain}`;
  const standing = inDns(facts, label, name);
  const notes = standing.severity === 'ok' ? oneFamily(facts, label, name) : [];
  const broken = standing.severity === 'ok' ? undefined : standing.id;
  const faults = liveFaults(facts, label, name, broken);
  if (standing.severity === 'ok' && faults.length > 0) return [...faults, ...notes];
  return [standing, ...faults, ...notes];
}

function inDns(facts: DomainFacts, label: ClientName, name: string): Finding {
  const host = mailHost(facts);
  const there = addressesOf(facts, name);
  const target = there.aliases.at(-1) ?? there.all.join(', ');
  const about = { name, target, expected: host ?? '' };
  if (there.state === 'unknown') return unanswered(facts, label, name, unansweredOf(facts, ['A', 'AAAA'], name));
  if (there.state === 'absent') return withoutAddress(facts, label, name, there);
  if (host === undefined) return found(idOf(label, 'right'), 'ok', { facts: about });
  const sameness = samenessOf(facts, name, host);
  if (sameness === 'unknown') return unanswered(facts, label, name, unansweredOf(facts, ['A', 'AAAA'], host));
  if (sameness === 'same') return found(idOf(label, 'right'), 'ok', { facts: about });
  const details = { facts: { ...about, company: companyBehind(there.aliases[0] ?? target) }, fix: pointed(facts, name, host) };
  return found(idOf(label, 'elsewhere'), 'fail', { ...details, ...causeOfElsewhere(facts, name) });
}

/** A name that an alias makes of a doubled one is explained by the doubling. */
const causeOfElsewhere = (facts: DomainFacts, name: string): { cause?: FindingId } =>
  addressesOf(facts, name).aliases.some((alias) => alias.endsWith(`.${facts.domain}.${facts.domain}`)) ? { cause: 'name-doubled' } : {};

function unanswered(facts: DomainFacts, label: ClientName, name: string, questions: string[]): Finding {
  return found(idOf(label, 'unanswered'), 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) });
}

/** Nothing at all, or an alias to a name that has no address. */
function withoutAddress(facts: DomainFacts, label: ClientName, name: string, { aliases }: Addresses): Finding {
  const host = mailHost(facts);
  const target = aliases.at(-1);
  if (target === undefined) {
    const cause = domainStanding(facts) === 'absent' ? ({ cause: 'name-absent' } as const) : {};
    // An alias of itself leads nowhere.
    const fix = host === undefined || host === name ? [] : [publish(cnameRecord(name, host))];
    return found(idOf(label, 'missing'), 'fail', { facts: { name, expected: host ?? '' }, fix, ...cause });
  }
  const about = { name, target, expected: host ?? '' };
  // The alias is right and its target is what is missing: then that is what has to be put right.
  if (host !== undefined && aliases.includes(host)) {
    const cause = hostFault(facts) ?? (facts.expected.host === undefined ? 'mx-no-address' : 'host-unanswered');
    return found(idOf(label, 'dangling'), 'fail', { facts: about, who: isInside(host, facts.domain) ? 'zone' : 'server', cause });
  }
  const fix = host === undefined ? [] : pointed(facts, name, host);
  return found(idOf(label, 'dangling'), 'fail', { facts: about, fix, ...causeOfElsewhere(facts, name) });
}

/** Everything that stands at the name gives way to one alias of the host. */
function pointed(facts: DomainFacts, name: string, host: string): Fix[] {
  const there = (['CNAME', 'A', 'AAAA'] as const).flatMap((type) => recordsAt(facts, type, name)).filter((record) => record.name === name);
  const right = cnameRecord(name, host);
  const stale = there.filter((record) => record.type !== 'CNAME' || record.value !== host);
  return [...remove(stale), publish(right)];
}

/** Addresses copied instead of an alias, and the IPv6 one forgotten: programs that prefer IPv6 go elsewhere or wait. */
function oneFamily(facts: DomainFacts, label: ClientName, name: string): Finding[] {
  const host = mailHost(facts);
  const there = addressesOf(facts, name);
  if (host === undefined || there.aliases.length > 0 || standing(facts, 'AAAA', name) !== 'absent') return [];
  const wanted = expectedAddresses(facts, host).v6;
  const published = addressesOf(facts, host).v6;
  const lacking = wanted.filter((address) => published.includes(address));
  if (lacking.length === 0) return [];
  const fix = lacking.map((address) => publish(addressRecord(name, address)));
  return [found(idOf(label, 'one-family'), 'warn', { facts: { name, addresses: lacking, expected: host }, fix })];
}
