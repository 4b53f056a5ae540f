import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import type { ServiceProof, Verification } from '../../../electron/core/login/verification.ts';
import { type Problem, type ProblemCode, problemOf } from '../../../electron/core/model/problem.ts';
import type { Service } from '../../../electron/core/model/service.ts';

export type Consent = 'yes' | 'no';

export interface State {
  password: string;
  /** Undefined: nobody asked to change it. */
  username?: string | undefined;
  capsLock: boolean;
  /** The password is shown as it is typed. */
  shown: boolean;
  consents: Readonly<Record<string, Consent>>;
  /** `waiting`: sent, but the search for settings is still running. */
  phase: 'ready' | 'waiting' | 'checking' | 'proved';
  proofs: readonly ServiceProof[];
  verification?: Verification | undefined;
  /** Said beside the field; what was typed stays. */
  refusal?: Problem | undefined;
  /** Takes the place of the page. */
  trouble?: Problem | undefined;
}

export type Event =
  | { kind: 'password-typed'; text: string }
  | { kind: 'username-asked'; username: string }
  | { kind: 'username-typed'; text: string }
  | { kind: 'caps-lock'; on: boolean }
  | { kind: 'shown'; on: boolean }
  | { kind: 'consent'; host: string; consent: Consent }
  | { kind: 'sent'; searching: boolean }
  | { kind: 'search-settled' }
  | { kind: 'stopped' }
  | { kind: 'proved'; proof: ServiceProof }
  | { kind: 'ended'; verification: Verification }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'trouble-left' };

export const initial = (verification: Verification | undefined): State => ({
  password: '',
  capsLock: false,
  shown: false,
  consents: {},
  ...(verification === undefined ? { phase: 'ready', proofs: [] } : { phase: 'proved', proofs: verification.services, verification }),
});

/** Whatever is changed after a refusal makes its words untrue. */
const touched = (state: State): State => ({
  ...state,
  phase: 'ready',
  refusal: undefined,
  verification: undefined,
  ...(state.phase === 'proved' || state.refusal !== undefined ? { proofs: [] } : {}),
});

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'password-typed':
      return { ...touched(state), password: event.text };
    case 'username-asked':
      return { ...state, username: event.username };
    case 'username-typed':
      return { ...touched(state), username: event.text };
    case 'caps-lock':
      return event.on === state.capsLock ? state : { ...state, capsLock: event.on };
    case 'shown':
      return { ...state, shown: event.on };
    case 'consent':
      return { ...touched(state), consents: { ...state.consents, [event.host]: event.consent } };
    case 'sent':
      return {
        ...state,
        phase: event.searching ? 'waiting' : 'checking',
        shown: false,
        proofs: [],
        refusal: undefined,
        verification: undefined,
      };
    case 'search-settled':
      return state.phase === 'waiting' ? { ...state, phase: 'checking' } : state;
    case 'stopped':
      return { ...state, phase: 'ready', proofs: [] };
    case 'proved':
      // What still comes in after the person stopped it is about nothing any more.
      if (state.phase !== 'checking') return state;
      return { ...state, proofs: [...state.proofs, event.proof] };
    case 'ended':
      return ended(state, event.verification);
    case 'failed':
      return event.problem.code === 'cancelled'
        ? { ...state, phase: 'ready', proofs: [] }
        : { ...state, phase: 'ready', trouble: event.problem };
    case 'trouble-left':
      return { ...state, trouble: undefined };
  }
}

/** Refusals that the person answers in the same field, or with the question above it. */
const BESIDE_THE_FIELD: readonly ProblemCode[] = ['password-wrong', 'app-password-needed', 'consent-needed'];

function ended(state: State, verification: Verification): State {
  const after = { ...state, proofs: verification.services };
  // The password has done its work; it is not kept for a page that no longer needs it.
  if (mailWorks(verification)) return { ...after, phase: 'proved', verification, password: '' };
  const problem = verification.problem ?? problemOf('login-unclear', {}, ['type-password-again', 'ask-provider', 'copy-report']);
  return BESIDE_THE_FIELD.includes(problem.code)
    ? { ...after, phase: 'ready', refusal: problem }
    : { ...after, phase: 'ready', trouble: problem };
}

/** Receiving and sending both work: enough to be set up. */
export function mailWorks({ services }: Verification): boolean {
  const worked = services.filter(({ outcome }) => outcome === 'ok').map(({ protocol }) => protocol);
  return worked.includes('smtp') && (worked.includes('imap') || worked.includes('pop3'));
}

/** The services that the password is tried on, in the order in which they are listed. */
export function toProve(discovery: Discovery | undefined): Service[] {
  if (discovery === undefined) return [];
  const { incoming, outgoing, calendar, contacts, activesync } = discovery.recommended;
  return [incoming, outgoing, calendar, contacts, activesync].filter((service) => service !== null);
}

/** Hosts that a password goes to only after the person has said that they belong to the provider. */
export const hostsToConfirm = (discovery: Discovery | undefined): string[] => [
  ...new Set(
    toProve(discovery)
      .filter(({ trusted }) => !trusted)
      .map(({ host }) => host),
  ),
];

export const confirmedHosts = (state: State, discovery: Discovery | undefined): string[] =>
  hostsToConfirm(discovery).filter((host) => state.consents[host] === 'yes');

/** Where the password goes, by what has been said so far. */
export const hostsOfPassword = (state: State, discovery: Discovery | undefined): string[] => [
  ...new Set(
    toProve(discovery)
      .filter(({ trusted, host }) => trusted || state.consents[host] === 'yes')
      .map(({ host }) => host),
  ),
];

export const isBusy = ({ phase }: State): boolean => phase === 'waiting' || phase === 'checking';

/** Every question is answered and there is something to send, to somebody who may have it. */
export const canSend = (state: State, discovery: Discovery | undefined): boolean =>
  state.password !== '' &&
  !isBusy(state) &&
  hostsOfPassword(state, discovery).length > 0 &&
  hostsToConfirm(discovery).every((host) => state.consents[host] !== undefined);
