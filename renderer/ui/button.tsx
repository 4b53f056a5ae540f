import { ArrowLeft, type LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import css from './button.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export interface ButtonProps {
  children: ReactNode;
  /** `main` is the one deed of a page; `plain` stands in the text; `quiet` has no edge; `small` belongs to a line of small text. */
  look?: 'main' | 'plain' | 'quiet' | 'small';
  icon?: LucideIcon | undefined;
  onPress?: (() => void) | undefined;
  /** Sends the page's fields, as Enter in one of them does. */
  submits?: boolean;
  disabled?: boolean | undefined;
  /** Read out instead of the caption; begins with the caption's words (WCAG 2.5.3). */
  spoken?: string | undefined;
  describedBy?: string | undefined;
  /** Whether what the button switches is on. */
  pressed?: boolean | undefined;
  /** State and id of what the button opens. */
  expanded?: boolean | undefined;
  controls?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button(props: ButtonProps): ReactNode {
  const { children, look = 'plain', icon, onPress, submits, disabled, spoken, describedBy, pressed, expanded, controls, ref } = props;
  return (
    <AriaButton
      className={classes(css.button, css[look])}
      type={submits === true ? 'submit' : 'button'}
      {...(onPress === undefined ? {} : { onPress })}
      {...(ref === undefined ? {} : { ref })}
      {...(spoken === undefined ? {} : { 'aria-label': spoken })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(controls === undefined || expanded !== true ? {} : { 'aria-controls': controls })}
      data-look={look}
      isDisabled={disabled ?? false}
    >
      {icon === undefined ? null : <Icon of={icon} small={look !== 'main'} />}
      <span>{children}</span>
    </AriaButton>
  );
}

export interface BackButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** Something is running: the same button ends it instead. */
  cancels?: boolean;
}

export function BackButton({ children, onPress, cancels = false }: BackButtonProps): ReactNode {
  return (
    <Button look="quiet" icon={cancels ? undefined : ArrowLeft} onPress={onPress}>
      {children}
    </Button>
  );
}
