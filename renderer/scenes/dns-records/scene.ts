import type { Control, Pane, Scene, Words } from '../scene.ts';

const RECORDS: readonly (readonly [Words, Words, Words])[] = [
  ['name-mail', 'type-a', '=ip'],
  ['name-autodiscover', 'type-cname', '=server'],
  ['name-autoconfig', 'type-cname', '=server'],
  ['name-apex', 'type-mx', 'mx-value'],
  ['name-apex', 'type-txt', 'spf-value'],
  ['dkim-name', 'type-txt', '=dkim'],
  ['name-dmarc', 'type-txt', 'dmarc-value'],
];

const TYPES: readonly Words[] = ['type-a', 'type-cname', 'type-mx', 'type-txt'];

const zone = (count: number): Pane => ({
  id: 'zone',
  frame: 'browser',
  title: 'zone-title',
  location: 'zone-address',
  box: [20, 14, 708, 446],
  controls: [
    { kind: 'text', box: [20, 70, 400, 24], text: 'zone-heading', look: 'title' },
    {
      kind: 'table',
      id: 'records',
      box: [20, 104, 666, 176],
      head: ['record-name', 'record-type', 'record-value'],
      columns: [3, 1, 6],
      lines: RECORDS.slice(0, count),
    },
    { kind: 'text', box: [20, 296, 300, 18], text: 'new-record', look: 'bold' },
    { kind: 'text', box: [20, 322, 160, 16], text: 'record-name', look: 'small' },
    { kind: 'field', id: `name-${count}`, box: [20, 340, 150, 28] },
    { kind: 'text', box: [180, 322, 90, 16], text: 'record-type', look: 'small' },
    { kind: 'combo', id: `type-${count}`, box: [180, 340, 90, 28], lines: TYPES, chosen: 0 },
    { kind: 'text', box: [280, 322, 160, 16], text: 'record-value', look: 'small' },
    { kind: 'field', id: `value-${count}`, box: [280, 340, 406, 28] },
    { kind: 'button', id: `save-${count}`, box: [20, 386, 150, 32], text: 'save', look: 'primary' },
  ] satisfies readonly Control[],
});

const STEPS = ['mail', 'autodiscover', 'autoconfig', 'mx', 'spf', 'dkim', 'dmarc'] as const;

/** The seven records of the provider's manual, one after the other; SPF without the `ptr` that nobody should use. */
export const scene: Scene = {
  id: 'dns-records',
  hand: 'pointer',
  ground: 'desktop',
  sharedLabels: ['zone'],
  steps: [
    ...STEPS.map((id, count) => {
      const [name, type, value] = RECORDS[count] ?? ['', '', ''];
      return {
        id,
        panes: [zone(count)],
        actions: [
          { do: 'type' as const, at: `name-${count}`, text: name },
          { do: 'choose' as const, at: `type-${count}`, to: Math.max(0, TYPES.indexOf(type)) },
          { do: 'type' as const, at: `value-${count}`, text: value },
          { do: 'click' as const, at: `save-${count}` },
        ],
      };
    }),
    { id: 'check', panes: [zone(RECORDS.length)], actions: [{ do: 'mark', at: 'records' }] },
  ],
  unsure: [],
};
