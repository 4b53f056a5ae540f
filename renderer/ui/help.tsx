import type { ReactNode } from 'react';
import css from './help.module.css';
import { Button } from './button.tsx';

export interface HelpLineProps {
  reference: ReactNode;
  caption: string;
  open: boolean;
  onToggle: () => void;
}

export const HELP_PANEL = 'help-panel';

export function HelpLine({ reference, caption, open, onToggle }: HelpLineProps): ReactNode {
  return (
    <>
      <span>{reference}</span>
      <Button look="small" onPress={onToggle} expanded={open} controls={HELP_PANEL}>
        {caption}
      </Button>
    </>
  );
}

/** Opens above the footer; nothing is covered. */
export function HelpPanel({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={css.panel} id={HELP_PANEL} aria-label={title}>
      <h2 className={css.title}>{title}</h2>
      {children}
    </section>
  );
}
