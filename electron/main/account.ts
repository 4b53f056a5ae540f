import type { Account } from '../core/model/account.ts';
import { failed, type Outcome } from '../core/model/outcome.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';
import type { Onboarding } from '../core/onboarding/index.ts';
import type { Session } from './session.ts';

/** What a mail program is told in this run: what was found, and what proving the login added to it. */
export function accountOf(onboarding: Onboarding, { discovery, fullName, username, verification }: Session): Outcome<Account, Problem> {
  if (discovery === undefined) return failed(problemOf('usage', {}, ['retry']));
  return onboarding.accountFrom(discovery, {
    fullName,
    collections: verification?.collections ?? [],
    ...(username === undefined ? {} : { username }),
  });
}
