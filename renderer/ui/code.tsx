import type { ReactNode } from 'react';
import css from './code.module.css';

export interface CodeProps {
  /** Image addresses, and what they show in words. */
  pictures: readonly { source: string; words: string }[];
  /** Stands beside the pictures. */
  children: ReactNode;
}

/** A code to scan: dark on white in every theme, because cameras expect that. */
export function Code({ pictures, children }: CodeProps): ReactNode {
  return (
    <div className={css.code}>
      <div className={css.pictures}>
        {pictures.map(({ source, words }) => (
          <img key={words} className={css.picture} src={source} alt={words} width={192} height={192} />
        ))}
      </div>
      <div className={css.beside}>{children}</div>
    </div>
  );
}
