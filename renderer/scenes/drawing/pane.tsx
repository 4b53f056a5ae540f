import type { ReactNode } from 'react';
import type { Pane, Words } from '../scene.ts';
import type { Frame } from '../stage/frame.ts';
import { DrawnControl } from './control.tsx';
import css from './pane.module.css';

export interface DrawnPaneProps {
  pane: Pane;
  frame: Frame;
  inFront: boolean;
  say: (words: Words) => string;
}

/** A window with its edge, title and everything in it. Controls are placed from the window's outer corner. */
export function DrawnPane({ pane, frame, inFront, say }: DrawnPaneProps): ReactNode {
  const [left, top, width, height] = pane.box;
  return (
    <span className={css.pane} data-frame={pane.frame} data-in-front={inFront} style={{ left, top, width, height }}>
      <Edge pane={pane} say={say} />
      {pane.controls.map((control, index) => (
        <DrawnControl key={control.id ?? `${index} ${control.kind}`} control={control} frame={frame} say={say} />
      ))}
    </span>
  );
}

function Edge({ pane: { frame, title, location }, say }: Pick<DrawnPaneProps, 'pane' | 'say'>): ReactNode {
  const words = say(title);
  switch (frame) {
    case 'none':
      return null;
    case 'mac':
      return (
        <span className={css.macBar}>
          <span className={css.lights}>
            <i />
            <i />
            <i />
          </span>
          <span className={css.macTitle}>{words}</span>
        </span>
      );
    case 'iphone':
    case 'android':
      return (
        <span className={css.phoneBar}>
          <span className={css.speaker} />
          <span className={css.phoneTitle}>{words}</span>
        </span>
      );
    default:
      return (
        <>
          <span className={css.bar}>
            <span className={css.title}>{words}</span>
            <span className={css.close} />
          </span>
          {location === undefined ? null : <span className={css.location}>{say(location)}</span>}
        </>
      );
  }
}
