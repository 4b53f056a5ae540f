import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import css from './progress-bar.module.css';
import { classes } from './classes.ts';

export interface ProgressBarProps {
  /** What is counted, in words; read out and shown. */
  label: string;
  done: number;
  of: number;
}

/** Moves only when something happened. */
export function ProgressBar({ label, done, of }: ProgressBarProps): ReactNode {
  const share = of === 0 ? 0 : Math.min(done / of, 1);
  return (
    <AriaProgressBar className={classes(css.progress)} value={done} minValue={0} maxValue={Math.max(of, 1)} valueLabel={label}>
      <div className={css.track}>
        <div className={css.bar} style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <Label className={classes(css.label)}>{label}</Label>
    </AriaProgressBar>
  );
}
