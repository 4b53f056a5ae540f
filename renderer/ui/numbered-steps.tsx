import type { ReactNode } from 'react';
import css from './numbered-steps.module.css';

/** What a person does, one after the other. */
export function NumberedSteps({ steps }: { steps: readonly ReactNode[] }): ReactNode {
  return (
    <ol className={css.steps}>
      {steps.map((step, index) => (
        <li key={index} className={css.step}>
          <span className={css.number} aria-hidden>
            {index + 1}
          </span>
          <span className={css.words}>{step}</span>
        </li>
      ))}
    </ol>
  );
}
