import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Health } from '../../electron/contract/calls.ts';
import type { Problem } from '../../electron/core/model/problem.ts';
import { type Bridge, problemOfRefusal } from '../bridge/bridge.ts';

export interface HealthState {
  running: boolean;
  /** Questions answered, of those asked so far. */
  done: number;
  of: number;
  /** The last result; it stays in sight while the domain is checked again. */
  health?: Health | undefined;
  problem?: Problem | undefined;
}

export type HealthEvent =
  | { kind: 'began' }
  | { kind: 'progress'; done: number; of: number }
  | { kind: 'judged'; health: Health }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'forgotten' };

export const UNCHECKED: HealthState = { running: false, done: 0, of: 0 };

export function reduceHealth(state: HealthState, event: HealthEvent): HealthState {
  switch (event.kind) {
    case 'began':
      return { running: true, done: 0, of: 0, health: state.health };
    case 'progress':
      // More is asked as more is known: what is shown never goes back.
      return { ...state, done: Math.max(state.done, event.done), of: Math.max(state.of, event.of) };
    case 'judged':
      return { ...UNCHECKED, health: event.health };
    case 'failed':
      return { ...UNCHECKED, health: state.health, problem: event.problem };
    case 'forgotten':
      return UNCHECKED;
  }
}

export interface DomainHealth {
  state: HealthState;
  /** `fresh` asks the zone's own servers. */
  begin: (fresh: boolean) => void;
  /** Begins unless there is a result or one is on its way. */
  look: () => void;
}

interface Moment {
  /** `found` and `failed`: the search for the settings has ended. */
  search: 'running' | 'found' | 'failed';
  inSight: boolean;
}

/**
 * The check of the domain: begins when the settings are known and the page is in sight, so that it takes no time from them, ends
 * with its pages, and is forgotten with the address. Where no settings were found it begins only when somebody asks for it.
 */
export function useDomainHealth(bridge: Bridge, { search, inSight }: Moment): DomainHealth {
  const [state, send] = useReducer(reduceHealth, UNCHECKED);
  const running = useRef<AbortController>(undefined);

  const begin = useCallback(
    (fresh: boolean) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      send({ kind: 'began' });
      void check(bridge, fresh, abort.signal, send);
    },
    [bridge],
  );
  const forget = useCallback(() => {
    running.current?.abort();
    send({ kind: 'forgotten' });
  }, []);
  const untouched = !state.running && state.health === undefined && state.problem === undefined;
  useEffect(() => {
    if (search === 'found' && inSight && untouched) begin(false);
    if (!untouched && (search === 'running' || (!inSight && state.running))) forget();
  }, [begin, forget, inSight, search, state.running, untouched]);
  useEffect(() => () => running.current?.abort(), []);
  const look = useCallback(() => {
    if (!state.running && state.health === undefined) begin(false);
  }, [begin, state.health, state.running]);
  return { state, begin, look };
}

async function check(bridge: Bridge, fresh: boolean, signal: AbortSignal, tell: (event: HealthEvent) => void): Promise<void> {
  const send: typeof tell = (event) => {
    if (!signal.aborted) tell(event);
  };
  try {
    const reply = await bridge.call(
      'checkDomain',
      { fresh },
      {
        signal,
        on: { checkProgress: ({ done, of }) => send({ kind: 'progress', done, of }) },
      },
    );
    send(reply.ok ? { kind: 'judged', health: reply.value } : { kind: 'failed', problem: reply.problem });
  } catch (error) {
    send({ kind: 'failed', problem: problemOfRefusal(error) });
  }
}
