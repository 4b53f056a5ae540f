import { entry, form, mailcow, mailTabs, openMailConfiguration } from '../drawing/mailcow.ts';
import type { Pane, Scene } from '../scene.ts';

const mailboxes = (added: boolean): Pane =>
  mailcow([
    mailTabs(1),
    {
      kind: 'table',
      id: 'list',
      box: [18, 146, 668, 220],
      head: ['column-mailbox', 'column-name', 'column-quota', 'column-state'],
      columns: [4, 3, 2, 2],
      lines: [['other-mailbox', 'other-name', 'quota-3', 'active'], ...(added ? [['=email', '=name', 'quota-3', 'active']] : [])],
    },
    { kind: 'button', id: 'add-mailbox', box: [18, 384, 160, 30], text: 'add-mailbox', look: 'primary' },
  ]);

const addMailbox = form('add-mailbox', [
  ...entry(44, 'local-part', 'local'),
  { kind: 'text', box: [22, 82, 130, 18], text: 'domain' },
  { kind: 'combo', id: 'domain', box: [156, 78, 230, 26], lines: ['choose', '=domain'], chosen: 0 },
  ...entry(112, 'full-name', 'name'),
  ...entry(146, 'quota', 'quota', { text: 'quota-3072' }),
  ...entry(180, 'password', 'password', { secret: true }),
  ...entry(214, 'password-again', 'again', { secret: true }),
  { kind: 'text', box: [22, 254, 130, 18], text: 'protocols' },
  { kind: 'text', box: [156, 254, 230, 18], text: 'protocols-all', look: 'quiet' },
  { kind: 'checkbox', id: 'active', box: [156, 282, 230, 18], text: 'active-box', on: true },
  { kind: 'button', id: 'add', box: [156, 316, 230, 32], text: 'add', look: 'primary' },
]);

/** An administrator makes a mailbox. */
export const scene: Scene = {
  id: 'mailcow-mailbox',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: ['mailcow'],
  steps: [
    openMailConfiguration,
    { id: 'tab', panes: [mailcow([mailTabs(0)])], actions: [{ do: 'choose', at: 'tabs', to: 1 }] },
    { id: 'add', panes: [mailboxes(false)], actions: [{ do: 'click', at: 'add-mailbox' }] },
    {
      id: 'address',
      panes: [mailboxes(false), addMailbox],
      actions: [
        { do: 'type', at: 'local', text: 'local-example' },
        { do: 'choose', at: 'domain', to: 1 },
        { do: 'type', at: 'name', text: '=name' },
      ],
    },
    {
      id: 'password',
      panes: [mailboxes(false), addMailbox],
      actions: [
        { do: 'type-password', at: 'password' },
        { do: 'type-password', at: 'again' },
      ],
    },
    { id: 'save', panes: [mailboxes(false), addMailbox], actions: [{ do: 'click', at: 'add' }] },
    { id: 'done', panes: [mailboxes(true)], actions: [{ do: 'mark', at: 'list' }] },
  ],
  unsure: ['menu-quarantine', 'menu-queue', 'local-part', 'protocols', 'protocols-all', 'active-box', 'column-state'],
};
