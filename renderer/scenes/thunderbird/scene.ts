import type { Control, Pane, Scene } from '../scene.ts';

const behind = (controls: readonly Control[]): Pane => ({
  id: 'thunderbird',
  frame: 'app',
  title: 'thunderbird',
  box: [20, 14, 708, 446],
  controls: [
    { kind: 'icon', id: 'app-menu', box: [672, 38, 20, 20], icon: 'menu' },
    { kind: 'panel', box: [0, 68, 190, 376], look: 'sunken' },
    ...controls,
  ],
});

const empty = behind([]);

const hub = (controls: readonly Control[]): Pane => ({
  id: 'hub',
  frame: 'app',
  title: 'hub-title',
  box: [150, 44, 450, 380],
  controls,
});

const menu: Pane = {
  id: 'menu-pane',
  frame: 'none',
  title: '',
  box: [500, 76, 210, 80],
  controls: [{ kind: 'menu', id: 'menu', box: [0, 0, 210, 80], lines: ['menu-new-account', 'menu-settings', 'menu-account-settings'] }],
};

const person = hub([
  { kind: 'text', box: [30, 52, 390, 26], text: 'add-address', look: 'title' },
  { kind: 'text', box: [30, 96, 390, 16], text: 'full-name', look: 'small' },
  { kind: 'field', id: 'name', box: [30, 114, 390, 30] },
  { kind: 'text', box: [30, 158, 390, 16], text: 'email', look: 'small' },
  { kind: 'field', id: 'email', box: [30, 176, 390, 30] },
  { kind: 'button', id: 'continue', box: [290, 330, 130, 32], text: 'continue', look: 'primary' },
]);

const looking = hub([
  { kind: 'text', box: [30, 130, 390, 26], text: 'looking', look: 'title', align: 'centre' },
  { kind: 'text', box: [30, 166, 390, 20], text: 'looking-lead', look: 'quiet', align: 'centre' },
]);

const found = hub([
  { kind: 'text', box: [30, 52, 390, 26], text: 'connect', look: 'title' },
  { kind: 'radio', id: 'imap', box: [30, 96, 200, 18], text: 'imap', on: true },
  { kind: 'text', box: [232, 96, 188, 18], text: 'recommended', look: 'quiet', align: 'end' },
  { kind: 'text', box: [52, 118, 370, 18], text: 'imap-lead', look: 'quiet' },
  { kind: 'panel', id: 'servers', box: [30, 146, 390, 130], look: 'card' },
  { kind: 'text', box: [46, 158, 110, 18], text: 'incoming', look: 'bold' },
  { kind: 'text', box: [160, 158, 250, 18], text: 'incoming-value' },
  { kind: 'text', box: [46, 192, 110, 18], text: 'outgoing', look: 'bold' },
  { kind: 'text', box: [160, 192, 250, 18], text: 'outgoing-value' },
  { kind: 'text', box: [46, 226, 110, 18], text: 'username', look: 'bold' },
  { kind: 'text', box: [160, 226, 250, 18], text: '=user' },
  { kind: 'radio', id: 'pop', box: [30, 288, 250, 18], text: 'pop' },
  { kind: 'button', id: 'found-continue', box: [290, 330, 130, 32], text: 'continue', look: 'primary' },
]);

const password = hub([
  { kind: 'text', box: [30, 52, 390, 46], text: 'enter-password', look: 'title' },
  { kind: 'text', box: [30, 116, 390, 16], text: 'password', look: 'small' },
  { kind: 'field', id: 'password', box: [30, 134, 390, 30], secret: true },
  { kind: 'checkbox', id: 'remember', box: [30, 176, 390, 18], text: 'remember', on: true },
  { kind: 'button', id: 'password-continue', box: [290, 330, 130, 32], text: 'continue', look: 'primary' },
]);

const sync = hub([
  { kind: 'text', box: [30, 52, 390, 46], text: 'sync', look: 'title' },
  { kind: 'text', box: [30, 106, 390, 18], text: 'calendars', look: 'bold' },
  { kind: 'checkbox', id: 'calendar', box: [40, 130, 380, 18], text: 'personal-calendar', on: true },
  { kind: 'text', box: [30, 164, 390, 18], text: 'address-books', look: 'bold' },
  { kind: 'checkbox', id: 'book', box: [40, 188, 380, 18], text: 'personal-book', on: true },
  { kind: 'button', id: 'sync-continue', box: [290, 330, 130, 32], text: 'continue', look: 'primary' },
]);

const added = hub([
  { kind: 'icon', box: [203, 76, 44, 44], icon: 'check', look: 'accent' },
  { kind: 'text', box: [30, 138, 390, 46], text: 'added', look: 'title', align: 'centre' },
  { kind: 'text', box: [30, 190, 390, 20], text: '=email', align: 'centre' },
  { kind: 'button', id: 'finish', box: [290, 330, 130, 32], text: 'finish', look: 'primary' },
]);

const filled = behind([
  { kind: 'row', id: 'account', box: [8, 78, 174, 28], text: '=email', icon: 'mail' },
  { kind: 'row', box: [24, 110, 158, 28], text: 'inbox', icon: 'folder', chosen: true },
  { kind: 'row', box: [24, 142, 158, 28], text: 'drafts', icon: 'folder' },
  { kind: 'row', box: [24, 174, 158, 28], text: 'sent', icon: 'folder' },
  { kind: 'list', box: [200, 78, 490, 120], lines: ['mail-one', 'mail-two', 'mail-three'], chosen: 0, lineHeight: 30 },
]);

/** Thunderbird on the computer, by its own Account Hub (version 140 and later). */
export const scene: Scene = {
  id: 'thunderbird',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: [],
  steps: [
    {
      id: 'open',
      panes: [empty],
      actions: [
        { do: 'click', at: 'app-menu' },
        { do: 'show', pane: menu },
        { do: 'choose', at: 'menu', to: 0 },
      ],
    },
    {
      id: 'person',
      panes: [empty, person],
      actions: [
        { do: 'type', at: 'name', text: '=name' },
        { do: 'type', at: 'email', text: '=email' },
        { do: 'click', at: 'continue' },
      ],
    },
    { id: 'looking', panes: [empty, looking], actions: [{ do: 'wait', ms: 900 }] },
    {
      id: 'found',
      panes: [empty, found],
      actions: [
        { do: 'mark', at: 'servers' },
        { do: 'click', at: 'found-continue' },
      ],
    },
    {
      id: 'password',
      panes: [empty, password],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'password-continue' },
      ],
    },
    {
      id: 'sync',
      panes: [empty, sync],
      actions: [
        { do: 'mark', at: 'calendar' },
        { do: 'mark', at: 'book' },
        { do: 'click', at: 'sync-continue' },
      ],
    },
    { id: 'finish', panes: [empty, added], actions: [{ do: 'click', at: 'finish' }] },
    { id: 'done', panes: [filled], actions: [{ do: 'mark', at: 'account' }] },
  ],
  unsure: ['menu-new-account', 'personal-calendar', 'personal-book', 'added'],
};
