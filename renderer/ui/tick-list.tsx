import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './tick-list.module.css';
import { Icon } from './icon.tsx';

/** Short sentences, each proved. */
export function TickList({ items }: { items: readonly string[] }): ReactNode {
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <li key={item} className={css.item}>
          <Icon of={Check} small />
          <span>{item}</span>
        </li>
      ))}
    </ul>
  );
}
