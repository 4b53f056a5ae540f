import type { Control, Pane, Scene } from '../scene.ts';

const finder: Pane = {
  id: 'finder',
  frame: 'mac',
  title: 'downloads',
  box: [90, 60, 560, 340],
  controls: [
    { kind: 'panel', box: [0, 32, 140, 306], look: 'sunken' },
    { kind: 'row', box: [8, 44, 124, 28], text: 'downloads', icon: 'download', chosen: true },
    { kind: 'row', box: [8, 74, 124, 28], text: 'documents', icon: 'folder' },
    { kind: 'icon', id: 'file', box: [216, 76, 64, 64], icon: 'settings', look: 'accent' },
    { kind: 'text', box: [168, 148, 160, 34], text: 'file-name', align: 'centre' },
  ],
};

const notice: Pane = {
  id: 'notice',
  frame: 'none',
  title: '',
  box: [440, 20, 290, 84],
  controls: [
    { kind: 'panel', box: [0, 0, 290, 84], look: 'card' },
    { kind: 'icon', box: [14, 18, 40, 40], icon: 'settings', look: 'accent' },
    { kind: 'text', box: [66, 14, 212, 18], text: 'notice-heading', look: 'bold' },
    { kind: 'text', box: [66, 34, 212, 44], text: 'notice-text' },
  ],
};

const SIDE = ['side-wifi', 'side-network', 'side-general', 'side-privacy', 'side-lock'] as const;

const settings = (heading: string, chosen: number, controls: readonly Control[]): Pane => ({
  id: 'settings',
  frame: 'mac',
  title: heading,
  box: [60, 24, 630, 426],
  controls: [
    { kind: 'panel', box: [0, 32, 180, 392], look: 'sunken' },
    ...SIDE.map((text, index): Control => ({
      kind: 'row',
      box: [8, 44 + index * 32, 164, 30],
      text,
      icon: index === 3 ? 'shield' : index === 4 ? 'lock' : index === 2 ? 'settings' : 'globe',
      ...(text === 'side-general' ? { id: 'general' } : {}),
      ...(index === chosen ? { chosen: true as const } : {}),
    })),
    ...controls,
  ],
});

const general = settings('general', 2, [
  { kind: 'row', box: [200, 48, 410, 36], text: 'about', icon: 'monitor', chevron: true },
  { kind: 'row', box: [200, 84, 410, 36], text: 'software-update', icon: 'download', chevron: true },
  { kind: 'row', id: 'device-management', box: [200, 120, 410, 36], text: 'device-management', icon: 'shield', chevron: true },
  { kind: 'row', box: [200, 156, 410, 36], text: 'sharing', icon: 'users', chevron: true },
]);

const profiles = settings('device-management', 2, [
  { kind: 'text', box: [200, 50, 410, 20], text: 'downloaded', look: 'bold' },
  { kind: 'row', id: 'profile', box: [200, 76, 410, 40], text: 'profile-name', detail: 'unsigned', icon: 'settings' },
]);

const profile: Pane = {
  id: 'profile-sheet',
  frame: 'none',
  title: '',
  box: [214, 80, 400, 310],
  controls: [
    { kind: 'panel', box: [0, 0, 400, 310], look: 'card' },
    { kind: 'text', box: [24, 22, 352, 24], text: 'profile-name', look: 'title' },
    { kind: 'text', box: [24, 54, 352, 18], text: 'unsigned', look: 'warning' },
    { kind: 'text', box: [24, 84, 352, 20], text: 'contains-mail' },
    { kind: 'text', box: [24, 108, 352, 20], text: 'contains-calendar' },
    { kind: 'text', box: [24, 132, 352, 20], text: 'contains-contacts' },
    { kind: 'button', box: [24, 262, 100, 28], text: 'ignore' },
    { kind: 'button', id: 'install', box: [262, 262, 114, 28], text: 'install', look: 'primary' },
  ],
};

const question: Pane = {
  id: 'question',
  frame: 'none',
  title: '',
  box: [240, 120, 350, 200],
  controls: [
    { kind: 'panel', box: [0, 0, 350, 200], look: 'card' },
    { kind: 'text', box: [24, 22, 302, 40], text: 'sure', look: 'heading' },
    { kind: 'text', box: [24, 68, 302, 60], text: 'sure-text', look: 'quiet' },
    { kind: 'button', box: [118, 152, 100, 28], text: 'cancel' },
    { kind: 'button', id: 'sure-install', box: [226, 152, 106, 28], text: 'install', look: 'primary' },
  ],
};

const secret = (text: string, id: string, done: string): Pane => ({
  id: 'secret',
  frame: 'none',
  title: '',
  box: [240, 110, 350, 214],
  controls: [
    { kind: 'panel', box: [0, 0, 350, 214], look: 'card' },
    { kind: 'text', box: [24, 22, 302, 58], text, look: 'bold' },
    { kind: 'field', id, box: [24, 92, 302, 30], secret: true },
    { kind: 'button', box: [118, 164, 100, 28], text: 'cancel' },
    { kind: 'button', id: done, box: [226, 164, 106, 28], text: 'ok', look: 'primary' },
  ],
});

const mail: Pane = {
  id: 'mail',
  frame: 'mac',
  title: 'inbox',
  box: [50, 34, 650, 404],
  controls: [
    { kind: 'panel', box: [0, 32, 170, 370], look: 'sunken' },
    { kind: 'row', id: 'account', box: [8, 46, 154, 28], text: '=domain', icon: 'mail', chosen: true },
    { kind: 'row', box: [8, 78, 154, 28], text: 'sent', icon: 'folder' },
    { kind: 'list', box: [180, 44, 456, 120], lines: ['mail-one', 'mail-two', 'mail-three'], chosen: 0, lineHeight: 32 },
  ],
};

/** Apple Mail on a Mac with the configuration profile; Ventura and later first, older systems in the words. */
export const scene: Scene = {
  id: 'apple-mail',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: [],
  steps: [
    { id: 'open', panes: [finder], actions: [{ do: 'click', at: 'file', double: true }] },
    { id: 'review', panes: [finder, notice], actions: [{ do: 'wait', ms: 900 }] },
    {
      id: 'settings',
      panes: [general],
      actions: [
        { do: 'click', at: 'general' },
        { do: 'mark', at: 'device-management' },
        { do: 'click', at: 'device-management' },
      ],
    },
    { id: 'choose', panes: [profiles], actions: [{ do: 'click', at: 'profile', double: true }] },
    { id: 'install', panes: [profiles, profile], actions: [{ do: 'click', at: 'install' }] },
    { id: 'sure', panes: [profiles, question], actions: [{ do: 'click', at: 'sure-install' }] },
    {
      id: 'mailbox-password',
      panes: [profiles, secret('mailbox-password', 'mailbox-secret', 'mailbox-ok')],
      actions: [
        { do: 'type-password', at: 'mailbox-secret' },
        { do: 'click', at: 'mailbox-ok' },
      ],
    },
    {
      id: 'mac-password',
      panes: [profiles, secret('mac-password', 'mac-secret', 'mac-ok')],
      actions: [
        { do: 'type-password', at: 'mac-secret' },
        { do: 'click', at: 'mac-ok' },
      ],
    },
    { id: 'done', panes: [mail], actions: [{ do: 'mark', at: 'account' }] },
  ],
  unsure: ['notice-heading', 'notice-text', 'sure', 'sure-text', 'mailbox-password', 'mac-password', 'downloaded'],
};
