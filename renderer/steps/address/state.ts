import { type EmailAddress, parseAddress } from '../../../electron/core/model/address.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';

/** What became of a setup that was interrupted last time. */
export type Leftover = 'offered' | 'undoing' | 'undone' | 'failed' | 'left';

export interface State {
  /** As typed: a whole address, or what stands before the @ of `domain`. */
  address: string;
  /** The known domain that stands behind the field; undefined where none is known. */
  domain?: string | undefined;
  fullName: string;
  problem?: Problem | undefined;
  leftover?: Leftover | undefined;
}

export type Event =
  | { kind: 'address-typed'; text: string }
  | { kind: 'domain-chosen'; domain: string }
  | { kind: 'name-typed'; text: string }
  | { kind: 'suggestion-taken'; suggestion: string }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'leftover'; leftover: Leftover };

/** `domains`: those of the company; an address of one of them is shown without it. */
export function initial(address: string, fullName: string, unfinished: boolean, domains: readonly string[] = []): State {
  const at = address.lastIndexOf('@');
  const domain = domains.find((one) => one === address.slice(at + 1)) ?? domains[0];
  return {
    address: domain !== undefined && address.slice(at + 1) === domain ? address.slice(0, at) : address,
    ...(domain === undefined ? {} : { domain }),
    fullName,
    ...(unfinished ? { leftover: 'offered' } : {}),
  };
}

/** What is wrong stays on the page until the address is touched again; what was typed stays in any case. */
export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'address-typed':
      return { ...state, address: event.text.trimStart(), problem: undefined };
    case 'domain-chosen':
      return { ...state, domain: event.domain, problem: undefined };
    case 'name-typed':
      return { ...state, fullName: event.text };
    case 'suggestion-taken':
      return { ...state, address: event.suggestion, problem: undefined };
    case 'refused':
      return { ...state, problem: event.problem };
    case 'leftover':
      return { ...state, leftover: event.leftover };
  }
}

/** Where only what stands before the @ is typed: the domain behind it. Who types or pastes an @ gives a whole address. */
export const domainBehind = ({ address, domain }: State): string | undefined => (address.includes('@') ? undefined : domain);

export function read(state: State): { ok: true; value: EmailAddress } | { ok: false; problem: Problem } {
  const behind = domainBehind(state);
  return parseAddress(behind === undefined || state.address.trim() === '' ? state.address : `${state.address.trim()}@${behind}`);
}

export function suggestionIn(problem: Problem | undefined): string | undefined {
  const suggestion = problem?.facts['suggestion'];
  return typeof suggestion === 'string' ? suggestion : undefined;
}
