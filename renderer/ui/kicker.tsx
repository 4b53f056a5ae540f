import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './kicker.module.css';
import { Icon } from './icon.tsx';

/** A short line above a heading. */
export function Kicker({ icon, children }: { icon: LucideIcon; children: ReactNode }): ReactNode {
  return (
    <p className={css.kicker}>
      <Icon of={icon} />
      <span>{children}</span>
    </p>
  );
}
