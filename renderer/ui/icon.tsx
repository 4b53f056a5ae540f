import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './icon.module.css';

export interface IconProps {
  of: LucideIcon;
  small?: boolean;
}

/** A picture beside words; it never stands alone, so it is not read out. */
export function Icon({ of: Drawn, small = false }: IconProps): ReactNode {
  const size = small ? 16 : 20;
  return <Drawn className={css.icon} size={size} strokeWidth={1.75} nonScalingStroke aria-hidden focusable={false} />;
}
