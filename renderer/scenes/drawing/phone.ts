import type { Control, Icon, Pane, Words } from '../scene.ts';

/** Phones stand on the left third of the screen; what matters is said beside them in large letters. */
export const PHONE: Pane['box'] = [92, 8, 236, 457];
/** Width inside the edge. */
const INSIDE = 222;

export const phone = (frame: 'iphone' | 'android', title: Words, controls: readonly Control[]): Pane => ({
  id: 'phone',
  frame,
  title,
  box: PHONE,
  controls,
});

/** The words beside the phone: what is done here, and the value that must be right. */
export const beside = (heading: Words, text: Words, value?: Words): Pane => ({
  id: 'beside',
  frame: 'none',
  title: '',
  box: [372, 120, 350, 250],
  controls: [
    { kind: 'text', box: [0, 0, 350, 26], text: heading, look: 'title' },
    { kind: 'text', box: [0, 36, 350, 108], text, look: 'lead' },
    ...(value === undefined
      ? []
      : ([
          { kind: 'panel', box: [0, 158, 350, 44], look: 'card' },
          { kind: 'text', box: [14, 171, 322, 20], text: value, look: 'mono' },
        ] satisfies Control[])),
  ],
});

export interface RowWish {
  text: Words;
  id?: string;
  detail?: Words;
  icon?: Icon;
}

/** Lines of a phone's settings, from `top`. */
export const rows = (top: number, wishes: readonly RowWish[]): Control[] =>
  wishes.map((wish, index): Control => ({ kind: 'row', box: [8, top + index * 38, INSIDE - 16, 38], chevron: true, ...wish }));

/** A label above its field. */
export const phoneField = (top: number, text: Words, id: string, more: { secret?: true; text?: Words } = {}): Control[] => [
  { kind: 'text', box: [14, top, INSIDE - 28, 15], text, look: 'small' },
  { kind: 'field', id, box: [14, top + 16, INSIDE - 28, 28], ...more },
];

export const wideButton = (top: number, text: Words, id: string): Control => ({
  kind: 'button',
  id,
  box: [14, top, INSIDE - 28, 34],
  text,
  look: 'primary',
});

/** What Android asks before it lets any Exchange account in. */
export const remoteQuestion: Pane = phone('android', 'remote-title', [
  { kind: 'text', box: [16, 90, 190, 100], text: 'remote-text' },
  { kind: 'button', box: [16, 220, 90, 34], text: 'cancel' },
  { kind: 'button', id: 'remote-ok', box: [116, 220, 90, 34], text: 'ok', look: 'primary' },
]);
