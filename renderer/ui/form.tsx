import type { ReactNode } from 'react';
import css from './form.module.css';

/** Fields that are sent together; Enter in any of them sends. */
export function Form({ id, onSubmit, children }: { id: string; onSubmit: () => void; children: ReactNode }): ReactNode {
  return (
    <form
      id={id}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
