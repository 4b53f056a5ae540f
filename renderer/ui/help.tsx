import type { ReactNode, Ref } from 'react';
import css from './help.module.css';
import { Button } from './button.tsx';

export interface HelpLineProps {
  reference: ReactNode;
  caption: string;
  open: boolean;
  onToggle: () => void;
  /** Takes the focus back when the panel is gone. */
  toggle?: Ref<HTMLButtonElement>;
}

export const HELP_PANEL = 'help-panel';

export function HelpLine({ reference, caption, open, onToggle, toggle }: HelpLineProps): ReactNode {
  return (
    <>
      <span>{reference}</span>
      <Button look="small" onPress={onToggle} expanded={open} controls={HELP_PANEL} ref={toggle}>
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
