import type { ReactNode } from 'react';
import css from './pick-list.module.css';

export interface PickListProps {
  label: string;
  name: string;
  value: string;
  choices: readonly { id: string; name: string }[];
  onChoose: (id: string) => void;
}

/** A short list in a line, with the system's own menu: it needs no room of its own and works in every remote session. */
export function PickList({ label, name, value, choices, onChoose }: PickListProps): ReactNode {
  return (
    <select className={css.list} name={name} aria-label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.name}
        </option>
      ))}
    </select>
  );
}
