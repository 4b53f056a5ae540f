import { beside, phone, phoneField, rows, wideButton } from '../drawing/phone.ts';
import type { Scene } from '../scene.ts';

const store = phone('android', 'store', [
  { kind: 'icon', box: [16, 68, 44, 44], icon: 'mail', look: 'accent' },
  { kind: 'text', box: [72, 70, 140, 18], text: 'thunderbird', look: 'heading' },
  { kind: 'text', box: [72, 92, 140, 18], text: 'mozilla', look: 'quiet' },
  wideButton(130, 'install', 'install'),
]);

const welcome = phone('android', 'thunderbird', [
  { kind: 'icon', box: [86, 80, 50, 50], icon: 'mail', look: 'accent' },
  { kind: 'text', box: [16, 150, 190, 40], text: 'welcome', look: 'heading', align: 'centre' },
  wideButton(230, 'get-started', 'get-started'),
]);

const choose = phone('android', 'add-account', [
  ...phoneField(70, 'email', 'email'),
  wideButton(126, 'next', 'next'),
  { kind: 'text', box: [16, 180, 190, 18], text: 'or', look: 'quiet', align: 'centre' },
  { kind: 'button', id: 'import', box: [14, 206, 194, 34], text: 'import-settings' },
]);

const imports = phone(
  'android',
  'import-settings',
  rows(70, [
    { text: 'scan-code', icon: 'camera', id: 'scan' },
    { text: 'import-file', icon: 'folder' },
  ]),
);

const permission = phone('android', 'import-settings', [
  { kind: 'panel', box: [14, 110, 194, 200], look: 'card' },
  { kind: 'icon', box: [96, 124, 30, 30], icon: 'camera' },
  { kind: 'text', box: [28, 164, 166, 54], text: 'camera-question', align: 'centre' },
  { kind: 'button', id: 'allow', box: [28, 226, 166, 32], text: 'allow', look: 'primary' },
  { kind: 'button', box: [28, 266, 166, 32], text: 'deny' },
]);

const camera = phone('android', 'scan-code', [
  { kind: 'panel', box: [0, 50, 222, 330], look: 'sunken' },
  { kind: 'code', box: [46, 120, 130, 130] },
  { kind: 'text', box: [16, 270, 190, 34], text: 'hold-over', align: 'centre' },
  wideButton(326, 'done', 'scanned'),
]);

const password = phone('android', 'password-title', [
  { kind: 'text', box: [16, 66, 190, 60], text: 'password-lead' },
  ...phoneField(134, 'password', 'password', { secret: true }),
  wideButton(200, 'done', 'password-done'),
]);

/** Thunderbird for Android reads the code from the phone page of Mailramp. */
export const scene: Scene = {
  id: 'thunderbird-android',
  hand: 'finger',
  ground: 'plain',
  sharedLabels: ['android'],
  steps: [
    { id: 'install', panes: [beside('beside-install', 'beside-install-text'), store], actions: [{ do: 'click', at: 'install' }] },
    { id: 'start', panes: [beside('beside-start', 'beside-start-text'), welcome], actions: [{ do: 'click', at: 'get-started' }] },
    { id: 'import', panes: [beside('beside-import', 'beside-import-text'), choose], actions: [{ do: 'click', at: 'import' }] },
    { id: 'scan', panes: [beside('beside-scan', 'beside-scan-text'), imports], actions: [{ do: 'click', at: 'scan' }] },
    { id: 'camera', panes: [beside('beside-camera', 'beside-camera-text'), permission], actions: [{ do: 'click', at: 'allow' }] },
    {
      id: 'hold',
      panes: [beside('beside-hold', 'beside-hold-text'), camera],
      actions: [
        { do: 'wait', ms: 900 },
        { do: 'click', at: 'scanned' },
      ],
    },
    {
      id: 'password',
      panes: [beside('beside-password', 'beside-password-text', '=email'), password],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'password-done' },
      ],
    },
  ],
  unsure: ['welcome', 'scan-code', 'import-file', 'camera-question', 'hold-over', 'password-lead'],
};
