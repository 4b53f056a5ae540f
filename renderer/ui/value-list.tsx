import type { ReactNode } from 'react';
import css from './value-list.module.css';
import { classes } from './classes.ts';

export interface NamedValue {
  id: string;
  name: ReactNode;
  value: ReactNode;
  /** Stands at the end of the line, such as a button that copies. */
  action?: ReactNode;
}

/** Names and what they are, one line each. */
export function ValueList({ values, exact = false }: { values: readonly NamedValue[]; exact?: boolean }): ReactNode {
  return (
    <dl className={css.list}>
      {values.map(({ id, name, value, action }) => (
        <div key={id} className={classes(css.line, action !== undefined && css.withAction)}>
          <dt className={css.name}>{name}</dt>
          <dd className={classes(css.value, exact && css.exact)}>{value}</dd>
          {action === undefined ? null : <dd className={css.action}>{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
