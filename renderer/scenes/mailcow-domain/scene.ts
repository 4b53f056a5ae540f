import { entry, form, mailcow, mailTabs, openMailConfiguration } from '../drawing/mailcow.ts';
import type { Pane, Scene } from '../scene.ts';

const domains = (added: boolean): Pane =>
  mailcow([
    mailTabs(0),
    {
      kind: 'table',
      id: 'domains',
      box: [18, 146, 668, 220],
      head: ['column-domain', 'column-aliases', 'column-mailboxes', 'column-state'],
      columns: [4, 2, 2, 2],
      lines: [['other-domain', 'some', 'more', 'active'], ...(added ? [['=domain', 'none', 'none', 'active']] : [])],
    },
    { kind: 'button', id: 'add-domain', box: [18, 384, 150, 30], text: 'add-domain', look: 'primary' },
  ]);

const addDomain = form('add-domain', [
  ...entry(44, 'domain', 'domain'),
  ...entry(78, 'description', 'description'),
  ...entry(112, 'max-aliases', 'aliases', { text: 'limit-aliases' }),
  ...entry(146, 'max-mailboxes', 'mailboxes', { text: 'limit-mailboxes' }),
  ...entry(180, 'quota', 'quota', { text: 'limit-quota' }),
  { kind: 'text', box: [22, 222, 130, 18], text: 'dkim-selector' },
  { kind: 'field', id: 'selector', box: [156, 218, 110, 26], text: 'selector-dkim' },
  { kind: 'combo', id: 'bits', box: [274, 218, 112, 26], lines: ['bits-2048'], chosen: 0 },
  { kind: 'button', id: 'add-only', box: [22, 270, 364, 30], text: 'add-domain-only' },
  { kind: 'button', id: 'add-restart', box: [22, 308, 364, 32], text: 'add-domain-restart', look: 'primary' },
]);

/** An administrator adds a domain to mailcow and restarts SOGo in the same step. */
export const scene: Scene = {
  id: 'mailcow-domain',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: ['mailcow'],
  steps: [
    openMailConfiguration,
    { id: 'add', panes: [domains(false)], actions: [{ do: 'click', at: 'add-domain' }] },
    { id: 'name', panes: [domains(false), addDomain], actions: [{ do: 'type', at: 'domain', text: '=domain' }] },
    {
      id: 'limits',
      panes: [domains(false), addDomain],
      actions: [
        { do: 'mark', at: 'mailboxes' },
        { do: 'mark', at: 'quota' },
      ],
    },
    {
      id: 'dkim',
      panes: [domains(false), addDomain],
      actions: [
        { do: 'mark', at: 'selector' },
        { do: 'mark', at: 'bits' },
      ],
    },
    {
      id: 'restart',
      panes: [domains(false), addDomain],
      actions: [
        { do: 'mark', at: 'add-restart' },
        { do: 'click', at: 'add-restart' },
      ],
    },
    { id: 'done', panes: [domains(true)], actions: [{ do: 'mark', at: 'domains' }] },
  ],
  unsure: ['menu-quarantine', 'menu-queue', 'max-aliases', 'max-mailboxes', 'quota', 'dkim-selector', 'column-state'],
};
