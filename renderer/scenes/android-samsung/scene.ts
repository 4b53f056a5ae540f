import { beside, phone, phoneField, remoteQuestion, rows, wideButton } from '../drawing/phone.ts';
import type { Scene } from '../scene.ts';

const inbox = phone('android', 'samsung-email', [
  { kind: 'icon', id: 'menu', box: [182, 28, 22, 22], icon: 'menu' },
  ...rows(70, [{ text: 'mail-one' }, { text: 'mail-two' }, { text: 'mail-three' }]),
]);

const menu = phone(
  'android',
  'samsung-settings',
  rows(70, [
    { text: 'add-account', id: 'add-account', icon: 'plus' },
    { text: 'general', icon: 'settings' },
  ]),
);

const kinds = phone(
  'android',
  'add-account',
  rows(70, [
    { text: 'kind-google', icon: 'mail' },
    { text: 'kind-outlook', icon: 'mail' },
    { text: 'kind-eas', icon: 'server', id: 'exchange' },
    { text: 'kind-other', icon: 'mail' },
  ]),
);

const login = phone('android', 'kind-eas', [
  ...phoneField(66, 'email', 'email'),
  ...phoneField(120, 'password', 'password', { secret: true }),
  { kind: 'button', id: 'manual', box: [14, 184, 194, 34], text: 'manual' },
  wideButton(228, 'sign-in', 'sign-in'),
]);

const server = phone('android', 'server-settings', [
  ...phoneField(60, 'email', 'email-shown', { text: '=email' }),
  ...phoneField(108, 'domain-user', 'user'),
  ...phoneField(156, 'password', 'password-shown', { secret: true }),
  ...phoneField(204, 'server', 'server'),
  { kind: 'checkbox', id: 'ssl', box: [16, 264, 190, 20], text: 'use-ssl', on: true },
  wideButton(300, 'sign-in', 'server-sign-in'),
]);

/** Samsung's mail app by Exchange ActiveSync. */
export const scene: Scene = {
  id: 'android-samsung',
  hand: 'finger',
  ground: 'plain',
  sharedLabels: ['android'],
  steps: [
    { id: 'open', panes: [beside('beside-open', 'beside-open-text'), inbox], actions: [{ do: 'click', at: 'menu' }] },
    { id: 'add', panes: [beside('beside-add', 'beside-add-text'), menu], actions: [{ do: 'click', at: 'add-account' }] },
    { id: 'exchange', panes: [beside('beside-kind', 'beside-kind-text'), kinds], actions: [{ do: 'click', at: 'exchange' }] },
    {
      id: 'login',
      panes: [beside('beside-login', 'beside-login-text', '=email'), login],
      actions: [
        { do: 'type', at: 'email', text: '=email' },
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'sign-in' },
      ],
    },
    { id: 'manual', panes: [beside('beside-manual', 'beside-manual-text'), login], actions: [{ do: 'click', at: 'manual' }] },
    {
      id: 'server',
      panes: [beside('beside-server', 'beside-server-text', '=server'), server],
      actions: [
        { do: 'type', at: 'user', text: '=user' },
        { do: 'type-password', at: 'password-shown' },
        { do: 'type', at: 'server', text: '=server' },
        { do: 'mark', at: 'ssl' },
        { do: 'click', at: 'server-sign-in' },
      ],
    },
    { id: 'remote', panes: [beside('beside-remote', 'beside-remote-text'), remoteQuestion], actions: [{ do: 'click', at: 'remote-ok' }] },
  ],
  unsure: ['samsung-settings', 'manual', 'server-settings', 'use-ssl', 'remote-title', 'remote-text'],
};
