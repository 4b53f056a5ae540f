import { domainForPeople } from '../core/model/address.ts';
import { CLIENT_IDS } from '../core/model/plan.ts';
import type { Facts } from '../core/model/problem.ts';
import { type Protocol, PROTOCOLS } from '../core/model/service.ts';
import { phrase, type Phrase, type Value } from './phrase.ts';

/** Names that a person reads in the same form everywhere, also where they are no client of ours. */
export const CLIENT_NAMES = [...CLIENT_IDS, 'thunderbird-android', 'ios'] as const;

const MOST_SHOWN = 6;

/** A domain or host as a person reads it; an internationalized one in both forms, since either may be what is typed or logged. */
export function nameInBothForms(name: string): string {
  const unicode = domainForPeople(name);
  return unicode === name ? name : `${unicode} (${name})`;
}

/** "Receive mail (IMAP)": what it is for, and what technicians call it. */
export const serviceNamed = (protocol: Protocol): Phrase =>
  phrase('codes:named', { task: phrase(`codes:task.${protocol}`), protocol: phrase(`codes:protocol.${protocol}`) });

const isProtocol = (text: string): text is Protocol => PROTOCOLS.some((known) => known === text);

/** One fact as it stands in a sentence. */
export function valueOf(name: string, fact: Facts[string]): Value {
  if (Array.isArray(fact)) return fact.slice(0, MOST_SHOWN).map(nameInBothForms).join(', ') + (fact.length > MOST_SHOWN ? ' …' : '');
  if (typeof fact === 'number') return fact;
  if (typeof fact === 'boolean') return String(fact);
  switch (name) {
    case 'domain':
    case 'host':
    case 'suggestedHost':
      return nameInBothForms(fact);
    case 'protocol':
      return isProtocol(fact) ? serviceNamed(fact) : fact;
    case 'client':
      return CLIENT_NAMES.some((known) => known === fact) ? phrase(`codes:client.${fact}`) : fact;
    case 'certificateTo':
      return Number.isNaN(Date.parse(fact)) ? fact : new Date(fact);
    default:
      return fact;
  }
}

/** The facts a sentence needs as its values; undefined when one of them is not known. */
export function valuesFor(needs: readonly string[], facts: Facts): Record<string, Value> | undefined {
  const values: Record<string, Value> = {};
  for (const name of needs) {
    const fact = facts[name];
    if (fact === undefined || fact === '' || (Array.isArray(fact) && fact.length === 0)) return undefined;
    const value = valueOf(name, fact);
    if (name === 'certificateTo' && !(value instanceof Date)) return undefined;
    // A port is a name, not an amount: it has no thousands separator.
    values[name] = typeof value === 'number' ? String(value) : value;
  }
  return values;
}
