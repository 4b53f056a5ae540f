import { domainName } from '../core/model/address.ts';
import type { AccountWishes } from '../core/onboarding/index.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Given } from './arguments.ts';
import { badValue, usage } from './call.ts';

/** Hosts that the person confirmed or the company pins, however they wrote them: names know no capitals, and a final dot says nothing. */
export const confirmedHosts = (given: Given, pinned: readonly string[] = []): string[] => [
  ...given.all('confirm-host').map((host) => domainName(host) ?? host.toLowerCase()),
  ...pinned,
];

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
