import { beside, phone, rows } from '../drawing/phone.ts';
import type { Control, Scene } from '../scene.ts';

const dialog = (text: string, controls: readonly Control[]): Control[] => [
  { kind: 'panel', box: [14, 130, 194, 150], look: 'card' },
  { kind: 'text', box: [26, 142, 170, 70], text },
  ...controls,
];

const file = phone(
  'iphone',
  'files',
  rows(66, [
    { text: 'file-name', icon: 'download', id: 'file' },
    { text: 'other-file', icon: 'folder' },
  ]),
);

const allowed = phone(
  'iphone',
  'files',
  dialog('downloaded', [{ kind: 'button', id: 'close', box: [66, 232, 90, 32], text: 'close', look: 'primary' }]),
);

const settings = phone(
  'iphone',
  'settings',
  rows(62, [
    { text: 'profile-downloaded', id: 'downloaded', icon: 'download' },
    { text: 'general', icon: 'settings' },
    { text: 'camera', icon: 'camera' },
    { text: 'privacy', icon: 'shield' },
    { text: 'apps', icon: 'phone' },
  ]),
);

const profile = phone('iphone', 'install-profile', [
  { kind: 'button', id: 'install', box: [124, 62, 84, 28], text: 'install', look: 'primary' },
  { kind: 'panel', box: [14, 102, 194, 150], look: 'card' },
  { kind: 'text', box: [26, 112, 170, 34], text: 'profile-name', look: 'bold' },
  { kind: 'text', box: [26, 152, 170, 18], text: 'not-signed', look: 'warning' },
  { kind: 'text', box: [26, 178, 170, 60], text: 'contains', look: 'quiet' },
]);

const passcode = phone('iphone', 'enter-passcode', [
  { kind: 'text', box: [14, 90, 194, 20], text: 'passcode-lead', align: 'centre' },
  { kind: 'field', id: 'passcode', box: [60, 124, 102, 30], secret: true },
  { kind: 'button', id: 'passcode-done', box: [66, 176, 90, 32], text: 'done', look: 'primary' },
]);

const warning = phone('iphone', 'warning', [
  { kind: 'button', id: 'install-again', box: [124, 62, 84, 28], text: 'install', look: 'primary' },
  { kind: 'text', box: [16, 108, 190, 20], text: 'unsigned-heading', look: 'bold' },
  { kind: 'text', box: [16, 134, 190, 110], text: 'unsigned-text', look: 'quiet' },
]);

const password = phone('iphone', 'password-title', [
  { kind: 'button', id: 'password-next', box: [124, 62, 84, 28], text: 'next', look: 'primary' },
  { kind: 'text', box: [16, 108, 190, 54], text: 'password-lead' },
  { kind: 'field', id: 'password', box: [16, 170, 190, 30], secret: true },
]);

const installed = phone('iphone', 'installed', [
  { kind: 'icon', box: [86, 110, 50, 50], icon: 'check', look: 'accent' },
  { kind: 'text', box: [16, 176, 190, 40], text: 'profile-name', look: 'bold', align: 'centre' },
  { kind: 'button', id: 'all-done', box: [66, 240, 90, 32], text: 'done', look: 'primary' },
]);

/** The configuration profile that Mailramp makes, on an iPhone or iPad. */
export const scene: Scene = {
  id: 'iphone-profile',
  hand: 'finger',
  ground: 'plain',
  sharedLabels: ['iphone'],
  steps: [
    { id: 'open', panes: [beside('beside-open', 'beside-open-text'), file], actions: [{ do: 'click', at: 'file' }] },
    { id: 'close', panes: [beside('beside-close', 'beside-close-text'), allowed], actions: [{ do: 'click', at: 'close' }] },
    {
      id: 'settings',
      panes: [beside('beside-settings', 'beside-settings-text'), settings],
      actions: [
        { do: 'mark', at: 'downloaded' },
        { do: 'click', at: 'downloaded' },
      ],
    },
    { id: 'install', panes: [beside('beside-install', 'beside-install-text'), profile], actions: [{ do: 'click', at: 'install' }] },
    {
      id: 'passcode',
      panes: [beside('beside-passcode', 'beside-passcode-text'), passcode],
      actions: [
        { do: 'type-password', at: 'passcode' },
        { do: 'click', at: 'passcode-done' },
      ],
    },
    {
      id: 'unsigned',
      panes: [beside('beside-unsigned', 'beside-unsigned-text'), warning],
      actions: [{ do: 'click', at: 'install-again' }],
    },
    {
      id: 'password',
      panes: [beside('beside-password', 'beside-password-text', '=email'), password],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'password-next' },
      ],
    },
    { id: 'done', panes: [beside('beside-done', 'beside-done-text'), installed], actions: [{ do: 'click', at: 'all-done' }] },
  ],
  unsure: ['downloaded', 'unsigned-text', 'password-lead', 'installed'],
};
