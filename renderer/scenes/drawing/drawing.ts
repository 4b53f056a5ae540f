import type { ControlState } from '../stage/frame.ts';
import type { Control, Words } from '../scene.ts';

/** What a control is drawn with. */
export interface Drawing<Kind extends Control['kind'] = Control['kind']> {
  control: Extract<Control, { kind: Kind }>;
  state: ControlState;
  focused: boolean;
  pressed: boolean;
  say: (words: Words) => string;
}

export const isOn = ({ on }: { on?: true }, { chosen }: ControlState): boolean => (typeof chosen === 'boolean' ? chosen : on === true);

/** The line that is chosen now; -1 for none. */
export const lineOf = ({ chosen = -1 }: { chosen?: number }, state: ControlState): number =>
  typeof state.chosen === 'number' ? state.chosen : chosen;
