import type { CSSProperties, ReactNode } from 'react';
import { DrawnPane } from '../drawing/pane.tsx';
import { CAPTION_HEIGHT, type Scene, type SceneTexts, SCREEN, type Values, type Words } from '../scene.ts';
import type { Frame } from './frame.ts';
import css from './picture.module.css';
import { say } from './words.ts';

export interface PictureProps {
  scene: Scene;
  texts: SceneTexts;
  values: Values;
  frame: Frame;
  theme: 'light' | 'dark';
  /** With the strip of words below, as a film has it: 533 pixels high instead of 473. */
  caption?: boolean;
  /** Width in pixels of the page; everything is enlarged with it. */
  width?: number;
}

/** One moment of a scene. Holds no state and reads no clock: the same arguments give the same picture, to the byte. */
export function Picture({ scene, texts, values, frame, theme, caption = false, width = SCREEN.width }: PictureProps): ReactNode {
  const words = (key: Words): string => say(key, texts, values);
  const scale = width / SCREEN.width;
  const height = SCREEN.height + (caption ? CAPTION_HEIGHT : 0);
  const size: CSSProperties = { width, height: height * scale };
  const drawn: CSSProperties = { width: SCREEN.width, height, transform: `scale(${scale})` };
  return (
    <span className={css.place} style={size} aria-hidden data-picture>
      <span className={css.picture} data-theme={theme} style={drawn}>
        <span className={css.screen} data-ground={scene.ground}>
          {frame.panes.map((pane, index) => (
            <DrawnPane key={pane.id ?? index} pane={pane} frame={frame} say={words} inFront={index === frame.panes.length - 1} />
          ))}
          {frame.marked === undefined ? null : <Highlight box={frame.marked} />}
          <Hand kind={scene.hand} frame={frame} />
        </span>
        {caption ? (
          <span className={css.caption}>
            <span className={css.number}>{frame.step + 1}</span>
            <span className={css.words}>{frame.caption}</span>
          </span>
        ) : null}
      </span>
    </span>
  );
}

function Highlight({ box: [left, top, width, height] }: { box: NonNullable<Frame['marked']> }): ReactNode {
  return <span className={css.mark} style={{ left: left - 5, top: top - 5, width: width + 10, height: height + 10 }} />;
}

function Hand({ kind, frame: { hand } }: { kind: Scene['hand']; frame: Frame }): ReactNode {
  const place = { transform: `translate(${hand.x}px, ${hand.y}px)` };
  if (kind === 'finger') return <span className={css.finger} data-pressed={hand.pressed} style={place} />;
  return (
    <svg
      className={css.pointer}
      data-pressed={hand.pressed}
      style={place}
      width="22"
      height="26"
      viewBox="-3 -3 22 26"
      aria-hidden
      focusable={false}
    >
      {hand.pressed ? <circle className={css.ring} cx="0" cy="0" r="9" /> : null}
      <path d="M0 0 L0 16.5 L4.2 12.8 L6.9 19 L9.5 17.9 L6.9 11.9 L12.4 11.9 Z" />
    </svg>
  );
}
