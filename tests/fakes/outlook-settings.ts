import type { Widget } from './outlook-dialogs.ts';
import type { Draft } from './outlook-registry.ts';
import type { Word } from './outlook-words.ts';

type Worded = (key: Word, id: number, more?: Partial<Widget>) => Partial<Widget>;

/** How one look makes its controls. */
export interface Making {
  check: Worded;
  radio: Worded;
  label: (key: Word) => Partial<Widget>;
  edit: (id: number, more?: Partial<Widget>) => Partial<Widget>;
  secret: (id: number) => Partial<Widget>;
  combo: (id: number, lines: string[]) => Partial<Widget>;
}

const KINDS = ['-', 'SSL/TLS', 'STARTTLS', '?'];

/** The pages of More Settings; older versions have those for sent and deleted messages and for the modem too. */
export function settingsPages({ check, radio, label, edit, secret, combo }: Making, { ports }: Draft, older: boolean): Partial<Widget>[][] {
  const port = (id: number, value: number): Partial<Widget> => edit(id, { text: String(value), style: 0x2000 });
  const sent: Partial<Widget>[] = [radio('prompt', 113), radio('always', 114), { className: 'SysTreeView32' }];
  const choicesWithBox = (): Partial<Widget>[] => [radio('prompt', 111, { checked: true }), check('spa', 110), radio('always', 112)];
  const logOn = [label('user'), edit(115, { enabled: false }), label('password'), { ...secret(116), enabled: false }];
  return [
    [label('name'), edit(101), label('address'), edit(102)],
    ...(older ? [sent, choicesWithBox()] : []),
    [check('outAuth', 103), radio('sameAuth', 104, { enabled: false }), ...(older ? logOn : [])],
    ...(older ? [choicesWithBox()] : []),
    [
      label('inPort'),
      port(105, ports.in),
      label('encryption'),
      combo(106, KINDS),
      label('outPort'),
      port(107, ports.out),
      label('encryption'),
      combo(108, KINDS),
    ],
  ];
}
