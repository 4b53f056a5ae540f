import { beside, phone, phoneField, rows, wideButton } from '../drawing/phone.ts';
import type { Scene } from '../scene.ts';

const settings = phone(
  'iphone',
  'settings',
  rows(62, [
    { text: 'general', icon: 'settings' },
    { text: 'camera', icon: 'camera' },
    { text: 'search', icon: 'search' },
    { text: 'privacy', icon: 'shield' },
    { text: 'apps', icon: 'phone', id: 'apps' },
  ]),
);

const mailApp = phone('iphone', 'mail', [
  { kind: 'icon', box: [86, 66, 50, 50], icon: 'mail', look: 'accent' },
  ...rows(136, [{ text: 'mail-accounts', id: 'mail-accounts' }, { text: 'notifications' }, { text: 'fetch' }]),
]);

const accounts = phone(
  'iphone',
  'mail-accounts',
  rows(66, [
    { text: 'account-icloud', icon: 'globe' },
    { text: 'add-account', id: 'add-account', icon: 'plus' },
  ]),
);

const kinds = phone(
  'iphone',
  'add-account',
  rows(66, [
    { text: 'kind-icloud' },
    { text: 'kind-exchange', id: 'exchange' },
    { text: 'kind-google' },
    { text: 'kind-yahoo' },
    { text: 'kind-other' },
  ]),
);

const address = phone('iphone', 'exchange', [
  ...phoneField(72, 'email', 'email'),
  ...phoneField(130, 'description', 'description', { text: 'exchange-word' }),
  wideButton(196, 'next', 'next'),
]);

const question = phone('iphone', 'exchange', [
  { kind: 'panel', box: [14, 120, 194, 176], look: 'card' },
  { kind: 'text', box: [26, 132, 170, 54], text: 'sign-in-question', look: 'bold' },
  { kind: 'button', box: [26, 196, 170, 34], text: 'sign-in' },
  { kind: 'button', id: 'configure', box: [26, 242, 170, 34], text: 'configure-manually', look: 'primary' },
]);

const login = phone('iphone', 'exchange', [
  ...phoneField(64, 'email', 'email-shown', { text: '=email' }),
  ...phoneField(114, 'password', 'password', { secret: true }),
  ...phoneField(164, 'server', 'server'),
  ...phoneField(214, 'domain', 'windows-domain'),
  ...phoneField(264, 'user', 'user'),
  wideButton(326, 'next', 'login-next'),
]);

const choices = phone('iphone', 'exchange', [
  { kind: 'switch', id: 'on-mail', box: [16, 76, 190, 30], text: 'mail', on: true },
  { kind: 'switch', id: 'on-contacts', box: [16, 116, 190, 30], text: 'contacts', on: true },
  { kind: 'switch', id: 'on-calendars', box: [16, 156, 190, 30], text: 'calendars', on: true },
  { kind: 'switch', id: 'on-reminders', box: [16, 196, 190, 30], text: 'reminders', on: true },
  wideButton(256, 'save', 'save'),
]);

/** iPhone and iPad by Exchange ActiveSync, set up by hand so that nothing is sent to Microsoft. */
export const scene: Scene = {
  id: 'iphone-exchange',
  hand: 'finger',
  ground: 'plain',
  sharedLabels: ['iphone'],
  steps: [
    { id: 'settings', panes: [beside('beside-settings', 'beside-settings-text'), settings], actions: [{ do: 'click', at: 'apps' }] },
    {
      id: 'accounts',
      panes: [beside('beside-accounts', 'beside-accounts-text'), mailApp],
      actions: [{ do: 'click', at: 'mail-accounts' }],
    },
    { id: 'add', panes: [beside('beside-add', 'beside-add-text'), accounts], actions: [{ do: 'click', at: 'add-account' }] },
    { id: 'exchange', panes: [beside('beside-kind', 'beside-kind-text'), kinds], actions: [{ do: 'click', at: 'exchange' }] },
    {
      id: 'address',
      panes: [beside('beside-address', 'beside-address-text', '=email'), address],
      actions: [
        { do: 'type', at: 'email', text: '=email' },
        { do: 'click', at: 'next' },
      ],
    },
    {
      id: 'by-hand',
      panes: [beside('beside-by-hand', 'beside-by-hand-text'), question],
      actions: [
        { do: 'mark', at: 'configure' },
        { do: 'click', at: 'configure' },
      ],
    },
    {
      id: 'login',
      panes: [beside('beside-login', 'beside-login-text', '=server'), login],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'type', at: 'server', text: '=server' },
        { do: 'type', at: 'user', text: '=user' },
        { do: 'click', at: 'login-next' },
      ],
    },
    { id: 'save', panes: [beside('beside-save', 'beside-save-text'), choices], actions: [{ do: 'click', at: 'save' }] },
  ],
  unsure: ['notifications', 'fetch', 'sign-in-question'],
};
