import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { sceneId, walkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { loadScene } from '../catalogue.ts';
import { frameAt } from '../stage/frame.ts';
import { Picture } from '../stage/picture.tsx';
import { timelineOf } from '../stage/timeline.ts';

/** The page of a hidden window: whoever opened it names a scene and then asks for one moment after the other. */
export interface Film {
  length: number;
  starts: readonly number[];
  captions: readonly string[];
  instructions: readonly string[];
  title: string;
  /** Draws the moment, milliseconds; what is on the page afterwards is exactly that. */
  draw(time: number): void;
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
  const place = document.getElementById('film');
  if (loaded === undefined || place === null) return { ok: false };
  const { scene, texts } = loaded;
  const { theme, width, caption } = request;
  const timeline = timelineOf(scene, texts, values);
  const root = createRoot(place);
  const still = (time: number) => frameAt(scene, texts, values, timeline, time);
  const draw = (time: number): void =>
    flushSync(() => root.render(<Picture {...{ scene, texts, values, theme, width, caption }} frame={still(time)} />));
  draw(0);
  const frames = timeline.starts.map((start) => still(start));
  window.film = {
    length: timeline.length,
    starts: timeline.starts,
    captions: frames.map((frame) => frame.caption),
    instructions: frames.map(({ instruction }) => instruction),
    title: texts.title,
    draw,
  };
  return { ok: true };
};
