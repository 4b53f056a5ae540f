import { Pause, Play, Repeat, SkipBack, SkipForward } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { LoadedScene } from '../catalogue.ts';
import { SCREEN, type Values } from '../scene.ts';
import { useClock } from '../stage/clock.ts';
import { frameAt } from '../stage/frame.ts';
import { Picture } from '../stage/picture.tsx';
import { timelineOf } from '../stage/timeline.ts';
import css from './player.module.css';
import { AT_REST, endOf, play, type PlayerEvent, type Playing, SPEEDS, type Speed, stepAt } from './playing.ts';
import { StepList } from './step-list.tsx';
import { useTheme } from './theme.ts';

export interface PlayerProps {
  loaded: LoadedScene;
  values: Values;
  /** Nothing moves: reduced motion, a slow line, or a reader who prefers pictures. */
  still: boolean;
  /** Where the real work stands; the player goes there and stays in that step. */
  follow?: number | undefined;
}

/** A walkthrough with its controls and, as text, everything it shows. */
export function Player({ loaded: { scene, texts }, values, still, follow }: PlayerProps): ReactNode {
  const { t } = useTranslation('scenes');
  const theme = useTheme();
  const timeline = useMemo(() => timelineOf(scene, texts, values), [scene, texts, values]);
  const [state, send] = useReducer((now: Playing, event: PlayerEvent) => play(now, event, timeline), AT_REST);
  useClock(state.playing && !still, (elapsed) => send({ kind: 'tick', elapsed }));
  useEffect(() => {
    if (follow !== undefined) send({ kind: 'step', index: follow });
  }, [follow]);

  const step = stepAt(timeline, state.time);
  const all = timeline.starts.length;
  const go = (index: number): void => send({ kind: 'step', index });
  const shown = still ? endOf(timeline, step) : state.time;
  const frame = frameAt(scene, texts, values, timeline, shown);
  const { place, width } = useWidth();
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = KEYS[event.key];
    // A slider, button or list has meanings of its own for these keys.
    if (act === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    act({ step, toggle: () => send({ kind: state.playing ? 'pause' : 'play' }), go });
  };
  return (
    <section className={css.player} aria-label={texts.title}>
      <div
        ref={place}
        className={css.picture}
        role="group"
        tabIndex={0}
        aria-label={t('picture', { step: step + 1, of: all, caption: frame.caption })}
        onKeyDown={onKeyDown}
      >
        <Picture {...{ scene, texts, values, frame, theme, width }} />
      </div>
      <p className={css.caption}>{frame.caption}</p>
      <div className={css.controls}>
        {still ? null : <PlayButton playing={state.playing} send={send} />}
        <Button look="quiet" icon={SkipBack} disabled={step === 0} onPress={() => go(step - 1)}>
          {t('previous')}
        </Button>
        <Button look="quiet" icon={SkipForward} disabled={step === all - 1} onPress={() => go(step + 1)}>
          {t('next')}
        </Button>
        <span className={css.count}>{t('step', { step: step + 1, of: all })}</span>
      </div>
      {still ? null : <TimeControls state={state} length={timeline.length} spoken={frame.caption} send={send} />}
      <StepList scene={scene} texts={texts} values={values} current={step} onChoose={go} />
    </section>
  );
}

const KEYS: Record<string, ((hands: { step: number; toggle: () => void; go: (index: number) => void }) => void) | undefined> = {
  ' ': ({ toggle }) => toggle(),
  k: ({ toggle }) => toggle(),
  ArrowRight: ({ step, go }) => go(step + 1),
  ArrowLeft: ({ step, go }) => go(step - 1),
  Home: ({ go }) => go(0),
  End: ({ go }) => go(Number.MAX_SAFE_INTEGER),
};

type Send = (event: PlayerEvent) => void;

function PlayButton({ playing, send }: { playing: boolean; send: Send }): ReactNode {
  const { t } = useTranslation('scenes');
  return (
    <Button icon={playing ? Pause : Play} onPress={() => send({ kind: playing ? 'pause' : 'play' })}>
      {t(playing ? 'pause' : 'play')}
    </Button>
  );
}

function TimeControls({ state, length, spoken, send }: { state: Playing; length: number; spoken: string; send: Send }): ReactNode {
  const { t } = useTranslation('scenes');
  return (
    <div className={css.time}>
      <input
        className={css.seek}
        type="range"
        min={0}
        max={Math.round(length)}
        step={100}
        value={Math.round(state.time)}
        aria-label={t('seek')}
        aria-valuetext={spoken}
        onChange={(event) => send({ kind: 'seek', time: Number(event.target.value) })}
      />
      <label className={css.speed}>
        <span>{t('speed')}</span>
        <select
          value={state.speed}
          onChange={(event) => {
            const speed = SPEEDS.find((one) => one === Number(event.target.value));
            if (speed !== undefined) send({ kind: 'speed', speed });
          }}
        >
          {SPEEDS.map((speed: Speed) => (
            <option key={speed} value={speed}>
              {t('times', { speed })}
            </option>
          ))}
        </select>
      </label>
      <Button look="quiet" icon={Repeat} pressed={state.loop} onPress={() => send({ kind: 'loop', loop: !state.loop })}>
        {t('loop')}
      </Button>
    </div>
  );
}

/** The width there is, so that the picture is drawn as large as it fits. */
function useWidth(): { place: (element: HTMLDivElement | null) => void; width: number } {
  const [width, setWidth] = useState<number>(SCREEN.width);
  const observer = useRef<ResizeObserver>(undefined);
  const place = useMemo(
    () =>
      (element: HTMLDivElement | null): void => {
        observer.current?.disconnect();
        if (element === null || typeof ResizeObserver === 'undefined') return;
        observer.current = new ResizeObserver(([entry]) => {
          const inside = entry?.contentRect.width ?? 0;
          if (inside > 0) setWidth(Math.min(SCREEN.width, Math.floor(inside)));
        });
        observer.current.observe(element);
      },
    [],
  );
  return { place, width };
}
