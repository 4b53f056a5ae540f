import { getDomain } from 'tldts';
import { answerTo, type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { FindingId } from '../finding.ts';
import type { RecordType } from '../../world/network.ts';
import { addressesOf, expectedAddresses } from './addresses.ts';

const CLIENT_LABELS = ['autodiscover', 'autoconfig', 'mta-sts'] as const;

/** Whether a name is the domain or stands below it. */
export const isInside = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** Whether two names belong to one registrable domain (public suffix list). */
export function areRelated(one: string, other: string): boolean {
  const domain = getDomain(one);
  return one === other || (domain !== null && domain === getDomain(other));
}

/** A zone may name thousands; so many are asked about and judged. */
const MOST_EXCHANGES = 16;

/** Hosts that the MX records name, best first; no null MX. */
export const exchangesOf = (facts: DomainFacts): string[] =>
  [
    ...new Set(
      recordsAt(facts, 'MX', facts.domain)
        .toSorted((one, other) => one.preference - other.preference)
        .map(({ exchange }) => exchange)
        .filter((exchange) => exchange !== '' && exchange !== '.'),
    ),
  ].slice(0, MOST_EXCHANGES);

/** The mail host: as expected, else the best MX; undefined when neither is known. */
export const mailHost = (facts: DomainFacts): string | undefined => facts.expected.host ?? exchangesOf(facts)[0];

/** Names whose certificates and addresses are judged with the set-up of mail programs. */
export const clientNames = (facts: DomainFacts): string[] => CLIENT_LABELS.map((label) => `${label}.${facts.domain}`);

export type Sameness = 'same' | 'other' | 'unknown';

/**
 * Whether a name is the mail host by another name. Without an expected host everything of one registrable domain
 * counts as the same: providers answer mail programs and mail servers under different names.
 */
export function samenessOf(facts: DomainFacts, name: string, host: string): Sameness {
  if (name === host) return 'same';
  const there = addressesOf(facts, name);
  if (there.aliases.includes(host)) return 'same';
  const own = there.aliases.at(-1) ?? name;
  if (facts.expected.host === undefined && areRelated(own, host) && !isInside(own, facts.domain)) return 'same';
  const wanted = expectedAddresses(facts, host);
  if (there.state === 'found' && wanted.state === 'found') {
    if (there.all.every((address) => wanted.all.includes(address))) return 'same';
    // Part of the host's own addresses could not be asked: the others may well be among them.
    return wanted.partly ? 'unknown' : 'other';
  }
  if (there.state === 'absent') return 'other';
  return areRelated(name, host) || areRelated(name, facts.domain) ? 'unknown' : 'other';
}

/** Whether the domain exists at all; RFC 8020: an alias that leads nowhere is a name that exists. */
export function domainStanding(facts: DomainFacts): 'found' | 'absent' | 'unknown' {
  const answers = (['SOA', 'NS', 'MX', 'A', 'AAAA', 'TXT'] as const).flatMap((type) => answerTo(facts, type, facts.domain) ?? []);
  const exists = (answer: (typeof answers)[number]): boolean =>
    answer.status === 'found' ||
    (answer.status === 'absent' && (answer.kind === 'no-such-record' || (answer.aliases !== undefined && answer.aliases.length > 0)));
  if (answers.some(exists)) return 'found';
  return answers.some(({ status }) => status === 'absent') ? 'absent' : 'unknown';
}

/** SERVFAIL, and the same question with checking disabled has an answer: the signature is what is wrong (RFC 4035 section 5.5). */
export function isBogus(facts: DomainFacts, question: string): boolean {
  const plain = facts.answers[question];
  const unchecked = facts.unchecked[question];
  return plain?.status === 'failed' && plain.reason === 'servfail' && unchecked !== undefined && unchecked.status !== 'failed';
}

/** Questions among these that have no usable answer, as `TYPE name`. */
export const unansweredOf = (facts: DomainFacts, types: readonly RecordType[], name: string): string[] =>
  types.filter((type) => standing(facts, type, name) === 'unknown').map((type) => `${type} ${name}`);

/** Not every question is asked again: where a part of the domain is bogus, the same silence about another part is as well. */
function isLikelyBogus(facts: DomainFacts, question: string): boolean {
  const answer = facts.answers[question];
  const isOurs = (one: string): boolean => isInside(one.slice(one.indexOf(' ') + 1), facts.domain);
  if (answer?.status !== 'failed' || answer.reason !== 'servfail' || question in facts.unchecked || !isOurs(question)) return false;
  return Object.keys(facts.unchecked).some((one) => isOurs(one) && isBogus(facts, one));
}

/** Cause of questions that nobody answered; empty when they stand alone. */
export function causeOfSilence(facts: DomainFacts, questions: readonly string[]): { cause?: FindingId } {
  if (questions.some((question) => isBogus(facts, question) || isLikelyBogus(facts, question))) return { cause: 'dnssec-bogus' };
  return domainStanding(facts) === 'unknown' ? { cause: 'name-unanswered' } : {};
}

/** What is wrong with the expected host's own name, as the finding that says so. */
export function hostFault(facts: DomainFacts): 'host-missing' | 'host-address-wrong' | undefined {
  const host = facts.expected.host;
  if (host === undefined) return undefined;
  const there = addressesOf(facts, host);
  if (there.state === 'absent') return 'host-missing';
  const wanted = expectedAddresses(facts, host);
  const wrong = there.all.some((address) => !wanted.all.includes(address));
  const lacking = facts.expected.addresses.length > 0 && wanted.v4.length > 0 && standing(facts, 'A', host) === 'absent';
  return there.state === 'found' && (wrong || lacking) ? 'host-address-wrong' : undefined;
}
