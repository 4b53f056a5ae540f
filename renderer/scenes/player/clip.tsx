import { Pause, Play } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { LoadedScene } from '../catalogue.ts';
import type { Values } from '../scene.ts';
import { useClock } from '../stage/clock.ts';
import { frameAt } from '../stage/frame.ts';
import { Picture } from '../stage/picture.tsx';
import { timelineOf } from '../stage/timeline.ts';
import css from './player.module.css';
import { AT_REST, endOf, play, type PlayerEvent, type Playing } from './playing.ts';
import { useTheme } from './theme.ts';
import { useLoaded } from './use-loaded.ts';
import { useWidth } from './use-width.ts';
import type { SceneId } from '../../../electron/core/model/walkthrough.ts';

export interface ClipProps {
  scene: SceneId;
  locale: 'en' | 'de';
  values: Values;
  /** First and last step that is shown, from 0: where the real work stands. */
  from: number;
  to: number;
  still: boolean;
}

/** Some steps of a walkthrough beside the words that tell them: played once when the work comes there, then at rest. */
export function Clip({ scene, locale, ...rest }: ClipProps): ReactNode {
  const loaded = useLoaded(scene, locale);
  return loaded === undefined ? null : <Playback loaded={loaded} {...rest} />;
}

function Playback({
  loaded: { scene, texts },
  values,
  from,
  to,
  still,
}: Omit<ClipProps, 'scene' | 'locale'> & { loaded: LoadedScene }): ReactNode {
  const { t } = useTranslation('scenes');
  const theme = useTheme();
  const timeline = useMemo(() => timelineOf(scene, texts, values), [scene, texts, values]);
  const [state, send] = useReducer((now: Playing, event: PlayerEvent) => play(now, event, timeline), AT_REST);
  useClock(state.playing && !still, (elapsed) => send({ kind: 'tick', elapsed }));
  useEffect(() => send({ kind: 'follow', from, to }), [from, to]);
  const { place, width } = useWidth();
  const frame = frameAt(scene, texts, values, timeline, still ? endOf(timeline, to) : state.time);
  const toggle = (): void => send(state.playing ? { kind: 'pause' } : resumed(state, { from, to }));
  return (
    <div className={css.clip}>
      <div ref={place} className={css.picture} role="img" aria-label={frame.caption}>
        <Picture {...{ scene, texts, values, frame, theme, width }} />
      </div>
      {still ? null : (
        <Button look="small" icon={state.playing ? Pause : Play} onPress={toggle}>
          {t(state.playing ? 'pause' : 'play')}
        </Button>
      )}
    </div>
  );
}

/** At the end of what belongs here it begins anew; the steps after it are not shown before their time. */
const resumed = ({ time, until }: Playing, range: { from: number; to: number }): PlayerEvent =>
  until === undefined || time >= until ? { kind: 'follow', ...range } : { kind: 'play' };
