import type { DomainFacts } from './facts.ts';
import { stsName, stsPage } from './rules/transport.ts';

/**
 * The facts together with what an earlier check saw of what only time shows: the policy for transport under its id (RFC 8461
 * section 3.1), and the keys of seals. Of another domain nothing is taken over.
 */
export function remembering(facts: DomainFacts, earlier: DomainFacts | undefined): DomainFacts {
  if (earlier?.domain !== facts.domain) return facts;
  const name = stsName(facts.domain);
  const isKept = (question: string): boolean =>
    question === `TXT ${name}` || (question.startsWith('TXT ') && question.endsWith(`._domainkey.${facts.domain}`));
  const answers = Object.fromEntries(Object.entries(earlier.answers).filter(([question]) => isKept(question)));
  const pages = earlier.pages.filter(({ url }) => url === stsPage(facts.domain));
  return { ...facts, before: { at: earlier.at, answers, pages } };
}

/** The earlier check's facts as far as they are remembered; undefined when there was none. */
export const earlierOf = ({ before, ...facts }: DomainFacts): DomainFacts | undefined =>
  before === undefined ? undefined : { ...facts, ...before };
