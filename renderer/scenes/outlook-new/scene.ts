import type { Control, Pane, Scene } from '../scene.ts';

const outlook = (controls: readonly Control[]): Pane => ({
  id: 'outlook',
  frame: 'app',
  title: 'outlook',
  box: [24, 18, 700, 436],
  controls,
});

const warning: Pane = {
  id: 'warning',
  frame: 'none',
  title: '',
  box: [94, 46, 560, 380],
  controls: [
    { kind: 'panel', box: [0, 0, 560, 380], look: 'notice' },
    { kind: 'icon', box: [32, 34, 40, 40], icon: 'warning' },
    { kind: 'text', box: [92, 36, 430, 50], text: 'warning-heading', look: 'title' },
    { kind: 'text', box: [92, 100, 430, 60], text: 'warning-text' },
    { kind: 'text', box: [92, 168, 430, 40], text: 'warning-calendar' },
    { kind: 'text', box: [92, 222, 430, 20], text: 'warning-instead', look: 'bold' },
    { kind: 'button', id: 'classic', box: [92, 250, 300, 32], text: 'use-classic', look: 'primary' },
    { kind: 'button', box: [92, 290, 300, 32], text: 'use-thunderbird' },
    { kind: 'button', id: 'go-on', box: [92, 330, 300, 32], text: 'go-on-all-the-same' },
  ],
};

const MAIL: readonly Control[] = [
  { kind: 'panel', box: [0, 28, 698, 40], look: 'sunken' },
  { kind: 'icon', id: 'gear', box: [660, 38, 20, 20], icon: 'settings' },
  { kind: 'panel', box: [0, 68, 180, 366], look: 'sunken' },
  { kind: 'row', box: [8, 78, 164, 28], text: 'inbox', icon: 'mail', chosen: true },
  { kind: 'row', box: [8, 110, 164, 28], text: 'sent', icon: 'folder' },
  { kind: 'row', box: [8, 142, 164, 28], text: 'drafts', icon: 'folder' },
  { kind: 'text', box: [210, 210, 460, 24], text: 'nothing-chosen', look: 'quiet', align: 'centre' },
];

const settings = (controls: readonly Control[]): Pane =>
  outlook([
    { kind: 'panel', box: [0, 28, 180, 406], look: 'sunken' },
    { kind: 'text', box: [20, 42, 140, 24], text: 'settings', look: 'heading' },
    { kind: 'row', id: 'accounts', box: [8, 74, 164, 32], text: 'accounts', icon: 'user', chosen: true },
    { kind: 'row', box: [8, 108, 164, 32], text: 'general', icon: 'settings' },
    { kind: 'row', box: [8, 142, 164, 32], text: 'mail', icon: 'mail' },
    { kind: 'row', box: [8, 176, 164, 32], text: 'calendar', icon: 'calendar' },
    ...controls,
  ]);

const yourAccounts = settings([
  { kind: 'text', box: [204, 42, 460, 24], text: 'your-accounts', look: 'title' },
  { kind: 'button', id: 'add-account', box: [204, 84, 180, 32], text: 'add-account', look: 'primary' },
]);

const dialog = (controls: readonly Control[]): Pane => ({
  id: 'add',
  frame: 'app',
  title: 'add-account',
  box: [170, 40, 410, 400],
  controls,
});

const address = dialog([
  { kind: 'text', box: [30, 60, 350, 28], text: 'all-accounts', look: 'title' },
  { kind: 'text', box: [30, 104, 350, 18], text: 'email-address' },
  { kind: 'field', id: 'email', box: [30, 126, 350, 30] },
  { kind: 'button', id: 'continue', box: [30, 180, 350, 32], text: 'continue', look: 'primary' },
]);

const kinds = dialog([
  { kind: 'text', box: [30, 60, 350, 28], text: 'choose-provider', look: 'title' },
  { kind: 'row', box: [30, 104, 350, 38], text: 'kind-365', icon: 'server' },
  { kind: 'row', id: 'imap', box: [30, 146, 350, 38], text: 'kind-imap', icon: 'mail' },
  { kind: 'row', box: [30, 188, 350, 38], text: 'kind-pop', icon: 'mail' },
]);

const imap = dialog([
  { kind: 'text', box: [30, 40, 350, 20], text: 'imap-heading', look: 'heading' },
  { kind: 'text', box: [30, 66, 350, 16], text: 'password', look: 'small' },
  { kind: 'field', id: 'password', box: [30, 82, 350, 24], secret: true },
  { kind: 'switch', id: 'show-more', box: [30, 112, 350, 20], text: 'show-more' },
  { kind: 'text', box: [30, 138, 230, 16], text: 'imap-server', look: 'small' },
  { kind: 'field', id: 'imap-server', box: [30, 154, 190, 24] },
  { kind: 'field', box: [228, 154, 50, 24], text: 'port-993' },
  { kind: 'combo', box: [286, 154, 94, 24], lines: ['tls'], chosen: 0 },
  { kind: 'text', box: [30, 184, 350, 16], text: 'smtp-user', look: 'small' },
  { kind: 'field', id: 'smtp-user', box: [30, 200, 350, 24] },
  { kind: 'text', box: [30, 230, 350, 16], text: 'smtp-password', look: 'small' },
  { kind: 'field', id: 'smtp-password', box: [30, 246, 350, 24], secret: true },
  { kind: 'text', box: [30, 276, 230, 16], text: 'smtp-server', look: 'small' },
  { kind: 'field', id: 'smtp-server', box: [30, 292, 190, 24] },
  { kind: 'field', id: 'smtp-port', box: [228, 292, 50, 24] },
  { kind: 'combo', box: [286, 292, 94, 24], lines: ['tls'], chosen: 0 },
  { kind: 'button', id: 'connect', box: [230, 344, 150, 32], text: 'continue', look: 'primary' },
]);

/** New Outlook for Windows. Not recommended: the first step says why, and what to use instead. */
export const scene: Scene = {
  id: 'outlook-new',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: [],
  steps: [
    {
      id: 'warning',
      panes: [warning],
      actions: [
        { do: 'mark', at: 'classic' },
        { do: 'point', at: 'go-on' },
      ],
    },
    { id: 'gear', panes: [outlook(MAIL)], actions: [{ do: 'click', at: 'gear' }] },
    {
      id: 'accounts',
      panes: [yourAccounts],
      actions: [
        { do: 'click', at: 'accounts' },
        { do: 'click', at: 'add-account' },
      ],
    },
    {
      id: 'address',
      panes: [yourAccounts, address],
      actions: [
        { do: 'type', at: 'email', text: '=email' },
        { do: 'click', at: 'continue' },
      ],
    },
    { id: 'imap', panes: [yourAccounts, kinds], actions: [{ do: 'click', at: 'imap' }] },
    {
      id: 'incoming',
      panes: [yourAccounts, imap],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'choose', at: 'show-more', to: true },
        { do: 'type', at: 'imap-server', text: '=server' },
      ],
    },
    {
      id: 'outgoing',
      panes: [yourAccounts, imap],
      actions: [
        { do: 'type', at: 'smtp-user', text: '=user' },
        { do: 'type-password', at: 'smtp-password' },
        { do: 'type', at: 'smtp-server', text: '=server' },
        { do: 'type', at: 'smtp-port', text: 'port-465' },
        { do: 'click', at: 'connect' },
      ],
    },
    { id: 'done', panes: [outlook(MAIL)], actions: [{ do: 'wait', ms: 600 }] },
  ],
  unsure: ['show-more', 'all-accounts', 'choose-provider', 'kind-imap', 'imap-heading'],
};
