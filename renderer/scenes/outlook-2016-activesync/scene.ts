import type { Scene } from '../scene.ts';
import { toDefaultProfile, toNewProfile } from '../drawing/outlook-classic-steps.ts';
import { addAccount, choosePage, controlPanel, testWindow } from '../drawing/outlook-classic.ts';

const serverPage = addAccount('server-heading', 'server-lead', [
  { kind: 'text', box: [24, 104, 300, 18], text: 'user-information', look: 'bold' },
  { kind: 'text', box: [34, 130, 130, 18], text: 'your-name' },
  { kind: 'field', id: 'name', box: [170, 127, 300, 22] },
  { kind: 'text', box: [34, 158, 130, 18], text: 'email-address' },
  { kind: 'field', id: 'email', box: [170, 155, 300, 22] },
  { kind: 'text', box: [24, 190, 300, 18], text: 'server-information', look: 'bold' },
  { kind: 'text', box: [34, 216, 130, 18], text: 'mail-server' },
  { kind: 'field', id: 'server', box: [170, 213, 300, 22] },
  { kind: 'text', box: [24, 248, 300, 18], text: 'logon-information', look: 'bold' },
  { kind: 'text', box: [34, 274, 130, 18], text: 'user-name' },
  { kind: 'field', id: 'user', box: [170, 271, 300, 22], text: '=email' },
  { kind: 'text', box: [34, 302, 130, 18], text: 'password' },
  { kind: 'field', id: 'password', box: [170, 299, 300, 22], secret: true },
  { kind: 'checkbox', id: 'remember', box: [170, 328, 300, 18], text: 'remember', on: true },
  { kind: 'text', box: [492, 130, 120, 18], text: 'keep-offline' },
  { kind: 'slider', box: [490, 152, 120, 44], lines: ['offline-1', 'offline-3', 'offline-6', 'offline-12', 'offline-all'], chosen: 0 },
]);

/** Outlook 2016 and 2019: a new profile with Exchange ActiveSync, as the provider's manual shows it. */
export const scene: Scene = {
  id: 'outlook-2016-activesync',
  hand: 'pointer',
  ground: 'desktop',
  steps: [
    {
      id: 'control-panel',
      panes: [controlPanel()],
      actions: [
        { do: 'mark', at: 'mail-item' },
        { do: 'click', at: 'mail-item', double: true },
      ],
    },
    ...toNewProfile,
    {
      id: 'choose-activesync',
      panes: [choosePage],
      actions: [
        { do: 'choose', at: 'service-eas', to: true },
        { do: 'click', at: 'next' },
      ],
    },
    {
      id: 'person',
      panes: [serverPage],
      actions: [
        { do: 'type', at: 'name', text: '=name' },
        { do: 'type', at: 'email', text: '=email' },
      ],
    },
    {
      id: 'server',
      panes: [serverPage],
      actions: [
        { do: 'type', at: 'server', text: '=server' },
        { do: 'mark', at: 'server' },
      ],
    },
    {
      id: 'login',
      panes: [serverPage],
      actions: [
        { do: 'type', at: 'user', text: '=user' },
        { do: 'type-password', at: 'password' },
        { do: 'click', at: 'next' },
      ],
    },
    {
      id: 'test',
      panes: [serverPage, testWindow(['test-eas'])],
      actions: [
        { do: 'wait', ms: 500 },
        { do: 'set', at: 'test-rows', line: 0, text: 'completed' },
        { do: 'click', at: 'test-close' },
      ],
    },
    ...toDefaultProfile,
  ],
  sharedLabels: ['outlook-classic'],
  unsure: ['server-heading', 'remember', 'congratulations', 'service-365'],
};
