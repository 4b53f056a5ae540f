import { type ReactNode, useId } from 'react';
import css from './current-step.module.css';

export interface CurrentStepProps {
  /** Where it stands among the others, such as "Step 4 of 12". */
  place: string;
  title: string;
  how: string;
  children?: ReactNode;
}

/** The one thing that a person does now, larger than what comes before and after it. */
export function CurrentStep({ place, title, how, children }: CurrentStepProps): ReactNode {
  const id = useId();
  return (
    <section className={css.step} aria-labelledby={id}>
      <p className={css.place}>{place}</p>
      <h2 className={css.title} id={id}>
        {title}
      </h2>
      <p className={css.how}>{how}</p>
      {children}
    </section>
  );
}
