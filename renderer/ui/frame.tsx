import type { ReactNode } from 'react';
import css from './frame.module.css';

export interface FrameProps {
  /** Stays on top of every page, such as the sign that this is a demonstration. */
  band?: ReactNode;
  rail: ReactNode;
  children: ReactNode;
}

export function Frame({ band, rail, children }: FrameProps): ReactNode {
  return (
    <div className={css.frame}>
      {band}
      <div className={css.body}>
        <div className={css.side}>{rail}</div>
        <div className={css.page}>{children}</div>
      </div>
    </div>
  );
}
