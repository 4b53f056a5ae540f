import type { Control, Pane, Scene } from '../scene.ts';

const outlook = (controls: readonly Control[]): Pane => ({
  id: 'outlook',
  frame: 'app',
  title: 'outlook',
  box: [20, 14, 708, 446],
  controls: [
    {
      kind: 'tabs',
      id: 'ribbon',
      box: [10, 34, 560, 26],
      lines: ['ribbon-file', 'ribbon-home', 'ribbon-send', 'ribbon-view', 'ribbon-caldav'],
      chosen: 1,
    },
    { kind: 'panel', box: [0, 60, 706, 62], look: 'sunken' },
    ...controls,
  ],
});

const ribbon = outlook([
  { kind: 'button', box: [14, 70, 150, 42], text: 'synchronize-now' },
  { kind: 'button', id: 'profiles', box: [172, 70, 180, 42], text: 'synchronization-profiles' },
  { kind: 'button', box: [360, 70, 150, 42], text: 'general-options' },
]);

const profiles = (added: boolean): Pane => ({
  id: 'profiles',
  frame: 'dialog',
  title: 'synchronization-profiles',
  box: [50, 46, 650, 390],
  controls: [
    { kind: 'button', id: 'add', box: [14, 40, 110, 28], text: 'add' },
    { kind: 'button', id: 'add-multiple', box: [132, 40, 150, 28], text: 'add-multiple' },
    {
      kind: 'list',
      id: 'list',
      box: [14, 78, 240, 256],
      lines: added ? ['profile-sogo', 'map-calendar', 'map-contacts', 'map-tasks'] : [],
      lineHeight: 26,
    },
    { kind: 'button', id: 'ok', box: [440, 350, 92, 28], text: 'ok', look: 'default' },
    { kind: 'button', box: [542, 350, 92, 28], text: 'cancel' },
  ],
});

const kinds: Pane = {
  id: 'kinds',
  frame: 'dialog',
  title: 'profile-type',
  box: [210, 90, 330, 300],
  controls: [
    {
      kind: 'list',
      id: 'kind',
      box: [14, 42, 300, 196],
      lines: ['kind-generic', 'kind-google', 'kind-nextcloud', 'kind-sogo', 'kind-zimbra'],
      lineHeight: 26,
    },
    { kind: 'button', id: 'kind-ok', box: [118, 254, 92, 28], text: 'ok', look: 'default' },
    { kind: 'button', box: [220, 254, 92, 28], text: 'cancel' },
  ],
};

const server: Pane = {
  id: 'server',
  frame: 'dialog',
  title: 'profile-sogo',
  box: [90, 56, 570, 360],
  controls: [
    { kind: 'text', box: [18, 44, 140, 18], text: 'profile-name' },
    { kind: 'field', id: 'profile-name', box: [170, 40, 380, 24], text: 'profile-sogo' },
    { kind: 'text', box: [18, 78, 140, 18], text: 'dav-url' },
    { kind: 'field', id: 'dav-url', box: [170, 74, 380, 24] },
    { kind: 'text', box: [18, 112, 140, 18], text: 'user-name' },
    { kind: 'field', id: 'user', box: [170, 108, 380, 24] },
    { kind: 'text', box: [18, 146, 140, 18], text: 'password' },
    { kind: 'field', id: 'password', box: [170, 142, 380, 24], secret: true },
    { kind: 'text', box: [18, 180, 140, 18], text: 'email-address' },
    { kind: 'field', id: 'email', box: [170, 176, 380, 24] },
    { kind: 'button', id: 'fetch', box: [18, 222, 260, 30], text: 'fetch-settings' },
    { kind: 'button', id: 'discover', box: [290, 222, 260, 30], text: 'discover-resources', look: 'primary' },
  ],
};

const resources: Pane = {
  id: 'resources',
  frame: 'dialog',
  title: 'resources',
  box: [120, 86, 510, 300],
  controls: [
    {
      kind: 'table',
      id: 'map',
      box: [14, 42, 480, 190],
      head: ['column-resource', 'column-folder'],
      columns: [1, 1],
      lines: [
        ['personal-calendar', 'not-mapped'],
        ['personal-book', 'not-mapped'],
        ['personal-tasks', 'not-mapped'],
      ],
    },
    { kind: 'button', id: 'map-ok', box: [300, 254, 92, 28], text: 'ok', look: 'default' },
    { kind: 'button', box: [402, 254, 92, 28], text: 'cancel' },
  ],
};

/** Calendar and contacts for classic Outlook that has the mailbox by IMAP; never beside ActiveSync on the same mailbox. */
export const scene: Scene = {
  id: 'outlook-caldav-synchronizer',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: [],
  steps: [
    { id: 'ribbon', panes: [outlook([])], actions: [{ do: 'choose', at: 'ribbon', to: 4 }] },
    { id: 'profiles', panes: [ribbon], actions: [{ do: 'click', at: 'profiles' }] },
    { id: 'add', panes: [ribbon, profiles(false)], actions: [{ do: 'click', at: 'add-multiple' }] },
    {
      id: 'sogo',
      panes: [profiles(false), kinds],
      actions: [
        { do: 'choose', at: 'kind', to: 3 },
        { do: 'click', at: 'kind-ok' },
      ],
    },
    {
      id: 'fetch',
      panes: [profiles(false), server],
      actions: [
        { do: 'click', at: 'fetch' },
        { do: 'set', at: 'user', text: '=user' },
        { do: 'set', at: 'email', text: '=email' },
        { do: 'type', at: 'dav-url', text: 'dav-address' },
        { do: 'type-password', at: 'password' },
      ],
    },
    { id: 'discover', panes: [profiles(false), server], actions: [{ do: 'click', at: 'discover' }] },
    {
      id: 'map',
      panes: [server, resources],
      actions: [
        { do: 'choose', at: 'map', to: 0 },
        { do: 'set', at: 'map', line: 0, text: 'folder-calendar' },
        { do: 'set', at: 'map', line: 1, text: 'folder-contacts' },
        { do: 'set', at: 'map', line: 2, text: 'folder-tasks' },
        { do: 'click', at: 'map-ok' },
      ],
    },
    { id: 'done', panes: [profiles(true)], actions: [{ do: 'click', at: 'ok' }] },
  ],
  unsure: ['synchronize-now', 'general-options', 'profile-type', 'dav-url', 'resources', 'column-resource', 'column-folder', 'not-mapped'],
};
