import { addWidgets, type Dialog, type Widget } from './outlook-dialogs.ts';
import type { Kit } from './outlook-kit.ts';
import type { Draft } from './outlook-registry.ts';

const KINDS = ['-', 'SSL/TLS', 'STARTTLS', '?'];

/** The pages of More Settings; older versions have those for sent and deleted messages and for the modem too. */
function settingsPages({ check, radio, label, edit, secret, combo }: Kit, { ports }: Draft, older: boolean): Partial<Widget>[][] {
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

/** More Settings, whose pages are made when their tab is first chosen, as property sheets do. */
export function openMoreSettings(kit: Kit, owner: Dialog, draft: Draft): void {
  const { desk, script, idOf, push, find, open, shown } = kit;
  const make = settingsPages(kit, draft, script.olderSettings === true);
  const dialog = open('moreTitle', owner, [
    { className: 'SysTabControl32', id: idOf(100), lines: make.map((_, tab) => String(tab)) },
    push('ok', 1),
    push('cancel', 2),
  ]);
  const pages: Widget[][] = [];
  const tab = find(dialog, 100);
  const show = (): void => {
    for (const page of pages) for (const one of page) one.visible = false;
    const page =
      pages[tab.chosen] ??
      addWidgets(dialog, [{ className: '#32770' }]).flatMap((parent) => [
        parent,
        ...addWidgets(dialog, make[tab.chosen] ?? [], parent.handle),
      ]);
    pages[tab.chosen] = page;
    for (const one of page) one.visible = true;
    const on = (id: number, act: (one: Widget) => void): void => {
      const one = page.find((other) => other.id === idOf(id));
      if (one !== undefined) one.onChoose = () => act(one);
    };
    on(106, (one) => {
      find(dialog, 105).text = String(draft.kind === 'imap' ? [143, 993, 143, 143][one.chosen] : [110, 995, 110, 110][one.chosen]);
    });
    on(108, (one) => {
      find(dialog, 107).text = String([25, 465, 587, 25][one.chosen]);
    });
  };
  tab.onChoose = show;
  find(dialog, 2).onClick = () => desk.close(dialog);
  dialog.onClose = () => desk.close(dialog);
  find(dialog, 1).onClick = () => {
    const made = (id: number): boolean => dialog.widgets.some((one) => one.id === idOf(id));
    for (const one of dialog.widgets) if (one.id === idOf(110) && one.checked) desk.log.push('purges');
    if (made(103)) draft.ports.auth = find(dialog, 103).checked;
    if (made(105))
      draft.ports = {
        ...draft.ports,
        in: Number(find(dialog, 105).text),
        inSecurity: find(dialog, 106).chosen,
        out: Number(find(dialog, 107).text),
        outSecurity: find(dialog, 108).chosen,
      };
    desk.close(dialog);
  };
  show();
  shown(dialog, 'more-settings');
}
