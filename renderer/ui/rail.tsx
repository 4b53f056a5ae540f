import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './rail.module.css';
import { classes } from './classes.ts';

export interface RailStep {
  id: string;
  name: string;
  state: 'done' | 'current' | 'to-come';
  /** The state in a word, for those who do not see the mark. */
  spoken: string;
  /** What was decided there. */
  decided?: string | undefined;
}

export interface RailProps {
  /** Company or product. */
  owner: string;
  product?: string | undefined;
  label: string;
  /** Where one is, in one line, when the rail is folded. */
  folded: string;
  steps: readonly RailStep[];
}

/** The way through, with what was decided on it. */
export function Rail({ owner, product, label, folded, steps }: RailProps): ReactNode {
  return (
    <div className={css.rail}>
      <header className={css.owner}>
        <Mark />
        <div className={css.names}>
          <p className={css.name}>{owner}</p>
          {product === undefined ? null : <p className={css.product}>{product}</p>}
        </div>
      </header>
      <nav aria-label={label} className={css.way}>
        <p className={css.folded} aria-hidden>
          {folded}
        </p>
        <ol className={css.steps}>
          {steps.map((step, index) => (
            <li key={step.id} className={classes(css.step, css[step.state])} aria-current={step.state === 'current' ? 'step' : undefined}>
              <span className={css.mark} aria-hidden>
                {step.state === 'done' ? <Check size={14} strokeWidth={2.5} /> : index + 1}
              </span>
              <span className={css.words}>
                <span>{step.name}</span>
                <span className="spoken-only">{step.spoken}</span>
                {step.decided === undefined ? null : <span className={css.decided}>{step.decided}</span>}
              </span>
            </li>
          ))}
        </ol>
      </nav>
    </div>
  );
}

/** Mailramp's own sign: a letter on a ramp. */
function Mark(): ReactNode {
  return (
    <svg className={css.sign} viewBox="0 0 32 32" width="32" height="32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path d="M7 24.5 25 17.5v7z" fill="var(--on-accent)" />
      <path
        d="m9.6 17.9 10.7-4.2-2.3-5.9-10.7 4.2zM7.3 12l6.9 1.6L18 7.8"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
    </svg>
  );
}
