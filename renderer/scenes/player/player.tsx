import { Pause, Play, Repeat, SkipBack, SkipForward } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useReducer } from 'react';
import { Button } from '../../ui/button.tsx';
import type { LoadedScene } from '../catalogue.ts';
import type { Values } from '../scene.ts';
import { useClock } from '../stage/clock.ts';
import { frameAt } from '../stage/frame.ts';
import { Picture } from '../stage/picture.tsx';
import { timelineOf } from '../stage/timeline.ts';
import css from './player.module.css';
import { AT_REST, endOf, play, type PlayerEvent, type Playing, SPEEDS, type Speed, stepAt } from './playing.ts';
import type { Say } from './say.ts';
import { StepList } from './step-list.tsx';
import { useTheme } from './theme.ts';
import { useWidth } from './use-width.ts';

export interface PlayerProps {
  loaded: LoadedScene;
  say: Say;
  values: Values;
  /** Nothing moves: reduced motion, a slow line, or a reader who prefers pictures. */
  still: boolean;
  /** Where the real work stands; the player goes there and stays in that step. */
  follow?: number | undefined;
  /** Instead of the reader's own. */
  theme?: 'light' | 'dark' | undefined;
  /** What else can be done with the walkthrough. */
  children?: ReactNode;
}

/** A walkthrough with its controls and, as text, everything it shows. */
export function Player({ loaded: { scene, texts }, say, values, still, follow, theme: chosen, children }: PlayerProps): ReactNode {
  const own = useTheme();
  const theme = chosen ?? own;
  const timeline = useMemo(() => timelineOf(scene, texts, values), [scene, texts, values]);
  const [state, send] = useReducer((now: Playing, event: PlayerEvent) => play(now, event, timeline), AT_REST);
  useClock(state.playing && !still, (elapsed) => send({ kind: 'tick', elapsed }));
  useEffect(() => {
    if (follow !== undefined) send({ kind: 'follow', from: follow, to: follow });
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
        aria-label={say('picture', { step: step + 1, of: all, caption: frame.caption })}
        onKeyDown={onKeyDown}
      >
        <Picture {...{ scene, texts, values, frame, theme, width }} />
      </div>
      <p className={css.caption}>{frame.caption}</p>
      <div className={css.controls}>
        {still ? null : <PlayButton say={say} playing={state.playing} send={send} />}
        <Button look="quiet" icon={SkipBack} disabled={step === 0} onPress={() => go(step - 1)}>
          {say('previous')}
        </Button>
        <Button look="quiet" icon={SkipForward} disabled={step === all - 1} onPress={() => go(step + 1)}>
          {say('next')}
        </Button>
        <span className={css.count}>{say('step', { step: step + 1, of: all })}</span>
      </div>
      {still ? null : <TimeControls say={say} state={state} length={timeline.length} spoken={frame.caption} send={send} />}
      {children}
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

function PlayButton({ say, playing, send }: { say: Say; playing: boolean; send: Send }): ReactNode {
  return (
    <Button icon={playing ? Pause : Play} onPress={() => send({ kind: playing ? 'pause' : 'play' })}>
      {say(playing ? 'pause' : 'play')}
    </Button>
  );
}

interface TimeProps {
  say: Say;
  state: Playing;
  length: number;
  spoken: string;
  send: Send;
}

function TimeControls({ say, state, length, spoken, send }: TimeProps): ReactNode {
  return (
    <div className={css.time}>
      <input
        className={css.seek}
        type="range"
        min={0}
        max={Math.round(length)}
        step={100}
        value={Math.round(state.time)}
        aria-label={say('seek')}
        aria-valuetext={spoken}
        onChange={(event) => send({ kind: 'seek', time: Number(event.target.value) })}
      />
      <label className={css.speed}>
        <span>{say('speed')}</span>
        <select
          value={state.speed}
          onChange={(event) => {
            const speed = SPEEDS.find((one) => one === Number(event.target.value));
            if (speed !== undefined) send({ kind: 'speed', speed });
          }}
        >
          {SPEEDS.map((speed: Speed) => (
            <option key={speed} value={speed}>
              {say('times', { speed })}
            </option>
          ))}
        </select>
      </label>
      <Button look="quiet" icon={Repeat} pressed={state.loop} onPress={() => send({ kind: 'loop', loop: !state.loop })}>
        {say('loop')}
      </Button>
    </div>
  );
}
