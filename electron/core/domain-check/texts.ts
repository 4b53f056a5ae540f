import { answerTo, type DomainFacts, recordsAt } from './facts.ts';
import type { Fix, ZoneRecord } from './finding.ts';

/** The TXT records at a name, strings put together; empty when there are none or nobody knows. */
export const textsAt = (facts: DomainFacts, name: string): string[] => recordsAt(facts, 'TXT', name).map(({ chunks }) => chunks.join(''));

/** The same without what a wildcard answers at every name. */
export function ownTextsAt(facts: DomainFacts, name: string): string[] {
  const everywhere = textsAt(facts, `${facts.randomLabel}.${facts.domain}`);
  return textsAt(facts, name).filter((text) => !everywhere.includes(text));
}

const LONGEST = 255;

/** In quotes, with what has a meaning there escaped (RFC 1035 section 5.1). */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/[^ -~]/gu, escaped)}"`;

const escaped = (sign: string): string =>
  Array.from(new TextEncoder().encode(sign), (octet) => `\\${String(octet).padStart(3, '0')}`).join('');

const split = (text: string): string[] => text.match(/.{1,255}/gs) ?? [''];

/** A TXT record as it stands in a zone file, in strings of at most 255 octets, in those that are given where they fit. */
export function textRecord(name: string, text: string, strings: readonly string[] = split(text)): ZoneRecord {
  const short = strings.every((one) => one.length <= LONGEST);
  return { name, type: 'TXT', text, data: (short ? strings : split(text)).map(quoted).join(' ') };
}

export const publish = (record: ZoneRecord): Fix => ({ kind: 'publish', record });

/** Takes out the texts at a name that the choice takes; what an alias shows stands in another zone and stays. */
export const removeTexts = (facts: DomainFacts, name: string, isOld: (text: string) => boolean): Fix[] =>
  recordsAt(facts, 'TXT', name)
    .filter((record) => record.name === name && isOld(record.chunks.join('')))
    .map(({ chunks }) => ({ kind: 'remove', record: textRecord(name, chunks.join(''), chunks) }));

/** The texts that the choice takes give way to this one; behind an alias only the other zone's keeper can do that. */
export function replaceTexts(facts: DomainFacts, name: string, isOld: (text: string) => boolean, text: string): Fix[] {
  const answer = answerTo(facts, 'TXT', name);
  const target = answer?.status === 'found' ? answer.aliases?.at(-1) : undefined;
  if (target !== undefined) return [{ kind: 'step', step: 'check-elsewhere', facts: { name, target } }];
  return [...removeTexts(facts, name, (one) => isOld(one) && one !== text), publish(textRecord(name, text))];
}

/** Where reports go: to the expected address, else to the mailbox that every domain must have (RFC 5321 section 4.5.1). */
export const reportAddress = ({ domain, expected }: Pick<DomainFacts, 'domain' | 'expected'>): string =>
  expected.reports ?? `postmaster@${domain}`;

/** A fix that needs an address for reports names the choice when nobody made it. */
export const addressChoice = ({ domain, expected }: Pick<DomainFacts, 'domain' | 'expected'>): Fix[] =>
  expected.reports === undefined ? [{ kind: 'step', step: 'choose-report-address', facts: { address: `postmaster@${domain}` } }] : [];
