import { type NextStep, type Problem, type ProblemCode, PROBLEMS } from '../core/model/problem.ts';
import { phrase, type Phrase } from './phrase.ts';
import { valuesFor } from './values.ts';

/** Facts that the message of each problem names; without them its `messageShort` is said. */
export const MESSAGE_NEEDS: Readonly<Record<ProblemCode, readonly string[]>> = {
  'address-empty': [],
  'address-invalid': ['typed'],
  'file-unreadable': ['path'],
  'file-unwritable': ['path'],
  'document-invalid': [],
  usage: [],
  'domain-not-found': ['domain'],
  'dns-unanswered': ['domain'],
  'nothing-found': ['domain'],
  offline: [],
  'captive-portal': [],
  'cannot-connect': ['host', 'port'],
  'timed-out': ['host'],
  'certificate-name': ['host'],
  'certificate-expired': ['host', 'certificateTo'],
  'certificate-untrusted': ['host'],
  'clock-wrong': [],
  'tls-failed': ['host'],
  'consent-needed': ['hosts'],
  'password-wrong': ['host', 'username'],
  'app-password-needed': ['host'],
  'login-service-off': ['host', 'protocol'],
  'login-blocked': ['host'],
  'login-unclear': ['host'],
  'service-missing': ['protocol'],
  'server-error': ['host'],
  'client-missing': ['client'],
  'client-unsupported': ['client'],
  'client-running': ['program'],
  'set-up-running': ['client'],
  'profile-unreadable': ['path'],
  'profile-pinned': [],
  'profile-changed': ['profile'],
  'unexpected-window': [],
  'control-not-found': [],
  'no-desktop': [],
  'no-display': [],
  'elevation-mismatch': [],
  'powershell-restricted': [],
  'not-verified': [],
  'undone-after-failure': [],
  'undo-failed': [],
  'change-not-found': ['change'],
  'forbidden-by-policy': [],
  cancelled: [],
  unexpected: [],
};

const none = (...reasons: string[]): Record<string, readonly string[]> => Object.fromEntries(reasons.map((reason) => [reason, []]));

/** Why exactly, where a problem has a `reason` among its facts (or something as telling), and the facts that sentence names. */
export const BECAUSE_NEEDS: Readonly<Partial<Record<ProblemCode, Readonly<Record<string, readonly string[]>>>>> = {
  'address-invalid': { suggestion: ['suggestion'] },
  'certificate-name': { names: ['certificateNames'] },
  'certificate-untrusted': { issuer: ['certificateIssuer'] },
  'client-unsupported': {
    ...none(
      'needs-macos',
      'needs-windows',
      'needs-classic-outlook',
      'not-yet',
      'activesync',
      'starttls',
      'no-encryption',
      'authentication',
      'address',
      'host',
    ),
    version: ['version', 'oldest'],
  },
  'document-invalid': {
    ...none('empty', 'too-large', 'encoding', 'control-character', 'html', 'not-xml', 'not-json', 'doctype', 'too-deep'),
    ...none('malformed', 'trailing-content', 'no-provider', 'unknown-shape'),
    'wrong-root': ['root'],
  },
  'file-unreadable': {
    ...none('not-found', 'folder', 'forbidden', 'too-large', 'empty', 'not-json', 'unknown-shape', 'no-certificate', 'no-address-column'),
    ...none('key-missing', 'key-unreadable', 'key-encrypted', 'key-type', 'certificate-missing', 'certificate-unreadable'),
    ...none('certificate-expired', 'certificate-not-yet-valid', 'key-mismatch', 'pfx-unreadable', 'pfx-passphrase-or-encryption'),
    ...none(
      'no-ui-record',
      'no-office-facts',
      'no-policy-facts',
      'no-domain-facts',
      'other-domain',
      'no-dkim-key',
      'no-domains',
      'no-results',
    ),
    'other-address': ['other'],
    'bad-server': ['server'],
    'quote-not-closed': ['line'],
    'text-after-quote': ['line'],
  },
  'unexpected-window': { title: ['title'] },
  'timed-out': none('hung'),
  'control-not-found': none('gone', 'ambiguous', 'disabled', 'ignored'),
  'login-unclear': none('test-failed'),
  'password-wrong': none('test-failed'),
  'cannot-connect': none('test-failed'),
  'not-verified': { 'outlook-lacks': ['address', 'profile'], 'outlook-differs': ['address', 'protocol'] },
  'no-display': none('no-xvfb', 'no-window-program', 'window-failed'),
  'powershell-restricted': none('missing', 'restricted'),
  'file-unwritable': none('no-folder', 'folder', 'forbidden', 'disk-full'),
  'profile-unreadable': none('not-a-folder', 'folder-missing', 'folder-of-profiles'),
  usage: {
    ...none('no-command', 'surplus-argument', 'password-needed', 'password-empty', 'password-too-long', 'passphrase-needed'),
    ...none('no-password-shown'),
    'unknown-scene': ['given', 'names'],
    'unknown-value': ['given', 'names'],
    'unknown-command': ['given'],
    'unknown-option': ['option'],
    'missing-value': ['option'],
    'unexpected-value': ['option'],
    'bad-value': ['given', 'option', 'allowed'],
    example: ['given', 'option', 'example'],
    'no-domain': ['given', 'example'],
    'empty-argument': ['argument'],
    'too-many': ['option', 'most'],
    'given-twice': ['option'],
    'missing-option': ['option'],
    'missing-argument': ['argument'],
    'not-together': ['option', 'other'],
    'only-with': ['option', 'other'],
    'personal-user-name': ['username'],
  },
  'undo-failed': { 'holds-other-account': ['profile'] },
};

