import { type ReactNode, useCallback, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { SetUpContent } from './content.tsx';
import { endsByItself, INITIAL, reduce } from './state.ts';

/** Between two looks whether the mail program was closed meanwhile. */
const LOOK_AGAIN = 2000;

export function SetUpScreen({ story, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const { client: nameOf, planStep } = useWording();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, INITIAL);
  const running = useRef<AbortController>(undefined);
  const client = story.program?.client ?? 'thunderbird';
  const program = nameOf(client);

  const plan = useCallback(async () => {
    try {
      const reply = await bridge.call('plan', { client });
      send(reply.ok ? { kind: 'planned', ...reply.value } : { kind: 'failed', problem: reply.problem });
      return reply.ok ? reply.value : undefined;
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
      return undefined;
    }
  }, [bridge, client]);

  const setUp = useCallback(async () => {
    const abort = new AbortController();
    running.current = abort;
    send({ kind: 'began' });
    try {
      const result = await bridge.call(
        'setUp',
        { client },
        { signal: abort.signal, on: { stepDone: ({ index }) => send({ kind: 'step-done', index }) } },
      );
      if (result.outcome === 'cancelled') {
        send({ kind: 'stopped' });
        announce(t('set-up.stopped'));
      } else if (result.problem !== undefined) {
        send({ kind: 'failed', problem: result.problem });
      } else {
        tell({ kind: 'set-up', result });
        go('go-on');
      }
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
    }
  }, [announce, bridge, client, go, t, tell]);

  useEffect(() => void plan(), [plan]);
  useLookAgain(endsByItself(state.problem), async () => {
    if ((await plan()) === undefined) return;
    announce(t('set-up.closed', { program }));
    if (state.wanted === 'set-up') await setUp();
  });

  // Each step is said as it is done; the list itself is silent.
  const last = [...state.done].at(-1);
  const lastStep = last === undefined ? undefined : state.steps[last];
  const said = lastStep === undefined ? undefined : planStep(lastStep);
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [announce, said]);

  if (state.problem !== undefined) {
    return drawTrouble(state.problem, {
      onBack: () => go('choose-program'),
      onRetry: () => {
        if (state.wanted === 'set-up') return void setUp();
        send({ kind: 'planning' });
        void plan();
      },
      others: [
        { way: 'choose-program', take: () => go('choose-program') },
        { way: 'by-hand', take: () => go('by-hand') },
      ],
      ...(endsByItself(state.problem) ? { watching: t('set-up.waiting-for-close', { program }) } : {}),
    });
  }
  return (
    <SetUpContent
      state={state}
      program={program}
      address={story.address}
      onBack={() => go('back')}
      onCancel={() => running.current?.abort()}
      onSetUp={() => void setUp()}
    />
  );
}

/** Looks again from time to time while `active`; one look ends before the next is planned. */
function useLookAgain(active: boolean, look: () => Promise<void>): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => {
    if (!active) return undefined;
    let timer: number | undefined;
    const again = (): void => {
      timer = window.setTimeout(() => void latest.current().finally(() => timer !== undefined && again()), LOOK_AGAIN);
    };
    again();
    return () => {
      window.clearTimeout(timer);
      timer = undefined;
    };
  }, [active]);
}
