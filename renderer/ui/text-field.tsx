import { CircleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components/TextField';
import css from './text-field.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email' | 'password';
  name: string;
  autoComplete: string;
  hint?: ReactNode;
  /** The hint is a warning for the moment. */
  strongHint?: boolean;
  /** What is wrong with the value; what was typed stays. */
  error?: string | undefined;
  large?: boolean;
  /** Stands behind the field in the same line, as part of what is typed. */
  behind?: ReactNode;
  autoFocus?: boolean;
  maxLength: number;
  readOnly?: boolean;
  onKeyEvent?: (capsLock: boolean) => void;
  ref?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, type = 'text', name, autoComplete, hint, error, large = false, maxLength, onKeyEvent } = props;
  const tellCapsLock = (event: { getModifierState(key: 'CapsLock'): boolean }): void => onKeyEvent?.(event.getModifierState('CapsLock'));
  return (
    <AriaTextField
      className={classes(css.field, large && css.large)}
      value={value}
      onChange={onChange}
      name={name}
      // An address field of the browser's own kind would refuse umlauts and reformat what is pasted.
      type={type === 'email' ? 'text' : type}
      inputMode={type === 'email' ? 'email' : 'text'}
      autoComplete={autoComplete}
      autoCorrect="off"
      spellCheck="false"
      maxLength={maxLength}
      isInvalid={error !== undefined}
      isReadOnly={props.readOnly ?? false}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      onKeyDown={tellCapsLock}
      onKeyUp={tellCapsLock}
    >
      <Label className={classes(css.label)}>{label}</Label>
      <div className={classes(css.line)}>
        <Input className={classes(css.input)} {...(props.ref === undefined ? {} : { ref: props.ref })} />
        {props.behind === undefined ? null : <div className={classes(css.behind)}>{props.behind}</div>}
      </div>
      <FieldError className={classes(css.error)}>
        <Icon of={CircleAlert} small />
        <span>{error}</span>
      </FieldError>
      {hint === undefined ? null : (
        <Text slot="description" className={classes(css.hint, props.strongHint === true && css.strong)}>
          {hint}
        </Text>
      )}
    </AriaTextField>
  );
}
