import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './band.module.css';
import { Icon } from './icon.tsx';

/** Stands on top of every page. */
export function Band({ label, words, children }: { label: string; words: string; children: ReactNode }): ReactNode {
  return (
    <aside className={css.band} aria-label={label}>
      <span className={css.words}>
        <Icon of={FlaskConical} small />
        <span>{words}</span>
      </span>
      {children}
    </aside>
  );
}

export function BandValue({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <span>
      {name} <span className={css.value}>{value}</span>
    </span>
  );
}
