import type { AccountWishes } from '../core/onboarding/index.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Given } from './arguments.ts';
import { badValue, usage } from './call.ts';

const WAYS = ['imap', 'pop3'] as const;

/** What `--full-name`, `--protocol` and `--username` ask of the account. */
export function wishesOf(given: Given): Outcome<AccountWishes, Problem> {
  const [asked, second] = given.all('protocol');
  const protocol = WAYS.find((one) => one === asked);
  if (second !== undefined) return usage('given-twice', { option: '--protocol' });
  if (asked !== undefined && protocol === undefined) return badValue('protocol', asked, WAYS.join(', '));
  const username = given.text('username');
  return {
    ok: true,
    value: {
      fullName: given.text('full-name') ?? '',
      ...(protocol === undefined ? {} : { protocol }),
      ...(username === undefined ? {} : { username }),
    },
  };
}
