import type { Confirmation } from '../core/model/confirmation.ts';
import type { PlanStep, Proof } from '../core/model/plan.ts';
import { phrase, type Phrase } from './phrase.ts';
import { valuesFor } from './values.ts';

/** Facts that the sentence of each step names; without them the one under `planShort` is said. */
export const PLAN_NEEDS: Readonly<Record<PlanStep['kind'], readonly string[]>> = {
  'create-profile': ['name'],
  'use-profile': ['name'],
  'back-up-file': ['path'],
  'add-account': ['address'],
  'add-outgoing-server': ['host'],
  'reuse-outgoing-server': ['host'],
  'add-calendar': ['name'],
  'add-address-book': ['name'],
  'start-once': [],
  'write-file': ['path'],
  'open-file': ['path'],
  'ask-password-later': [],
  'already-there': ['name'],
  'other-settings-there': [
    ...['name', 'port', 'security', 'outgoingHost', 'outgoingPort', 'outgoingSecurity'],
    ...['foundPort', 'foundSecurity', 'foundOutgoingHost', 'foundOutgoingPort', 'foundOutgoingSecurity', 'foundOutgoingLogin'],
  ],
  'ask-outlook-closed': [],
  'switch-classic-wizard': [],
  'create-outlook-profile': ['name'],
  'add-activesync': ['address'],
  'add-imap': ['address'],
  'add-pop3': ['address'],
  'make-default-profile': [],
};

/** Facts that the sentence of each kind of proof names. */
export const PROOF_NEEDS: Readonly<Record<string, readonly string[]>> = {
  'account-in-profile': ['address'],
  'outgoing-server-in-profile': ['host'],
  'calendar-in-profile': ['name'],
  'address-book-in-profile': ['name'],
  'profile-in-list': [],
  'profile-written': ['path'],
  'profile-waits-for-person': [],
  'outlook-confirms': ['address', 'profile'],
};

/** One step of a plan as a sentence in the imperative. */
export function planStepPhrase({ kind, facts }: PlanStep): Phrase {
  // A profile that has no name is known by its folder.
  const named = facts['name'] === undefined && facts['folder'] !== undefined ? { ...facts, name: facts['folder'] } : facts;
  const values = valuesFor(PLAN_NEEDS[kind], named);
  return values === undefined ? phrase(`codes:planShort.${kind}`) : phrase(`codes:plan.${kind}`, values);
}

/** What was read back, as a sentence; a kind that the catalogues do not know is said by its code. */
export function proofPhrase({ kind, facts }: Proof): Phrase {
  const needs = PROOF_NEEDS[kind];
  const values = needs === undefined ? undefined : valuesFor(needs, facts);
  return values === undefined ? phrase('codes:proof.other', { kind }) : phrase(`codes:proof.${kind}`, values);
}

/** Why Outlook itself was not asked about an account, as a sentence. */
export const unaskedPhrase = (why: Extract<Confirmation, { outcome: 'not-asked' }>['why']): Phrase => phrase(`codes:unasked.${why}`);
