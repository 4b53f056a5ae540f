import type { Control, Pane, Scene } from '../scene.ts';

const startMenu: Pane = {
  id: 'start',
  frame: 'app',
  title: '',
  box: [150, 60, 450, 360],
  controls: [
    { kind: 'field', id: 'search', box: [24, 42, 400, 30], placeholder: 'search-hint' },
    { kind: 'text', box: [24, 88, 300, 18], text: 'best-match', look: 'bold' },
    { kind: 'row', id: 'registry-editor', box: [24, 112, 400, 44], text: 'registry-editor', detail: 'app', icon: 'settings' },
  ],
};

const BRANCHES = ['key-current-user', 'key-software', 'key-microsoft', 'key-office', 'key-version', 'key-outlook'] as const;

const editor = (inside: readonly Control[], more?: { setup?: true }): Pane => ({
  id: 'editor',
  frame: 'explorer',
  title: 'registry-editor',
  location: more?.setup === true ? 'path-setup' : 'path-outlook',
  box: [40, 24, 668, 420],
  controls: [
    { kind: 'panel', box: [12, 66, 224, 342], look: 'card' },
    ...BRANCHES.map((text, depth): Control => ({ kind: 'row', box: [18, 74 + depth * 28, 212, 26], text, icon: 'folder' })),
    {
      kind: 'row',
      id: 'key-setup',
      box: [18, 74 + BRANCHES.length * 28, 212, 26],
      text: 'key-setup',
      icon: 'folder',
      ...(more?.setup === true ? { chosen: true as const } : {}),
    },
    ...inside,
  ],
});

const emptyTable: Control = {
  kind: 'table',
  id: 'values',
  box: [246, 66, 410, 342],
  head: ['column-name', 'column-type', 'column-data'],
  columns: [5, 2, 2],
  lines: [['default-value', 'type-text', 'not-set']],
};

const filledTable: Control = {
  kind: 'table',
  id: 'values-filled',
  box: [246, 66, 410, 342],
  head: ['column-name', 'column-type', 'column-data'],
  columns: [5, 2, 2],
  lines: [
    ['default-value', 'type-text', 'not-set'],
    ['switch-name', 'type-number', 'zero'],
  ],
};

const newMenu: Pane = {
  id: 'new-menu',
  frame: 'none',
  title: '',
  box: [420, 180, 210, 130],
  controls: [
    { kind: 'menu', id: 'new-value', box: [0, 0, 210, 130], lines: ['new-key', 'new-string', 'new-binary', 'new-dword', 'new-qword'] },
  ],
};

const valueDialog: Pane = {
  id: 'value',
  frame: 'dialog',
  title: 'edit-dword',
  box: [240, 150, 340, 186],
  controls: [
    { kind: 'text', box: [18, 40, 200, 18], text: 'value-name' },
    { kind: 'field', box: [18, 60, 304, 22], text: 'switch-name' },
    { kind: 'text', box: [18, 90, 200, 18], text: 'value-data' },
    { kind: 'field', id: 'value-data', box: [18, 110, 140, 22], text: 'zero' },
    { kind: 'button', id: 'value-ok', box: [140, 148, 88, 26], text: 'ok', look: 'default' },
    { kind: 'button', box: [236, 148, 88, 26], text: 'cancel' },
  ],
};

/** Brings the classic account pages back where Outlook shows its single box instead. */
export const scene: Scene = {
  id: 'outlook-classic-wizard',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: ['outlook-classic'],
  steps: [
    {
      id: 'open-editor',
      panes: [startMenu],
      actions: [
        { do: 'type', at: 'search', text: 'regedit' },
        { do: 'click', at: 'registry-editor' },
      ],
    },
    {
      id: 'find-key',
      panes: [editor([emptyTable])],
      actions: [
        { do: 'mark', at: 'key-setup' },
        { do: 'click', at: 'key-setup' },
      ],
    },
    {
      id: 'new-value',
      panes: [editor([emptyTable], { setup: true })],
      actions: [
        { do: 'point', at: 'values' },
        { do: 'show', pane: newMenu },
        { do: 'choose', at: 'new-value', to: 3 },
      ],
    },
    {
      id: 'name-value',
      panes: [editor([filledTable], { setup: true })],
      actions: [
        { do: 'mark', at: 'values-filled' },
        { do: 'choose', at: 'values-filled', to: 1 },
      ],
    },
    {
      id: 'set-one',
      panes: [editor([filledTable], { setup: true }), valueDialog],
      actions: [
        { do: 'type', at: 'value-data', text: 'one' },
        { do: 'click', at: 'value-ok' },
        { do: 'set', at: 'values-filled', line: 1, text: 'one-shown' },
      ],
    },
    {
      id: 'done',
      panes: [editor([filledTable], { setup: true })],
      actions: [{ do: 'mark', at: 'values-filled' }],
    },
  ],
  unsure: ['best-match', 'new-dword'],
};
