import type { ReactNode } from 'react';
import css from './controls.module.css';
import type { Drawing } from './drawing.ts';
import { DrawnIcon } from './icons.tsx';

export function Label({ control, state, say }: Drawing<'text'>): ReactNode {
  return (
    <span className={css.text} data-look={control.look ?? 'plain'} data-align={control.align ?? 'start'}>
      {state.text ?? say(control.text)}
    </span>
  );
}

export function Group({ control, say }: Drawing<'group'>): ReactNode {
  return (
    <span className={css.group}>
      <span className={css.groupTitle}>{say(control.text)}</span>
    </span>
  );
}

export const Panel = ({ control }: Drawing<'panel'>): ReactNode => <span className={css.panel} data-look={control.look} />;

export function Mark({ control }: Drawing<'icon'>): ReactNode {
  return (
    <span className={css.icon} data-look={control.look ?? 'plain'}>
      <DrawnIcon icon={control.icon} size={Math.round(Math.min(control.box[2], control.box[3]) * (control.look === 'accent' ? 0.6 : 1))} />
    </span>
  );
}

const SIDE = 21;

/** Looks like a code and is none: squares by a fixed rule, with the three corners that every reader looks for. */
export function Code(): ReactNode {
  const corner = (x: number, y: number): boolean | undefined => {
    for (const [left, top] of [
      [0, 0],
      [SIDE - 7, 0],
      [0, SIDE - 7],
    ] as const) {
      const [dx, dy] = [x - left, y - top];
      if (dx < -1 || dy < -1 || dx > 7 || dy > 7) continue;
      const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
      return ring === 3 || ring <= 1;
    }
    return undefined;
  };
  const squares = Array.from({ length: SIDE * SIDE }, (_, index) => ({ x: index % SIDE, y: Math.floor(index / SIDE) }));
  const dark = squares.filter(({ x, y }) => corner(x, y) ?? (x * x * 7 + y * 13 + x * y * 5) % 11 < 5);
  return (
    <svg className={css.code} viewBox={`-2 -2 ${SIDE + 4} ${SIDE + 4}`} shapeRendering="crispEdges" aria-hidden focusable={false}>
      {dark.map(({ x, y }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={1} height={1} />
      ))}
    </svg>
  );
}
