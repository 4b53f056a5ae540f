import type { ReactNode } from 'react';
import css from './plain-cards.module.css';
import { Tile } from './choice-cards.tsx';

export interface PlainCard {
  id: string;
  tile: ReactNode;
  name: string;
  reason: string;
  /** What can be done with it all the same. */
  action?: ReactNode;
}

/** What is named but cannot be chosen, and why. */
export function PlainCards({ cards }: { cards: readonly PlainCard[] }): ReactNode {
  return (
    <ul className={css.cards}>
      {cards.map(({ id, tile, name, reason, action }) => (
        <li key={id} className={css.card}>
          <Tile faint>{tile}</Tile>
          <span className={css.words}>
            <span>{name}</span>
            <span className={css.reason}>{reason}</span>
          </span>
          {action === undefined ? null : <span className={css.action}>{action}</span>}
        </li>
      ))}
    </ul>
  );
}
