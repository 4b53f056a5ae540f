import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import css from './disclosure.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export interface DisclosureProps {
  title: string;
  children: ReactNode;
  open?: boolean;
}

/** A drawer: closed until asked for. */
export function Disclosure({ title, children, open = false }: DisclosureProps): ReactNode {
  return (
    <AriaDisclosure className={classes(css.disclosure)} defaultExpanded={open}>
      <AriaButton slot="trigger" className={classes(css.trigger)}>
        <Icon of={ChevronRight} small />
        <span>{title}</span>
      </AriaButton>
      <DisclosurePanel className={classes(css.panel)}>
        <div className={css.inner}>{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
