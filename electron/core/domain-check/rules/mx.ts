import { type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, Fix } from '../finding.ts';
import { addressesOf, isAddressLiteral } from './addresses.ts';
import { causeOfSilence, domainStanding, exchangesOf, samenessOf, unansweredOf } from './hosts.ts';
import { companyBehind } from './known-providers.ts';
import { isGoneInside, isLocalName } from './mx-cause.ts';
import { targetFaults } from './mx-targets.ts';
import { found, type Rule } from './rule.ts';
import { mxRecord, publish, remove } from './zone-records.ts';

const PREFERENCE = 10;

/** Where mail for the domain goes (RFC 5321 section 5.1, RFC 7505). */
export const mx: Rule = (facts) => {
  const { domain } = facts;
  switch (standing(facts, 'MX', domain)) {
    case 'unknown': {
      const questions = unansweredOf(facts, ['MX'], domain);
      return [
        found('mx-unanswered', 'unknown', { who: 'network', facts: { name: domain, questions }, ...causeOfSilence(facts, questions) }),
      ];
    }
    case 'absent':
      return [withoutMx(facts)];
    case 'found':
      return present(facts);
  }
};

const wanted = (facts: DomainFacts): Fix[] =>
  facts.expected.host === undefined ? [] : [publish(mxRecord(facts.domain, PREFERENCE, facts.expected.host))];

function withoutMx(facts: DomainFacts): Finding {
  const { domain } = facts;
  const own = addressesOf(facts, domain);
  const about = { name: domain, addresses: [...own.all] };
  const fix = facts.expected.host === undefined ? [publish(mxRecord(domain, PREFERENCE, domain))] : wanted(facts);
  if (own.state === 'absent') {
    const cause = domainStanding(facts) === 'absent' ? ({ cause: 'name-absent' } as const) : {};
    return found('mx-missing', 'fail', { facts: about, fix: wanted(facts), ...cause });
  }
  const questions = unansweredOf(facts, ['A', 'AAAA'], domain);
  if (own.state === 'unknown')
    return found('mx-unanswered', 'unknown', { who: 'network', facts: { name: domain, questions }, ...causeOfSilence(facts, questions) });
  // Mail goes to the domain's own address, which is the web server's unless it happens to be the mail host's.
  const astray = facts.expected.host !== undefined && samenessOf(facts, domain, facts.expected.host) === 'other';
  return found('mx-implicit', astray ? 'fail' : 'warn', { facts: about, fix });
}

function present(facts: DomainFacts): Finding[] {
  const nulls = recordsAt(facts, 'MX', facts.domain).filter(({ exchange }) => exchange === '.' || exchange === '');
  const exchanges = exchangesOf(facts);
  if (exchanges.length === 0)
    return [
      found('mx-null', 'fail', {
        facts: { name: facts.domain },
        fix: facts.expected.host === undefined ? [] : [...remove(nulls), ...wanted(facts)],
      }),
    ];
  const beside =
    nulls.length === 0 ? [] : [found('mx-null-beside-others', 'fail', { facts: { name: facts.domain, exchanges }, fix: remove(nulls) })];
  const whereTo = destination(facts, exchanges);
  const faults = [...beside, ...whereTo, ...folded(targetFaults(facts, exchanges), whereTo)];
  const notes = [...duplicates(facts), ...oneAddress(facts, exchanges)];
  if (faults.some(({ severity }) => severity !== 'info')) return [...faults, ...notes];
  return [...faults, found('mx-right', 'ok', { facts: { name: facts.domain, exchanges } }), ...notes];
}

/** What is wrong with a foreign server explains itself by its being there at all. */
function folded(faults: Finding[], whereTo: Finding[]): Finding[] {
  const cause = whereTo.find(({ id }) => id === 'mx-elsewhere' || id === 'mx-extra');
  const foreign = cause?.facts['exchanges'];
  return faults.map((fault) => {
    const exchange = fault.facts['exchange'];
    const isForeign = Array.isArray(foreign) && typeof exchange === 'string' && foreign.includes(exchange);
    return cause === undefined || !isForeign || fault.cause !== undefined ? fault : { ...fault, cause: cause.id };
  });
}