/** Facts that a next step names; without them its sentence under `nextShort` is said. */
export const NEXT_NEEDS: Readonly<Partial<Record<NextStep, readonly string[]>>> = { 'use-name-of-certificate': ['suggestedHost'] };

/** Everything that is said about a problem, in the order in which a person reads it. */
export interface ProblemWords {
  title: Phrase;
  message: Phrase;
  because?: Phrase;
  whose: Phrase;
  next: { code: NextStep; phrase: Phrase }[];
}

export function problemWords(problem: Problem): ProblemWords {
  const { code, facts } = problem;
  const values = valuesFor(MESSAGE_NEEDS[code], facts);
  const because = becauseOf(problem);
  return {
    title: phrase(`problems:problem.${code}.title`),
    message: values === undefined ? phrase(`problems:problem.${code}.messageShort`) : phrase(`problems:problem.${code}.message`, values),
    ...(because === undefined ? {} : { because }),
    whose: phrase(`problems:whose.${problem.whose}`),
    next: problem.next.map((step) => ({ code: step, phrase: nextWords(step, problem) })),
  };
}

function nextWords(step: NextStep, { facts }: Problem): Phrase {
  const values = valuesFor(NEXT_NEEDS[step] ?? [], facts);
  return values === undefined ? phrase(`problems:nextShort.${step}`) : phrase(`problems:next.${step}`, values);
}

const isProblemCode = (text: unknown): text is ProblemCode => typeof text === 'string' && Object.hasOwn(PROBLEMS, text);

function becauseOf({ code, facts }: Problem): Phrase | undefined {
  // Set-up tells by the code of another problem why it went back.
  if (isProblemCode(facts['because'])) return phrase(`problems:problem.${facts['because']}.title`);
  for (const reason of reasonsIn({ facts })) {
    const reasons = BECAUSE_NEEDS[code] ?? {};
    const needs = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
    const values = needs === undefined ? undefined : valuesFor(needs, facts);
    if (values !== undefined) return phrase(`problems:problem.${code}.because.${reason}`, values);
  }
  return undefined;
}

function reasonsIn({ facts }: Pick<Problem, 'facts'>): string[] {
  const { reason, needs } = facts;
  return [
    ...(typeof reason === 'string' ? [reason] : []),
    ...(typeof needs === 'string' ? [`needs-${needs}`] : []),
    ...(facts['oldest'] === undefined ? [] : ['version']),
    ...(facts['suggestion'] === undefined ? [] : ['suggestion']),
    ...(facts['example'] === undefined ? [] : ['example', 'no-domain']),
    ...(typeof facts['title'] !== 'string' || facts['title'] === '' ? [] : ['title']),
    ...(facts['certificateNames'] === undefined ? [] : ['names']),
    ...(facts['certificateIssuer'] === undefined ? [] : ['issuer']),
  ];
}
