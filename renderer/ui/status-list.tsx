import { CircleAlert, CircleCheck, CircleDashed, CircleDot, CircleMinus, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './status-list.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export type Status = 'waiting' | 'planned' | 'working' | 'done' | 'warn' | 'failed' | 'absent';

const ICONS: Record<Exclude<Status, 'planned'>, LucideIcon> = {
  waiting: CircleDashed,
  working: CircleDot,
  done: CircleCheck,
  warn: TriangleAlert,
  failed: CircleAlert,
  absent: CircleMinus,
};

export interface StatusRow {
  id: string;
  status: Status;
  name: ReactNode;
  /** What the icon says, in words. */
  result?: ReactNode;
  detail?: ReactNode;
}

/** Rows that never change their place: only their state does. */
export function StatusList({ label, rows }: { label: string; rows: readonly StatusRow[] }): ReactNode {
  return (
    <ul className={css.list} aria-label={label}>
      {rows.map(({ id, status, name, result, detail }) => (
        <li key={id} className={classes(css.row, css[status])} data-status={status}>
          {status === 'planned' ? <span className={css.bullet} aria-hidden /> : <Icon of={ICONS[status]} />}
          <span className={css.name}>{name}</span>
          <span className={css.result}>{result}</span>
          {detail === undefined ? null : <span className={css.detail}>{detail}</span>}
        </li>
      ))}
    </ul>
  );
}