/** Whether all of it, some of it or none of it goes to the expected host. */
function destination(facts: DomainFacts, exchanges: string[]): Finding[] {
  const { domain, expected } = facts;
  const host = expected.host;
  if (host === undefined) return [];
  const names = exchanges.filter((exchange) => !isAddressLiteral(exchange) && !isLocalName(exchange) && !isGoneInside(facts, exchange));
  const sorted = names.map((exchange) => ({ exchange, sameness: samenessOf(facts, exchange, host) }));
  const foreign = sorted.filter(({ sameness }) => sameness === 'other').map(({ exchange }) => exchange);
  const unsure = sorted.filter(({ sameness }) => sameness === 'unknown').map(({ exchange }) => exchange);
  const own = sorted.filter(({ sameness }) => sameness === 'same').map(({ exchange }) => exchange);
  const stale = recordsAt(facts, 'MX', domain).filter(({ exchange }) => foreign.includes(exchange));
  const about = { name: domain, exchanges: foreign, company: companyBehind(foreign[0] ?? ''), expected: host };
  const silent = unsure.flatMap((exchange) => unansweredOf(facts, ['A', 'AAAA'], exchange));
  const unanswered =
    own.length === 0 && unsure.length > 0
      ? [
          found('mx-unanswered', 'unknown', {
            who: 'network',
            facts: { name: domain, questions: silent },
            ...causeOfSilence(facts, silent),
          }),
        ]
      : [];
  if (foreign.length === 0) return unanswered;
  if (foreign.length === names.length && names.length === exchanges.length)
    return [elsewhere(facts, foreign, about, [...remove(stale), ...wanted(facts)])];
  return [...unanswered, found('mx-extra', isPreferred(facts, foreign) ? 'fail' : 'warn', { facts: about, fix: remove(stale) })];
}

/** Names under the domain that were doubled or have no address are no other company: the finding about them comes first. */
function elsewhere(facts: DomainFacts, foreign: string[], about: Finding['facts'], fix: Fix[]): Finding {
  const doubled = foreign.every((exchange) => exchange.endsWith(`.${facts.domain}.${facts.domain}`));
  return found('mx-elsewhere', 'fail', { facts: about, fix, ...(doubled ? { cause: 'name-doubled' as const } : {}) });
}

/** A strictly better preference than every other: mail goes there first. */
function isPreferred(facts: DomainFacts, foreign: string[]): boolean {
  const preferences = (those: boolean): number[] =>
    recordsAt(facts, 'MX', facts.domain)
      .filter(({ exchange }) => foreign.includes(exchange) === those)
      .map(({ preference }) => preference);
  return Math.min(...preferences(true)) < Math.min(...preferences(false));
}

function duplicates(facts: DomainFacts): Finding[] {
  const records = recordsAt(facts, 'MX', facts.domain);
  const repeated = records.filter((record, at) => records.findIndex(({ exchange }) => exchange === record.exchange) < at);
  if (repeated.length === 0) return [];
  const exchanges = [...new Set(repeated.map(({ exchange }) => exchange))];
  // Two equal records cannot stand in one answer; two preferences for one host can, and the worse one is of no use.
  const worse = repeated.filter((record) =>
    records.some((other) => other.exchange === record.exchange && other.preference < record.preference),
  );
  return [found('mx-duplicate', 'info', { facts: { name: facts.domain, exchanges }, fix: remove(worse) })];
}

function oneAddress(facts: DomainFacts, exchanges: string[]): Finding[] {
  const sets = exchanges.map((exchange) => addressesOf(facts, exchange));
  if (exchanges.length < 2 || sets.some(({ state, partly }) => state !== 'found' || partly)) return [];
  const distinct = new Set(sets.map(({ all }) => [...all].sort().join(' ')));
  if (distinct.size > 1) return [];
  return [found('mx-one-address', 'info', { facts: { name: facts.domain, exchanges, addresses: [...(sets[0]?.all ?? [])] } })];
}
