import { useCallback, useEffect, useReducer, useRef } from 'react';
import { type Bridge, problemOfRefusal } from '../../bridge/bridge.ts';
import { IDLE, reduce, type State } from './state.ts';

export interface Search {
  state: State;
  begin: (person: { address: string; fullName: string }) => void;
  /** Ends it; what was found is forgotten. */
  stop: () => void;
}

/** The search outlives its page: who goes on early still gets the late answers. */
export function useSearch(bridge: Bridge): Search {
  const [state, send] = useReducer(reduce, IDLE);
  const running = useRef<AbortController>(undefined);

  const begin = useCallback(
    (person: { address: string; fullName: string }) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      send({ kind: 'began' });
      void look(bridge, person, abort.signal, send);
    },
    [bridge],
  );
  const stop = useCallback(() => {
    running.current?.abort();
    send({ kind: 'forgotten' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return { state, begin, stop };
}

async function look(
  bridge: Bridge,
  person: { address: string; fullName: string },
  signal: AbortSignal,
  tell: (event: Parameters<typeof reduce>[1]) => void,
): Promise<void> {
  // A search that was stopped says nothing more: its answers are about another address.
  const send: typeof tell = (event) => {
    if (!signal.aborted) tell(event);
  };
  try {
    const reply = await bridge.call('discover', person, {
      signal,
      on: {
        attemptStarted: ({ source, url }) => send({ kind: 'asked', source, url }),
        attemptEnded: ({ attempt }) => send({ kind: 'answered', attempt }),
        discovered: ({ discovery, settled }) => !settled && send({ kind: 'found', discovery }),
      },
    });
    send(reply.ok ? { kind: 'ended', discovery: reply.value } : { kind: 'failed', problem: reply.problem });
  } catch (error) {
    send({ kind: 'failed', problem: problemOfRefusal(error) });
  }
}
