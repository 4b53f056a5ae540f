import { z } from 'zod';

/** Who can do something about a problem. */
export type Whose = 'you' | 'provider' | 'network' | 'policy' | 'us';

/**
 * Every failure a person or a script can meet, and whose it is. Sentences live in the catalogues under
 * `problem.<code>`; exit codes in `cli/exit-codes.ts`. Both tables are closed over this one.
 */
export const PROBLEMS = {
  'address-empty': 'you',
  'address-invalid': 'you',
  'file-unreadable': 'you',
  'file-unwritable': 'you',
  'document-invalid': 'provider',
  usage: 'you',
  'domain-not-found': 'you',
  'dns-unanswered': 'network',
  'nothing-found': 'provider',
  offline: 'network',
  'captive-portal': 'network',
  'cannot-connect': 'network',
  'timed-out': 'network',
  'certificate-name': 'provider',
  'certificate-expired': 'provider',
  'certificate-untrusted': 'provider',
  'clock-wrong': 'you',
  'tls-failed': 'provider',
  'consent-needed': 'you',
  'password-wrong': 'you',
  'app-password-needed': 'you',
  'login-service-off': 'provider',
  'login-blocked': 'provider',
  'login-unclear': 'provider',
  'service-missing': 'provider',
  'server-error': 'provider',
  'client-missing': 'you',
  'client-unsupported': 'you',
  'client-running': 'you',
  'set-up-running': 'you',
  'profile-unreadable': 'you',
  'profile-pinned': 'policy',
  'profile-changed': 'you',
  'unexpected-window': 'us',
  'control-not-found': 'us',
  'no-desktop': 'you',
  'no-display': 'you',
  'elevation-mismatch': 'you',
  'powershell-restricted': 'policy',
  'not-verified': 'us',
  'undone-after-failure': 'us',
  'undo-failed': 'us',
  'change-not-found': 'you',
  'forbidden-by-policy': 'policy',
  cancelled: 'you',
  unexpected: 'us',
} as const satisfies Record<string, Whose>;

export type ProblemCode = keyof typeof PROBLEMS;

type Mirror<Name extends string> = { [Each in Name]: Each };

const mirrors = <Name extends string>(names: Record<string, string>, table: Record<Name, unknown>): names is Mirror<Name> =>
  Object.keys(table).every((name) => names[name] === name);

/** The names of a table as the object that a zod enum is made of. */
function namesOf<Name extends string>(table: Record<Name, unknown>): Mirror<Name> {
  const names = Object.fromEntries(Object.keys(table).map((name) => [name, name]));
  if (!mirrors(names, table)) throw new Error('A table mirrors itself');
  return names;
}

export const problemCode = z.enum(namesOf(PROBLEMS));

/** What a person can do next; the sentence is `next.<code>` in the catalogues, filled with the problem's facts. */
export const NEXT_STEPS = [
  'check-spelling',
  'check-network',
  'sign-in-to-network',
  'retry',
  'retry-later',
  'type-password-again',
  'use-app-password',
  'ask-provider',
  'ask-administrator',
  'set-clock',
  'confirm-host',
  'close-program',
  'install-program',
  'choose-other-program',
  'set-up-by-hand',
  'use-name-of-certificate',
  'check-file',
  'set-up-assisted',
  'unlock-computer',
  'start-as-yourself',
  'copy-report',
] as const;

export type NextStep = (typeof NEXT_STEPS)[number];

const fact = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export type Facts = Record<string, z.infer<typeof fact>>;

export const problem = z.object({
  code: problemCode,
  whose: z.enum(['you', 'provider', 'network', 'policy', 'us']),
  facts: z.record(z.string(), fact),
  next: z.array(z.enum(NEXT_STEPS)),
});

export type Problem = z.infer<typeof problem>;

/** Builds a problem; `next` is in the order in which a person should try. */
export function problemOf(code: ProblemCode, facts: Facts = {}, next: readonly NextStep[] = ['retry', 'copy-report']): Problem {
  return { code, whose: PROBLEMS[code], facts, next: [...next] };
}
