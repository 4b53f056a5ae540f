import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import css from './notice.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

const ICONS: Record<Tone, LucideIcon> = { plain: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

/** The answer to a button: stands first on its page and is brought into sight, however far down the button was. */
export function Answer({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  useEffect(() => window.scrollTo(0, 0), []);
  return <Notice tone={tone}>{children}</Notice>;
}

/** Words that stand out, with an icon that says the same as the colour. */
export function Notice({ tone, title, children }: { tone: Tone; title?: string; children?: ReactNode }): ReactNode {
  return (
    <div className={classes(css.notice, css[tone])}>
      <Icon of={ICONS[tone]} />
      <div className={css.words}>
        {title === undefined ? null : <p className={css.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
