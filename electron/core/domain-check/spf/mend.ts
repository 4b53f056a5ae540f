import { recordsIn, type SpfAnswer } from './facts.ts';
import { lookAlike } from './look-alike.ts';
import { unglued } from './strings.ts';

/** The SPF records of an answer, or what was meant as such, without the slips that leave no doubt. */
export function mendedRecords(answer: SpfAnswer): string[] {
  const records = recordsIn(answer).map(({ strings }) => unglued(strings));
  const meant = answer.status === 'found' ? answer.values.flatMap((strings) => lookAlike(strings)?.meant ?? []) : [];
  return (records.length > 0 ? records : meant).map(withoutSlips);
}

/** Slips that leave no doubt: an address given to `a` or `mx`, a mechanism written as a modifier, the version in the middle. */
const withoutSlips = (text: string): string =>
  text
    .trim()
    .split(/ +/)
    .filter((term, index) => index === 0 || !/^v=spf1$/i.test(term))
    .map((term) =>
      term
        .replace(/^([+?~-]?)(?:a|mx):(\d+\.\d+\.\d+\.\d+(?:\/\d+)?)$/i, '$1ip4:$2')
        .replace(/^(include|exists|ip4|ip6|a|mx|ptr)=/i, '$1:'),
    )
    .join(' ');
