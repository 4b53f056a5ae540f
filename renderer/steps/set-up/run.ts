import { type Dispatch, type RefObject, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpLevel } from '../../../electron/core/model/guide.ts';
import type { ClientId } from '../../../electron/core/model/plan.ts';
import type { SetupResult } from '../../../electron/core/onboarding/story.ts';
import { type CallOptions, problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useSurroundings } from '../surroundings.ts';
import type { Event } from './state.ts';

export interface Run {
  /** Whether a plan was made. */
  plan: (level?: SetUpLevel) => Promise<boolean>;
  setUp: (level?: SetUpLevel) => Promise<void>;
  cancel: () => void;
  /** The person goes on where the automation stopped. */
  takeOver: () => void;
  /** Everything is taken back, and then goes on elsewhere. */
  putBack: (then: () => void) => void;
}

/** The calls of the set-up page and what they tell meanwhile. */
export function useRun(client: ClientId, send: Dispatch<Event>, onDone: (result: SetupResult) => void): Run {
  const { bridge } = useSurroundings();
  const running = useRef<AbortController>(undefined);
  const afterwards = useRef<() => void>(undefined);
  const end = useEnd(afterwards, send, onDone);
  const plan = usePlan(client, send);

  const setUp = useCallback(
    async (level?: SetUpLevel) => {
      const abort = new AbortController();
      running.current = abort;
      send({ kind: 'began' });
      try {
        const input = { client, ...(level === undefined ? {} : { level }) };
        end(await bridge.call('setUp', input, { signal: abort.signal, on: tellingOf(send) }));
      } catch (error) {
        send({ kind: 'failed', problem: problemOfRefusal(error) });
      }
    },
    [bridge, client, end, send],
  );

  // Nobody waits for an answer any more only when the call has ended, and then its reply says how.
  const answer = (byHand: boolean): void => void bridge.call('answerStop', { byHand }).catch(() => undefined);
  return {
    plan,
    setUp,
    cancel: () => {
      send({ kind: 'cancelling' });
      running.current?.abort();
    },
    takeOver: () => {
      send({ kind: 'handed' });
      answer(true);
    },
    putBack: (then) => {
      afterwards.current = then;
      send({ kind: 'putting-back' });
      answer(false);
    },
  };
}

const tellingOf = (send: Dispatch<Event>): NonNullable<CallOptions['on']> => ({
  stepDone: ({ index }) => send({ kind: 'step-done', index }),
  pageOpened: ({ index }) => send({ kind: 'page-opened', index }),
  waitingForProgram: ({ program }) => send({ kind: 'waiting', program }),
  stopped: ({ problem, index }) => send({ kind: 'automation-stopped', problem, index }),
});

function usePlan(client: ClientId, send: Dispatch<Event>): Run['plan'] {
  const { bridge } = useSurroundings();
  return useCallback(
    async (level?: SetUpLevel) => {
      try {
        const reply = await bridge.call('plan', { client, ...(level === undefined ? {} : { level }) });
        send(reply.ok ? { kind: 'planned', ...reply.value } : { kind: 'failed', problem: reply.problem });
        return reply.ok;
      } catch (error) {
        send({ kind: 'failed', problem: problemOfRefusal(error) });
        return false;
      }
    },
    [bridge, client, send],
  );
}

/** What comes of the end of a set-up; after a stop that was declined, what the person wanted instead. */
function useEnd(
  afterwards: RefObject<(() => void) | undefined>,
  send: Dispatch<Event>,
  onDone: (result: SetupResult) => void,
): (result: SetupResult) => void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  return useCallback(
    (result) => {
      const then = afterwards.current;
      afterwards.current = undefined;
      if (then !== undefined && result.problem?.code !== 'undo-failed') {
        send({ kind: 'stopped' });
        then();
      } else if (result.outcome === 'cancelled') {
        send({ kind: 'stopped' });
        announce(t('set-up.stopped'));
      } else if (result.problem !== undefined) send({ kind: 'failed', problem: result.problem });
      else latest.current(result);
    },
    [afterwards, announce, send, t],
  );
}
