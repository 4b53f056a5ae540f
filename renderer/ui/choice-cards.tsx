import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import css from './choice-cards.module.css';
import { classes } from './classes.ts';

export interface Choice {
  id: string;
  /** A plain letter or sign in front; never a trademark. */
  tile?: ReactNode;
  name: string;
  reason?: string;
  mark?: string | undefined;
}

export interface ChoiceCardsProps {
  label: string;
  /** The label is read out but the page's heading already shows it. */
  hideLabel?: boolean;
  /** For short answers to a question. */
  compact?: boolean;
  choices: readonly Choice[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function ChoiceCards({ label, hideLabel = false, compact = false, choices, chosen, onChoose }: ChoiceCardsProps): ReactNode {
  return (
    <RadioGroup className={classes(css.group, compact && css.compact)} value={chosen ?? null} onChange={onChoose}>
      <Label className={hideLabel ? 'spoken-only' : classes(css.label)}>{label}</Label>
      {choices.map(({ id, tile, name, reason, mark }) => (
        <RadioField key={id} value={id}>
          <RadioButton className={classes(css.card)}>
            <span className={css.dot} aria-hidden />
            {tile === undefined ? null : <Tile>{tile}</Tile>}
            <span className={css.words}>
              <span className={css.name}>
                {name}
                {mark === undefined ? null : <span className={css.mark}>{mark}</span>}
              </span>
              {reason === undefined ? null : <span className={css.reason}>{reason}</span>}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}

export function Tile({ children, faint = false }: { children: ReactNode; faint?: boolean }): ReactNode {
  return (
    <span className={classes(css.tile, faint && css.faint)} aria-hidden>
      {children}
    </span>
  );
}
