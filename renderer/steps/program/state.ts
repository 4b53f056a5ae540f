import type { ClientId } from '../../../electron/core/model/plan.ts';
import type { ProgramOffer } from '../../../electron/core/onboarding/story.ts';
import { type Problem } from '../../../electron/core/model/problem.ts';

/** A mail program of this computer, or one of the two ways that are always there. */
export type Choice = ClientId | 'phone' | 'another';

export interface State {
  phase: 'loading' | 'shown';
  offers: readonly ProgramOffer[];
  chosen?: Choice | undefined;
  problem?: Problem | undefined;
}

export type Event =
  | { kind: 'loading' }
  | { kind: 'offered'; offers: readonly ProgramOffer[] }
  | { kind: 'chosen'; choice: Choice }
  | { kind: 'failed'; problem: Problem };

export const initial = (chosen: ClientId | undefined): State => ({ phase: 'loading', offers: [], chosen });

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'loading':
      return { ...state, phase: 'loading', problem: undefined };
    case 'offered': {
      const offers = onePerProgram(event.offers);
      return { ...state, phase: 'shown', offers, chosen: stillThere(state.chosen, offers) ?? recommended(offers) };
    }
    case 'chosen':
      return { ...state, chosen: event.choice };
    case 'failed':
      return { ...state, problem: event.problem };
  }
}

/** A program that is installed twice is one choice: which of them is set up is decided behind the counter. */
const onePerProgram = (offers: readonly ProgramOffer[]): ProgramOffer[] =>
  offers.filter((offer, index) => offers.findIndex(({ client, state }) => client === offer.client && state === offer.state) === index);

const stillThere = (choice: Choice | undefined, offers: readonly ProgramOffer[]): Choice | undefined =>
  choice === 'phone' || choice === 'another' || readyIn(offers).some(({ client }) => client === choice) ? choice : undefined;

const recommended = (offers: readonly ProgramOffer[]): Choice | undefined =>
  (readyIn(offers).find((offer) => offer.recommended) ?? readyIn(offers)[0])?.client;

export const readyIn = (offers: readonly ProgramOffer[]): ProgramOffer[] => offers.filter(({ state }) => state === 'ready');

export const notReadyIn = (offers: readonly ProgramOffer[]): ProgramOffer[] => offers.filter(({ state }) => state !== 'ready');

export const chosenOffer = ({ offers, chosen }: State): ProgramOffer | undefined => readyIn(offers).find(({ client }) => client === chosen);
