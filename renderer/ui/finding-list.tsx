import { CircleAlert, CircleCheck, CircleHelp, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './finding-list.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export type FindingTone = 'fail' | 'warn' | 'unknown' | 'info' | 'ok';

const ICONS: Record<FindingTone, LucideIcon> = { fail: CircleAlert, warn: TriangleAlert, unknown: CircleHelp, info: Info, ok: CircleCheck };

export interface FindingItem {
  id: string;
  tone: FindingTone;
  /** What the icon says, in words. */
  state: string;
  subject: string;
  words: string;
  technical: string;
  fixes: readonly { id: string; label: string; text: string; exact: boolean; action?: ReactNode }[];
  effects: readonly FindingItem[];
}

/** Findings with what to do about each; what follows from one stands inside of it. */
export function FindingList({ items, follows }: { items: readonly FindingItem[]; follows: string }): ReactNode {
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <Finding key={item.id} item={item} follows={follows} />
      ))}
    </ul>
  );
}

function Finding({ item, follows }: { item: FindingItem; follows: string }): ReactNode {
  const { tone, state, subject, words, technical, fixes, effects } = item;
  return (
    <li className={classes(css.finding, css[tone])} data-severity={tone}>
      <Icon of={ICONS[tone]} />
      <div className={css.body}>
        <p className={css.head}>
          <span className={css.state}>{state}</span> <span className={css.subject}>{subject}</span>
        </p>
        <p>{words}</p>
        {technical === words ? null : <p className={css.technical}>{technical}</p>}
        {fixes.map(({ id, label, text, exact, action }) => (
          <div key={id} className={css.fix}>
            <p className={css.label}>{label}</p>
            <p className={classes(css.text, exact && css.exact)}>{text}</p>
            {action}
          </div>
        ))}
        {effects.length === 0 ? null : (
          <>
            <p className={css.label}>{follows}</p>
            <FindingList items={effects} follows={follows} />
          </>
        )}
      </div>
    </li>
  );
}

/** Lines to be copied as they are. */
export const ExactLines = ({ children }: { children: string }): ReactNode => <pre className={css.lines}>{children}</pre>;
