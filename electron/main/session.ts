import type { EmailAddress } from '../core/model/address.ts';
import type { Change, ClientId } from '../core/model/plan.ts';
import type { Secret } from '../core/model/secret.ts';
import type { AfterStop } from '../core/clients/index.ts';
import type { Discovery } from '../core/discovery/index.ts';
import type { ProgramOffer, SetupResult } from '../core/onboarding/index.ts';
import type { CheckReport, DomainFacts } from '../core/domain-check/index.ts';
import type { Verification } from '../core/login/index.ts';

/**
 * Where one run stands. A password is in it only on Windows, as a Secret between the proof of the login and the set-up:
 * Outlook is told it in its own dialog. Every other mail program asks the person itself.
 */
export interface Session {
  /** What a person reads out to helpdesk. */
  readonly reference: string;
  address?: EmailAddress | undefined;
  fullName: string;
  discovery?: Discovery | undefined;
  /** The last check of the domain, whole. */
  check?: { facts: DomainFacts; report: CheckReport } | undefined;
  verification?: Verification | undefined;
  /** The user name that was typed because it is not the one that was found. */
  username?: string | undefined;
  /** For Outlook alone, until the set-up has ended. */
  password?: Secret | undefined;
  /** Hosts outside the domain that were confirmed by name when the login was proved. */
  confirmedHosts?: string[] | undefined;
  /** Answers the automation that stopped and waits for the person; undefined while none does. */
  answerStop?: ((answer: AfterStop) => void) | undefined;
  /** As last shown on the page of programs. */
  offers?: ProgramOffer[] | undefined;
  client?: ClientId | undefined;
  change?: Change | undefined;
  result?: SetupResult | undefined;
}

// Without the letters and digits that are mistaken for each other over the phone.
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** `K7M-4QX`: 30^6 possibilities; tells runs apart, protects nothing. */
export function newReference(random: Uint8Array): string {
  const letters = [...random.slice(0, 6)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'A').join('');
  return `${letters.slice(0, 3)}-${letters.slice(3)}`;
}

export const newSession = (reference: string): Session => ({ reference, fullName: '' });

/** Another address: nothing that belonged to the last one stays. */
export function startOver(session: Session, address: EmailAddress, fullName: string): void {
  session.address = address;
  session.fullName = fullName;
  session.discovery = undefined;
  session.check = undefined;
  session.verification = undefined;
  session.username = undefined;
  session.confirmedHosts = undefined;
  session.password = undefined;
  session.offers = undefined;
  session.client = undefined;
  session.result = undefined;
}
