import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { sceneId, walkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { loadScene, type LoadedScene } from '../catalogue.ts';
import type { Values } from '../scene.ts';
import { frameAt } from '../stage/frame.ts';
import { Picture } from '../stage/picture.tsx';
import { timelineOf } from '../stage/timeline.ts';
import { endOf } from '../player/playing.ts';
import './film.css';
import { momentsOf } from './moments.ts';

/** The page of a hidden window: whoever opened it names a scene and then asks for one moment after the other. */
export interface Film {
  title: string;
  /** Milliseconds. */
  length: number;
  steps: readonly FilmStep[];
  /** The moments at which the picture changes, at most one in each `interval` milliseconds; the last one is the end. */
  moments(interval: number): number[];
  /** Draws the moment, milliseconds; the strip below the picture takes the colour `number`, 0 to 0xffffff. */
  draw(time: number, number?: number): void;
}

export interface FilmStep {
  id: string;
  start: number;
  /** The moment that shows the step done. */
  end: number;
  caption: string;
  instruction: string;
}

export interface FilmRequest {
  scene: string;
  locale: 'en' | 'de';
  theme: 'light' | 'dark';
  values: unknown;
  width: number;
  caption: boolean;
}

declare global {
  interface Window {
    openFilm: (request: FilmRequest) => Promise<{ ok: boolean }>;
    film?: Film;
  }
}

window.openFilm = async (request) => {
  const values = walkthroughValues.parse(request.values);
  const loaded = await loadScene(sceneId.parse(request.scene), request.locale);
  const [place, stamp] = [document.getElementById('film'), document.getElementById('stamp')];
  if (loaded === undefined || place === null || stamp === null) return { ok: false };
  document.documentElement.lang = request.locale;
  await document.fonts.ready;
  window.film = filmOf(loaded, values, request, { place, stamp });
  window.film.draw(0);
  return { ok: true };
};

const root: { made?: ReturnType<typeof createRoot> } = {};

function filmOf({ scene, texts }: LoadedScene, values: Values, request: FilmRequest, page: Record<'place' | 'stamp', HTMLElement>): Film {
  const { theme, width, caption } = request;
  const timeline = timelineOf(scene, texts, values);
  root.made ??= createRoot(page.place);
  const { made } = root;
  const still = (time: number) => frameAt(scene, texts, values, timeline, time);
  let drawn = 0;
  return {
    title: texts.title,
    length: timeline.length,
    steps: timeline.starts.map((start, index) => {
      const end = endOf(timeline, index);
      const frame = still(end);
      return { id: scene.steps[index]?.id ?? '', start, end, caption: frame.caption, instruction: frame.instruction };
    }),
    moments: (interval) => momentsOf(still, timeline.length, interval),
    draw(time, number = 0) {
      // Made anew, and so painted as a whole: what is painted in parts may differ at round edges from how it came there.
      drawn += 1;
      flushSync(() => made.render(<Picture key={drawn} {...{ scene, texts, values, theme, width, caption }} frame={still(time)} />));
      page.stamp.style.backgroundColor = `#${number.toString(16).padStart(6, '0')}`;
    },
  };
}
