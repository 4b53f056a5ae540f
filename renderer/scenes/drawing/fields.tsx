import type { ReactNode } from 'react';
import css from './controls.module.css';
import { type Drawing, isOn, lineOf } from './drawing.ts';
import { DrawnIcon } from './icons.tsx';

export function Field({ control, state, focused, say }: Drawing<'field'>): ReactNode {
  const text = state.typed ?? state.text ?? (control.text === undefined ? '' : say(control.text));
  const empty = text === '' && control.placeholder !== undefined;
  return (
    <span className={css.field} data-focused={focused} data-secret={control.secret === true} data-tall={control.tall === true}>
      <span className={css.fieldText} data-empty={empty}>
        {empty ? say(control.placeholder ?? '') : text}
      </span>
      {focused ? <span className={css.caret} /> : null}
    </span>
  );
}

export function PushButton({ control, state, pressed, focused, say }: Drawing<'button'>): ReactNode {
  const look = control.look ?? 'plain';
  return (
    <span className={css.button} data-look={look} data-pressed={pressed} data-focused={focused} data-disabled={control.disabled === true}>
      {state.text ?? say(control.text)}
    </span>
  );
}

export function Tick({ control, state, say }: Drawing<'radio' | 'checkbox'>): ReactNode {
  return (
    <span className={css.tick}>
      <span className={css.tickMark} data-round={control.kind === 'radio'} data-on={isOn(control, state)}>
        {control.kind === 'checkbox' && isOn(control, state) ? <DrawnIcon icon="check" size={11} /> : null}
      </span>
      <span className={css.oneLine}>{say(control.text)}</span>
    </span>
  );
}

export function Switch({ control, state, say }: Drawing<'switch'>): ReactNode {
  return (
    <span className={css.switchLine}>
      <span className={css.oneLine}>{say(control.text)}</span>
      <span className={css.switch} data-on={isOn(control, state)} />
    </span>
  );
}

export function Combo({ control, state, focused, say }: Drawing<'combo'>): ReactNode {
  return (
    <span className={css.field} data-focused={focused}>
      <span className={css.fieldText}>{state.text ?? say(control.lines[Math.max(0, lineOf(control, state))] ?? '')}</span>
      <span className={css.comboArrow} />
    </span>
  );
}

export function Slider({ control, state, say }: Drawing<'slider'>): ReactNode {
  const at = lineOf(control, state);
  const share = at / Math.max(1, control.lines.length - 1);
  return (
    <span className={css.slider}>
      <span className={css.sliderTrack} />
      <span className={css.sliderThumb} style={{ left: `calc(4px + ${share} * (100% - 16px))` }} />
      <span className={css.sliderLabel}>{say(control.lines[at] ?? '')}</span>
    </span>
  );
}
