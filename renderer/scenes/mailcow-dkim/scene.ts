import { mailcow, menuBelow } from '../drawing/mailcow.ts';
import type { Pane, Scene } from '../scene.ts';

const keys = (copied: boolean): Pane =>
  mailcow([
    { kind: 'panel', box: [0, 100, 170, 344], look: 'sunken' },
    { kind: 'row', box: [8, 110, 154, 28], text: 'side-access', icon: 'key' },
    { kind: 'row', box: [8, 140, 154, 28], text: 'side-configuration', icon: 'settings', chosen: true },
    { kind: 'row', id: 'side-dkim', box: [8, 170, 154, 28], text: 'side-dkim', icon: 'lock' },
    { kind: 'text', box: [190, 112, 480, 24], text: 'dkim-heading', look: 'title' },
    { kind: 'text', box: [190, 148, 300, 18], text: '=domain', look: 'bold' },
    { kind: 'text', box: [190, 168, 300, 18], text: 'selector-line', look: 'quiet' },
    { kind: 'field', id: 'key', box: [190, 196, 490, 130], text: '=dkim', tall: true },
    { kind: 'button', id: 'copy', box: [190, 338, 210, 30], text: copied ? 'copied' : 'copy-key', look: 'primary' },
  ]);

const provider: Pane = {
  id: 'zone',
  frame: 'browser',
  title: 'zone-title',
  location: 'zone-address',
  box: [70, 60, 610, 350],
  controls: [
    { kind: 'text', box: [24, 76, 400, 24], text: 'new-record', look: 'title' },
    { kind: 'text', box: [24, 118, 80, 18], text: 'record-name' },
    { kind: 'field', id: 'record-name', box: [110, 114, 250, 26] },
    { kind: 'text', box: [380, 118, 50, 18], text: 'record-type' },
    { kind: 'combo', id: 'record-type', box: [436, 114, 100, 26], lines: ['type-a', 'type-txt'], chosen: 0 },
    { kind: 'text', box: [24, 154, 80, 18], text: 'record-value' },
    { kind: 'field', id: 'record-value', box: [110, 150, 470, 120], tall: true },
    { kind: 'button', id: 'record-save', box: [110, 290, 150, 32], text: 'save', look: 'primary' },
  ],
};

/** The public half of the key that mailcow signs with goes into the domain's records. */
export const scene: Scene = {
  id: 'mailcow-dkim',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: ['mailcow', 'zone'],
  steps: [
    {
      id: 'open',
      panes: [mailcow([])],
      actions: [
        { do: 'click', at: 'menu-system' },
        { do: 'show', pane: menuBelow(420, ['menu-configuration', 'menu-information']) },
        { do: 'choose', at: 'menu', to: 0 },
      ],
    },
    {
      id: 'keys',
      panes: [keys(false)],
      actions: [
        { do: 'click', at: 'side-dkim' },
        { do: 'mark', at: 'key' },
      ],
    },
    {
      id: 'copy',
      panes: [keys(false)],
      actions: [
        { do: 'click', at: 'copy' },
        { do: 'set', at: 'copy', text: 'copied' },
      ],
    },
    {
      id: 'record',
      panes: [provider],
      actions: [
        { do: 'type', at: 'record-name', text: 'dkim-name' },
        { do: 'choose', at: 'record-type', to: 1 },
      ],
    },
    {
      id: 'paste',
      panes: [provider],
      actions: [
        { do: 'type', at: 'record-value', text: '=dkim' },
        { do: 'click', at: 'record-save' },
      ],
    },
    { id: 'check', panes: [keys(true)], actions: [{ do: 'mark', at: 'key' }] },
  ],
  unsure: ['side-access', 'side-configuration', 'side-dkim', 'dkim-heading', 'copy-key', 'menu-information'],
};
