import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../ui/tokens.css';
import '../../ui/base.css';
import type { LoadedScene } from '../catalogue.ts';
import { endOf } from '../player/playing.ts';
import { Player } from '../player/player.tsx';
import type { Say } from '../player/say.ts';
import { useReducedMotion } from '../player/reduced-motion.ts';
import { useTheme } from '../player/theme.ts';
import type { Values } from '../scene.ts';
import { frameAt } from '../stage/frame.ts';
import { Picture } from '../stage/picture.tsx';
import { timelineOf } from '../stage/timeline.ts';
import './page.css';

/** What stands in the file beside this code: one scene in one language, and the reader's values. */
interface PageData extends LoadedScene {
  /** The catalogue `scenes`. */
  words: Record<string, string>;
  values: Values;
  locale: string;
  theme?: 'light' | 'dark';
}

/** The catalogue's messages are plain: names in braces, some of them numbers. */
const sayingIn =
  ({ words, locale }: PageData): Say =>
  (key, given = {}) =>
    (words[key] ?? key).replace(/\{(\w+)(?:, number)?\}/g, (whole, name: string) => {
      const value = given[name];
      return typeof value === 'number' ? value.toLocaleString(locale) : (value ?? whole);
    });

function WalkthroughPage({ data }: { data: PageData }): ReactNode {
  const { scene, texts, values, theme } = data;
  const still = useReducedMotion();
  return (
    <>
      <h1>{texts.title}</h1>
      <div className="played">
        <Player loaded={{ scene, texts }} say={sayingIn(data)} values={values} still={still} theme={theme} />
      </div>
      <Printed data={data} />
    </>
  );
}

/** On paper every step is a picture with its words. */
function Printed({ data: { scene, texts, values, theme } }: { data: PageData }): ReactNode {
  const own = useTheme();
  const timeline = timelineOf(scene, texts, values);
  return (
    <ol className="printed">
      {scene.steps.map(({ id }, step) => {
        const frame = frameAt(scene, texts, values, timeline, endOf(timeline, step));
        return (
          <li key={id}>
            <Picture {...{ scene, texts, values, frame }} theme={theme ?? own} width={PRINTED_WIDTH} />
            <p>{frame.instruction}</p>
          </li>
        );
      })}
    </ol>
  );
}

const PRINTED_WIDTH = 520;

/** Whoever wrote the file has parsed its parts; only a file that somebody cut is told apart here. */
const isPageData = (data: unknown): data is PageData => typeof data === 'object' && data !== null && 'scene' in data && 'values' in data;

const text = document.getElementById('data')?.textContent;
const place = document.getElementById('walkthrough');
if (text && place !== null) {
  const data: unknown = JSON.parse(text);
  if (isPageData(data)) createRoot(place).render(<WalkthroughPage data={data} />);
}
