import { beside, phone, phoneField, remoteQuestion, rows, wideButton } from '../drawing/phone.ts';
import type { Scene } from '../scene.ts';

const inbox = phone('android', 'gmail', [
  { kind: 'icon', id: 'picture', box: [178, 26, 26, 26], icon: 'user', look: 'accent' },
  ...rows(70, [{ text: 'mail-one' }, { text: 'mail-two' }, { text: 'mail-three' }]),
]);

const picture = phone('android', 'account', [
  { kind: 'text', box: [16, 62, 190, 18], text: 'present-account', look: 'bold' },
  ...rows(96, [
    { text: 'add-another', id: 'add-another', icon: 'plus' },
    { text: 'manage', icon: 'settings' },
  ]),
]);

const kinds = phone(
  'android',
  'set-up-email',
  rows(70, [
    { text: 'kind-google', icon: 'mail' },
    { text: 'kind-outlook', icon: 'mail' },
    { text: 'kind-yahoo', icon: 'mail' },
    { text: 'kind-exchange', icon: 'server', id: 'exchange' },
    { text: 'kind-other', icon: 'mail' },
  ]),
);

const address = phone('android', 'add-address', [...phoneField(80, 'enter-email', 'email'), wideButton(150, 'next', 'next')]);

const password = phone('android', 'add-password', [
  ...phoneField(80, 'password', 'password', { secret: true }),
  wideButton(150, 'next', 'password-next'),
]);

const server = phone('android', 'incoming', [
  ...phoneField(62, 'domain-user', 'user'),
  ...phoneField(116, 'password', 'password-shown', { secret: true }),
  ...phoneField(170, 'server', 'server'),
  ...phoneField(224, 'port', 'port', { text: 'port-443' }),
  { kind: 'text', box: [14, 276, 194, 15], text: 'security', look: 'small' },
  { kind: 'combo', id: 'security', box: [14, 292, 194, 28], lines: ['ssl'], chosen: 0 },
  wideButton(336, 'next', 'server-next'),
]);

const ready = phone('android', 'ready', [
  { kind: 'icon', box: [86, 90, 50, 50], icon: 'check', look: 'accent' },
  { kind: 'text', box: [16, 156, 190, 40], text: '=email', align: 'centre' },
  wideButton(220, 'done', 'done'),
]);

/** Android's own mail app by Exchange ActiveSync: mail, calendar and contacts at once. */
export const scene: Scene = {
  id: 'android-gmail',
  hand: 'finger',
  ground: 'plain',
  sharedLabels: ['android'],
  steps: [
    { id: 'picture', panes: [beside('beside-picture', 'beside-picture-text'), inbox], actions: [{ do: 'click', at: 'picture' }] },
    { id: 'add', panes: [beside('beside-add', 'beside-add-text'), picture], actions: [{ do: 'click', at: 'add-another' }] },
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
      id: 'password',
      panes: [beside('beside-password', 'beside-password-text'), password],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'password-next' },
      ],
    },
    {
      id: 'server',
      panes: [beside('beside-server', 'beside-server-text', '=server'), server],
      actions: [
        { do: 'type', at: 'user', text: '=user' },
        { do: 'type', at: 'server', text: '=server' },
        { do: 'mark', at: 'port' },
        { do: 'click', at: 'server-next' },
      ],
    },
    { id: 'remote', panes: [beside('beside-remote', 'beside-remote-text'), remoteQuestion], actions: [{ do: 'click', at: 'remote-ok' }] },
    { id: 'done', panes: [beside('beside-done', 'beside-done-text'), ready], actions: [{ do: 'click', at: 'done' }] },
  ],
  unsure: ['set-up-email', 'add-address', 'add-password', 'incoming', 'remote-title', 'remote-text', 'ready'],
};
