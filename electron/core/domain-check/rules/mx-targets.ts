import { type DomainFacts, recordsAt } from '../facts.ts';
import type { Finding, FindingId, Fix, Who } from '../finding.ts';
import { addressesOf, canonicalAddress, expectedAddresses, isAddressLiteral, isExampleAddress, isInnerAddress } from './addresses.ts';
import { causeOfSilence, hostFault, isInside, unansweredOf } from './hosts.ts';
import { isLocalName } from './mx-cause.ts';
import { found } from './rule.ts';
import { addressRecord, mxRecord, publish, remove, step } from './zone-records.ts';

/** What an MX record names has to be a host name with an address and no alias (RFC 5321 section 5.1, RFC 2181 section 10.3). */
export const targetFaults = (facts: DomainFacts, exchanges: readonly string[]): Finding[] =>
  exchanges.flatMap((exchange) => {
    if (isAddressLiteral(exchange)) return [literal(facts, exchange)];
    if (isLocalName(exchange)) return [inner(facts, exchange, [exchange])];
    return named(facts, exchange);
  });

const own = (facts: DomainFacts, name: string): Who => (isInside(name, facts.domain) || name !== facts.expected.host ? 'zone' : 'server');

const recordsTo = (facts: DomainFacts, exchange: string): Fix[] =>
  remove(recordsAt(facts, 'MX', facts.domain).filter((record) => record.exchange === exchange));

/** The record for this exchange with the right name in its place. */
function instead(facts: DomainFacts, exchange: string, host: string | undefined): Fix[] {
  const there = recordsAt(facts, 'MX', facts.domain);
  const record = there.find((one) => one.exchange === exchange);
  const known = host === undefined || there.some((one) => one.exchange === host);
  return known || record === undefined ? [] : [publish(mxRecord(facts.domain, record.preference, host))];
}

/** The right record for the wrong one; the last record of all is not taken out for nothing. */
function replaced(facts: DomainFacts, exchange: string, host: string | undefined): Fix[] {
  const put = instead(facts, exchange, host);
  const others = recordsAt(facts, 'MX', facts.domain).some((one) => one.exchange !== exchange);
  if (put.length === 0 && !others) return [step('check-elsewhere', { name: facts.domain, target: exchange })];
  return [...recordsTo(facts, exchange), ...put];
}

function literal(facts: DomainFacts, exchange: string): Finding {
  const fix = replaced(facts, exchange, facts.expected.host);
  return found('mx-address-literal', 'fail', { facts: { name: facts.domain, exchange }, fix });
}

function inner(facts: DomainFacts, exchange: string, addresses: readonly string[]): Finding {
  const host = facts.expected.host;
  const right = host === exchange ? addressFix(facts, exchange) : replaced(facts, exchange, host);
  const about = { name: facts.domain, exchange, addresses: [...addresses] };
  if (isMeant(facts, exchange, addresses)) return found('mx-private-address', 'info', { facts: about });
  // The address is the wrong one altogether, not only one that nobody outside reaches.
  const cause = host === exchange && hostFault(facts) === 'host-address-wrong' ? ({ cause: 'host-address-wrong' } as const) : {};
  return found('mx-private-address', 'fail', { who: own(facts, exchange), facts: about, fix: right, ...cause });
}

/** The person named this very host, and it answers here: seen from inside a company, its own address is the right one. */
function isMeant(facts: DomainFacts, exchange: string, addresses: readonly string[]): boolean {
  if (facts.expected.host !== exchange || facts.expected.addresses.length > 0) return false;
  const answers = facts.endpoints.some(
    ({ target, result }) => addresses.includes(canonicalAddress(target.address)) && result.status === 'encrypted',
  );
  return answers || addresses.every(isExampleAddress);
}

function addressFix(facts: DomainFacts, name: string): Fix[] {
  const stale = [...recordsAt(facts, 'A', name), ...recordsAt(facts, 'AAAA', name)].filter(
    (record) => record.name === name && !facts.expected.addresses.map(canonicalAddress).includes(canonicalAddress(record.value)),
  );
  return [...remove(stale), ...facts.expected.addresses.map((address) => publish(addressRecord(name, canonicalAddress(address))))];
}

function named(facts: DomainFacts, exchange: string): Finding[] {
  const there = addressesOf(facts, exchange);
  if (there.aliases.length > 0) return [alias(facts, exchange)];
  if (there.state === 'absent') return [noAddress(facts, exchange)];
  if (there.state === 'unknown') {
    const questions = unansweredOf(facts, ['A', 'AAAA'], exchange);
    const cause = facts.expected.host === exchange ? ({ cause: 'host-unanswered' } as const) : causeOfSilence(facts, questions);
    return [found('mx-unanswered', 'unknown', { who: 'network', facts: { name: facts.domain, exchange, questions }, ...cause })];
  }
  const expected = facts.expected.addresses.map(canonicalAddress);
  const hidden = there.all.filter((address) => isInnerAddress(address) && !expected.includes(address));
  if (hidden.length < there.all.length || there.partly) return [];
  return [inner(facts, exchange, hidden)];
}

function noAddress(facts: DomainFacts, exchange: string): Finding {
  const host = facts.expected.host;
  const doubled = exchange.endsWith(`.${facts.domain}.${facts.domain}`);
  const cause: { cause?: FindingId } = exchange === host ? { cause: 'host-missing' } : doubled ? { cause: 'name-doubled' } : {};
  const meant = doubled ? exchange.slice(0, -facts.domain.length - 1) : host;
  const fix = exchange === host ? addressFix(facts, exchange) : replaced(facts, exchange, meant);
  return found('mx-no-address', 'fail', { who: own(facts, exchange), facts: { name: facts.domain, exchange }, fix, ...cause });
}

/** An alias of the host: the MX takes the host's own name; any other: the alias gives way to addresses. */
function alias(facts: DomainFacts, exchange: string): Finding {
  const there = addressesOf(facts, exchange);
  const target = there.aliases.at(-1) ?? exchange;
  const host = facts.expected.host;
  const about = { name: facts.domain, exchange, target };
  const cnames = recordsAt(facts, 'CNAME', exchange).filter(({ name }) => name === exchange);
  if (exchange !== host && (there.aliases.includes(host ?? '') || !isInside(exchange, facts.domain))) {
    const fix = [...recordsTo(facts, exchange), ...instead(facts, exchange, host ?? target)];
    return found('mx-alias', 'fail', { facts: about, fix });
  }
  const addresses = exchange === host ? expectedAddresses(facts, exchange).all : there.all;
  const fix = [...remove(cnames), ...addresses.map((address) => publish(addressRecord(exchange, address)))];
  return found('mx-alias', 'fail', { who: own(facts, exchange), facts: about, fix });
}
