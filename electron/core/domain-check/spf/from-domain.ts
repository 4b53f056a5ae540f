import type { DomainFacts } from '../facts.ts';
import type { SpfAnswer, SpfFacts } from './facts.ts';
import { recorded } from './gather.ts';

const ASKED = /^(?:TXT|MX|A|AAAA) /;

/** What a domain's recorded answers have for the judgement of its SPF. */
export function spfFactsOf({ domain, answers, cut }: Pick<DomainFacts, 'domain' | 'answers' | 'cut'>): SpfFacts {
  const asked = Object.entries(answers).filter(([question]) => ASKED.test(question));
  return { domain, cut, answers: Object.fromEntries(asked.map(([question, answer]): [string, SpfAnswer] => [question, recorded(answer)])) };
}
