import { type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, Fix } from '../finding.ts';
import { parseIp, reverseName } from '../spf/ip.ts';
import { addressesOf, expectedAddresses, isInnerAddress } from './addresses.ts';
import { greetingOf } from './greeting.ts';
import { causeOfSilence, hostFault, mailHost, samenessOf, unansweredOf } from './hosts.ts';
import { isGenericName } from './generic-name.ts';
import { found, type Rule } from './rule.ts';
import { ptrRecord, publish, remove, step } from './zone-records.ts';

/** What the sending addresses are called, and whether that name leads back (RFC 1912 section 2.1, RFC 8601 section 3). */
export const ptr: Rule = (facts) => {
  const host = mailHost(facts);
  if (host === undefined) return [];
  const expected = facts.expected.addresses.length > 0 || facts.expected.host !== undefined;
  const addresses = expectedAddresses(facts, host).all.filter((address) => expected || !isInnerAddress(address));
  const judged = addresses.flatMap((address) => judge(facts, host, address));
  return [...judged, ...greeting(facts, host, addresses, judged)];
};

interface Case {
  facts: DomainFacts;
  host: string;
  address: string;
  /** Where its PTR records stand. */
  name: string;
}

function judge(facts: DomainFacts, host: string, address: string): Finding[] {
  const ip = parseIp(address);
  if (ip === undefined) return [];
  const name = reverseName(ip);
  const one: Case = { facts, host, address, name };
  switch (standing(facts, 'PTR', name)) {
    case 'unknown':
      return [silence(one, [`PTR ${name}`])];
    case 'absent':
      return [found('ptr-missing', 'fail', { ...told(one, []), fix: repaired(one) })];
    case 'found':
      return present(one, [...new Set(recordsAt(facts, 'PTR', name).map(({ value }) => value))]);
  }
}

const told = ({ address, host, name }: Case, names: readonly string[]): Pick<Finding, 'who' | 'facts'> => ({
  who: 'address-owner',
  facts: { name, address, names: [...names], expected: host },
});

/** The record, and the way to whoever may write it: the zone of the domain is the wrong place. */
function repaired({ facts, name, host, address }: Case): Fix[] {
  const records = recordsAt(facts, 'PTR', name);
  const stale = records.filter(({ value }) => value !== host);
  const right = records.some(({ value }) => value === host) ? [] : [publish(ptrRecord(name, host))];
  return [...remove(stale), ...right, step('address-owner-ptr', { address, name: host })];
}

function silence({ facts, name, address, host }: Case, questions: string[]): Finding {
  const about = { name, address, names: [], expected: host, questions };
  const ofHost = questions.every((question) => question.endsWith(` ${host}`));
  const cause = ofHost ? ({ cause: 'host-unanswered' } as const) : causeOfSilence(facts, questions);
  return found('ptr-unanswered', 'unknown', { who: 'network', facts: about, ...cause });
}

function present(one: Case, names: readonly string[]): Finding[] {
  const { facts, host, address } = one;
  const several = names.length > 1 ? [found('ptr-several', 'warn', { ...told(one, names), fix: repaired(one) })] : [];
  const confirmations = names.map((name) => ({ name, state: leadsBack(facts, name, address) }));
  const confirmed = confirmations.filter(({ state }) => state === 'yes').map(({ name }) => name);
  if (confirmed.length === 0) {
    const unsure = confirmations.filter(({ state }) => state === 'unknown').flatMap(({ name }) => unansweredOf(facts, ['A', 'AAAA'], name));
    if (unsure.length > 0) return [silence(one, unsure), ...several];
    const cause = names.includes(host) ? hostFault(facts) : undefined;
    const details = { ...told(one, names), fix: repaired(one) };
    return [found('ptr-not-confirmed', 'fail', cause === undefined ? details : { ...details, cause }), ...several];
  }
  if (confirmed.some((name) => isOurs(facts, name, host)))
    return several.length > 0 ? several : [found('ptr-right', 'ok', { facts: told(one, names).facts })];
  const generic = confirmed.every((name) => isGenericName(name, address));
  const id = generic ? 'ptr-generic' : 'ptr-other-name';
  return [found(id, generic ? 'fail' : 'warn', { ...told(one, names), fix: repaired(one) }), ...several];
}

/** Another of the domain's own mail hosts is as good a name where nobody said which one is expected. */
const isOurs = (facts: DomainFacts, name: string, host: string): boolean =>
  name === host ||
  (facts.expected.host === undefined &&
    samenessOf(facts, name, host) === 'same' &&
    recordsAt(facts, 'MX', facts.domain).some(({ exchange }) => exchange === name));

function leadsBack(facts: DomainFacts, name: string, address: string): 'yes' | 'no' | 'unknown' {
  const there = addressesOf(facts, name);
  if (there.all.includes(address)) return 'yes';
  return standing(facts, address.includes(':') ? 'AAAA' : 'A', name) === 'unknown' ? 'unknown' : 'no';
}

/** What the server calls itself against what its address is called. */
function greeting(facts: DomainFacts, host: string, addresses: readonly string[], judged: readonly Finding[]): Finding[] {
  const called = greetingOf(facts, host, addresses);
  if (called === undefined) return [];
  const names = addresses.flatMap((address) => {
    const ip = parseIp(address);
    return ip === undefined ? [] : recordsAt(facts, 'PTR', reverseName(ip)).map(({ value }) => value);
  });
  if (names.length === 0 || names.includes(called)) return [];
  const cause =
    called === host
      ? judged.find(({ id }) => id === 'ptr-other-name' || id === 'ptr-generic' || id === 'ptr-not-confirmed')?.id
      : undefined;
  return [
    found('ptr-greeting', 'warn', {
      who: 'server',
      facts: { name: host, greeting: called, names: [...new Set(names)], expected: host },
      fix: [step('mailcow-hostname', { name: host })],
      ...(cause === undefined ? {} : { cause }),
    }),
  ];
}
