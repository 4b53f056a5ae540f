import { toDefaultProfile, toNewProfile } from '../drawing/outlook-classic-steps.ts';
import { addAccount, choosePage, controlPanel, testWindow } from '../drawing/outlook-classic.ts';
import type { Control, Pane, Scene } from '../scene.ts';

const settings = addAccount('imap-heading', 'imap-lead', [
  { kind: 'text', box: [24, 94, 260, 18], text: 'user-information', look: 'bold' },
  { kind: 'text', box: [34, 116, 132, 18], text: 'your-name' },
  { kind: 'field', id: 'name', box: [170, 113, 240, 22] },
  { kind: 'text', box: [34, 142, 132, 18], text: 'email-address' },
  { kind: 'field', id: 'email', box: [170, 139, 240, 22] },
  { kind: 'text', box: [24, 168, 260, 18], text: 'server-information', look: 'bold' },
  { kind: 'text', box: [34, 190, 132, 18], text: 'account-type' },
  { kind: 'combo', id: 'account-type', box: [170, 187, 120, 22], lines: ['type-pop3', 'type-imap'], chosen: 0 },
  { kind: 'text', box: [34, 216, 136, 18], text: 'incoming-server' },
  { kind: 'field', id: 'incoming', box: [170, 213, 240, 22] },
  { kind: 'text', box: [34, 242, 136, 18], text: 'outgoing-server' },
  { kind: 'field', id: 'outgoing', box: [170, 239, 240, 22] },
  { kind: 'text', box: [24, 268, 260, 18], text: 'logon-information', look: 'bold' },
  { kind: 'text', box: [34, 290, 132, 18], text: 'user-name' },
  { kind: 'field', id: 'user', box: [170, 287, 240, 22], text: '=email' },
  { kind: 'text', box: [34, 316, 132, 18], text: 'password' },
  { kind: 'field', id: 'password', box: [170, 313, 240, 22], secret: true },
  { kind: 'checkbox', box: [170, 341, 240, 18], text: 'remember', on: true },
  { kind: 'text', box: [432, 96, 190, 18], text: 'test-settings-heading', look: 'bold' },
  { kind: 'button', box: [432, 122, 190, 26], text: 'test-settings' },
  { kind: 'checkbox', box: [432, 158, 196, 34], text: 'test-automatically', on: true },
  { kind: 'button', id: 'more-settings', box: [462, 340, 160, 26], text: 'more-settings' },
]);

const more = (tab: number, controls: readonly Control[]): Pane => ({
  id: 'more',
  frame: 'dialog',
  title: 'more-title',
  box: [180, 52, 400, 370],
  controls: [
    { kind: 'tabs', id: 'more-tabs', box: [12, 38, 376, 24], lines: ['general', 'outgoing-tab', 'advanced-tab'], chosen: tab },
    { kind: 'panel', box: [12, 62, 376, 262], look: 'card' },
    ...controls,
    { kind: 'button', id: 'more-ok', box: [206, 334, 86, 26], text: 'ok', look: 'default' },
    { kind: 'button', box: [300, 334, 88, 26], text: 'cancel' },
  ],
});

const outgoing = more(1, [
  { kind: 'checkbox', id: 'needs-login', box: [28, 80, 344, 18], text: 'outgoing-needs-login' },
  { kind: 'radio', box: [46, 108, 326, 18], text: 'same-as-incoming', on: true },
  { kind: 'radio', box: [46, 132, 326, 18], text: 'log-on-using' },
]);

const advanced = more(2, [
  { kind: 'text', box: [28, 76, 340, 18], text: 'port-numbers', look: 'bold' },
  { kind: 'text', box: [36, 104, 190, 18], text: 'incoming-port' },
  { kind: 'field', id: 'imap-port', box: [236, 101, 60, 22], text: 'port-143' },
  { kind: 'text', box: [36, 134, 196, 18], text: 'encryption' },
  { kind: 'combo', id: 'imap-encryption', box: [236, 131, 130, 22], lines: ['encryption-none', 'encryption-tls'], chosen: 0 },
  { kind: 'text', box: [36, 170, 190, 18], text: 'outgoing-port' },
  { kind: 'field', id: 'smtp-port', box: [236, 167, 60, 22], text: 'port-25' },
  { kind: 'text', box: [36, 200, 196, 18], text: 'encryption' },
  { kind: 'combo', id: 'smtp-encryption', box: [236, 197, 130, 22], lines: ['encryption-none', 'encryption-tls'], chosen: 0 },
]);

/** Classic Outlook by IMAP, with the ports that the provider's manual gives: 993 and 465, both encrypted from the start. */
export const scene: Scene = {
  id: 'outlook-2016-imap',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: ['outlook-classic'],
  steps: [
    { id: 'control-panel', panes: [controlPanel()], actions: [{ do: 'click', at: 'mail-item', double: true }] },
    ...toNewProfile,
    {
      id: 'choose-imap',
      panes: [choosePage],
      actions: [
        { do: 'choose', at: 'service-pop', to: true },
        { do: 'click', at: 'next' },
      ],
    },
    {
      id: 'person',
      panes: [settings],
      actions: [
        { do: 'type', at: 'name', text: '=name' },
        { do: 'type', at: 'email', text: '=email' },
      ],
    },
    {
      id: 'servers',
      panes: [settings],
      actions: [
        { do: 'choose', at: 'account-type', to: 1 },
        { do: 'type', at: 'incoming', text: '=server' },
        { do: 'type', at: 'outgoing', text: '=server' },
      ],
    },
    {
      id: 'login',
      panes: [settings],
      actions: [
        { do: 'type', at: 'user', text: '=user' },
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'more-settings' },
      ],
    },
    { id: 'outgoing', panes: [settings, outgoing], actions: [{ do: 'choose', at: 'needs-login', to: true }] },
    {
      id: 'ports',
      panes: [settings, advanced],
      actions: [
        { do: 'choose', at: 'imap-encryption', to: 1 },
        { do: 'type', at: 'imap-port', text: 'port-993' },
        { do: 'choose', at: 'smtp-encryption', to: 1 },
        { do: 'type', at: 'smtp-port', text: 'port-465' },
        { do: 'click', at: 'more-ok' },
      ],
    },
    { id: 'go-on', panes: [settings], actions: [{ do: 'click', at: 'next' }] },
    {
      id: 'test',
      panes: [settings, testWindow(['test-imap', 'test-smtp'])],
      actions: [
        { do: 'set', at: 'test-rows', line: 0, text: 'completed' },
        { do: 'set', at: 'test-rows', line: 1, text: 'completed' },
        { do: 'click', at: 'test-close' },
      ],
    },
    ...toDefaultProfile,
  ],
  unsure: ['remember', 'congratulations', 'service-365', 'encryption', 'test-automatically'],
};
