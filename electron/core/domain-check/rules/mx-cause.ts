import { type DomainFacts, standing } from '../facts.ts';
import type { FindingId } from '../finding.ts';
import { addressesOf, isAddressLiteral } from './addresses.ts';
import { exchangesOf, isInside, samenessOf } from './hosts.ts';

/** `localhost` and what stands below it (RFC 6761 section 6.3). */
export const isLocalName = (name: string): boolean => /^(?:.*\.)?localhost(?:\.localdomain)?$/.test(name);

/** A name under the domain that is proven to lead nowhere is a slip, and no other company. */
export const isGoneInside = (facts: DomainFacts, exchange: string): boolean =>
  isInside(exchange, facts.domain) && addressesOf(facts, exchange).state === 'absent';

/** The finding that says what is wrong with one MX record. */
export function exchangeCause(facts: DomainFacts, exchange: string): FindingId {
  if (isAddressLiteral(exchange)) return 'mx-address-literal';
  if (isLocalName(exchange)) return 'mx-private-address';
  if (exchange.endsWith(`.${facts.domain}.${facts.domain}`)) return 'name-doubled';
  const { host } = facts.expected;
  if (isGoneInside(facts, exchange)) return 'mx-no-address';
  if (host !== undefined && samenessOf(facts, exchange, host) === 'other')
    return exchangesOf(facts).includes(host) ? 'mx-extra' : 'mx-elsewhere';
  return addressesOf(facts, exchange).aliases.length > 0 ? 'mx-alias' : 'mx-no-address';
}

/** The finding that says why mail does not go to the expected host; undefined when it does. */
export function mxCause(facts: DomainFacts): FindingId | undefined {
  switch (standing(facts, 'MX', facts.domain)) {
    case 'unknown':
      return 'mx-unanswered';
    case 'absent':
      return addressesOf(facts, facts.domain).state === 'absent' ? 'mx-missing' : 'mx-implicit';
    case 'found': {
      const exchanges = exchangesOf(facts);
      const [first] = exchanges;
      if (first === undefined) return 'mx-null';
      return facts.expected.host === undefined || exchanges.includes(facts.expected.host) ? undefined : exchangeCause(facts, first);
    }
  }
}
