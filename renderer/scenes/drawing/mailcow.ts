import type { Control, Pane, SceneStep, Words } from '../scene.ts';

/** A browser with the administrator's pages of mailcow: `menu-email` and `menu-system` on top. */
export const mailcow = (controls: readonly Control[], location: Words = 'mailcow-address'): Pane => ({
  id: 'mailcow',
  frame: 'browser',
  title: 'mailcow',
  location,
  box: [20, 14, 708, 446],
  controls: [
    { kind: 'panel', box: [0, 62, 706, 38], look: 'sunken' },
    { kind: 'text', box: [18, 72, 120, 18], text: 'mailcow', look: 'heading' },
    { kind: 'button', id: 'menu-system', box: [420, 68, 110, 26], text: 'menu-system' },
    { kind: 'button', id: 'menu-email', box: [538, 68, 150, 26], text: 'menu-email' },
    ...controls,
  ],
});

/** What opens below a menu's name; its lines are chosen as `menu`. */
export const menuBelow = (left: number, lines: readonly Words[]): Pane => ({
  id: 'menu-pane',
  frame: 'none',
  title: '',
  box: [left, 110, 170, 8 + lines.length * 24],
  controls: [{ kind: 'menu', id: 'menu', box: [0, 0, 170, 8 + lines.length * 24], lines }],
});

/** The tabs of the mail configuration with `active` chosen. */
export const mailTabs = (active: number): Control => ({
  kind: 'tabs',
  id: 'tabs',
  box: [18, 112, 420, 26],
  lines: ['tab-domains', 'tab-mailboxes', 'tab-aliases', 'tab-resources'],
  chosen: active,
});

/** A form that lies over the page. */
export const form = (title: Words, controls: readonly Control[], height = 380): Pane => ({
  id: 'form',
  frame: 'app',
  title,
  box: [170, 46, 410, height],
  controls,
});

/** A label with its field. */
export const entry = (top: number, text: Words, id: string, more: { secret?: true; text?: Words } = {}): Control[] => [
  { kind: 'text', box: [22, top + 4, 130, 18], text },
  { kind: 'field', id, box: [156, top, 230, 26], ...more },
];

/** Every way into the mail configuration begins like this. */
export const openMailConfiguration: SceneStep = {
  id: 'open',
  panes: [mailcow([])],
  actions: [
    { do: 'click', at: 'menu-email' },
    { do: 'show', pane: menuBelow(538, ['menu-configuration', 'menu-quarantine', 'menu-queue']) },
    { do: 'choose', at: 'menu', to: 0 },
  ],
};
