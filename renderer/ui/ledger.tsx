import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './ledger.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export interface LedgerRow {
  id: string;
  good: boolean;
  name: string;
  where?: string | undefined;
  result: string;
  time: string;
}

/** Close-set rows for the person who wants to know it exactly. */
export function Ledger({ label, rows }: { label: string; rows: readonly LedgerRow[] }): ReactNode {
  return (
    <ul className={css.ledger} aria-label={label}>
      {rows.map(({ id, good, name, where, result, time }) => (
        <li key={id} className={classes(css.row, good && css.good)}>
          <Icon of={good ? Check : Minus} small />
          <span className={css.name}>{name}</span>
          <span className={css.result}>{result}</span>
          <span className={css.time}>{time}</span>
          {where === undefined ? null : <span className={css.where}>{where}</span>}
        </li>
      ))}
    </ul>
  );
}
