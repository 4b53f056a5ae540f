import { addWidgets, type Dialog, STYLE, type Widget } from './outlook-dialogs.ts';
import type { Kit } from './outlook-kit.ts';
import { type Draft, OUTLOOK, writeAccount } from './outlook-registry.ts';
import type { Place } from './outlook-script.ts';
import { openMoreSettings } from './outlook-settings.ts';
import { openTest } from './outlook-test-window.ts';
import type { Word } from './outlook-words.ts';
import type { FakeRegistry } from './registry.ts';

/** Add Account: the automatic page, the manual ones, and the last, which writes. */
export function openWizard(kit: Kit, owner: Dialog, draft: Draft): void {
  const {
    desk,
    registry,
    processId,
    script,
    look,
    say,
    idOf,
    is,
    push,
    radio,
    check,
    label,
    edit,
    secret,
    combo,
    names,
    find,
    open,
    box,
    shown,
    trouble,
  } = kit;
  const refresh = (): void => {
    find(owner, 27).lines = names();
  };
  const drop = (): void => {
    registry.removeQuietly(`${OUTLOOK}\\Profiles\\${draft.profile}`);
    refresh();
  };
  if (is('simplified-always') || (is('simplified') && !classicIsOn(registry))) {
    const simple = desk.open({ title: 'Outlook', className: 'NUIDialog', processId, owner }, [{ className: 'NetUIHWND' }]);
    simple.onClose = () => {
      desk.close(simple);
      drop();
    };
    return;
  }
  const frame = open('addAccount', owner, [
    { className: 'Static', caption: '' },
    push('back', 40, { enabled: false }),
    push('next', 41, { style: STYLE.defaultPush }),
    push('finish', 42, { visible: false, style: STYLE.defaultPush }),
    push('cancel', 2),
  ]);
  let widgets: Widget[] = [];
  const cancel = (): void => {
    const { asksOnCancel = false } = script;
    if (asksOnCancel !== false) {
      const text = asksOnCancel === true ? 'Do you want to create a profile with no e-mail accounts?' : asksOnCancel;
      box(frame, 'Microsoft Outlook', text, [
        { caption: say('ok'), id: 1, onClick: () => desk.close(frame) },
        { caption: say('cancel'), id: 2 },
      ]);
      return;
    }
    desk.close(frame);
    drop();
  };
  frame.onClose = cancel;
  find(frame, 2).onClick = cancel;
  const text = (id: number): Widget | undefined => widgets.find((one) => one.id === idOf(id));
  const complete = (): boolean =>
    widgets.every(
      (one) =>
        !/edit/i.test(one.className) || (one.text !== '' && !(one.deafTo.length > 0 && one.deafTo.includes('quiet') && !typed.has(one))),
    );
  const typed = new Set<Widget>();
  const refreshNext = (): void => {
    find(frame, 41).enabled = (text(51)?.checked ?? false) || complete();
  };

  const show = (place: Place, heading: Word, parts: Partial<Widget>[]): void => {
    // Pages left behind stay as hidden children.
    for (const old of widgets) old.visible = false;
    const parent = look === 0 ? addWidgets(frame, [{ className: '#32770' }])[0]?.handle : frame.handle;
    widgets = addWidgets(frame, parts, parent);
    let untouched = script.late === true;
    for (const one of widgets) {
      if (!/edit/i.test(one.className)) continue;
      if (is('stubborn') && script.at === place) one.deafTo = ['quiet'];
      if (is('typed-only') && script.at === place) one.deafTo = ['quiet', 'notified'];
      one.onChange = () => {
        if (untouched) trouble(frame, place);
        untouched = false;
        typed.add(one);
        follow(one);
        refreshNext();
      };
    }
    const headingText = frame.widgets[0];
    if (headingText !== undefined) headingText.caption = say(heading);
    find(frame, 41).visible = place !== 'done';
    find(frame, 42).visible = place === 'done';
    find(frame, 2).enabled = place !== 'done';
    refreshNext();
    shown(frame, place);
  };
  /** Servers and user follow the address until they are touched. */
  const follow = (changed: Widget): void => {
    if (changed !== text(53)) return;
    for (const [id, guess] of [
      [54, `mail.${changed.text.split('@')[1] ?? ''}`],
      [55, changed.text.split('@')[0] ?? ''],
    ] as const) {
      const other = text(id);
      if (other !== undefined && !typed.has(other)) other.text = guess;
    }
  };
  const keep = (): void => {
    for (const one of widgets) if (/edit/i.test(one.className)) draft.values[String(one.id)] = one.text;
  };
  const value = (id: number): string => draft.values[String(idOf(id))] ?? '';

  const auto = (): void => {
    show('auto', 'autoHeading', [
      radio('autoChoice', 50, { checked: true }),
      label('name'),
      edit(52),
      label('address'),
      edit(53),
      label('password'),
      secret(56),
      label('retype'),
      secret(57),
      radio('manualChoice', 51),
    ]);
    const manual = text(51);
    if (manual !== undefined) manual.onChoose = refreshNext;
    find(frame, 41).onClick = () => {
      keep();
      if (text(51)?.checked === true) choose();
      else byItself();
    };
  };
  const byItself = (): void => {
    const found = script.autodiscover ?? 'nothing';
    if (found === 'nothing' && script.searchStays === true) {
      show('auto', 'testTitle', [{ caption: 'x' }, push('test', 97)]);
      find(frame, 40).enabled = true;
      find(frame, 41).enabled = false;
      return;
    }
    if (found === 'nothing') {
      box(frame, 'Microsoft Outlook', '0x8004010F', [{ caption: say('ok'), id: 2 }]);
      return;
    }
    draft.kind = found;
    const server = script.expectServer ?? '';
    for (const [id, filled] of [
      [54, server],
      [58, server],
      [55, value(53)],
    ] as const)
      draft.values[String(idOf(id))] = filled;
    draft.ports = { in: 993, inSecurity: 1, out: 465, outSecurity: 1, auth: true };
    test();
  };
  const choose = (): void => {
    show('choose', 'chooseHeading', [
      radio('m365', 60, { checked: true }),
      radio('popImap', 61),
      ...(is('no-eas-choice') ? [] : [radio('eas', 62, { enabled: !is('greyed') })]),
    ]);
    find(frame, 41).onClick = () => {
      if (text(62)?.checked === true) eas();
      else if (text(61)?.checked === true) popImap();
    };
  };
  const eas = (): void => {
    draft.kind = 'activesync';
    show('eas', 'easHeading', [
      label('name'),
      edit(52),
      label('address'),
      edit(53),
      label('server'),
      edit(54),
      label('user'),
      edit(55),
      label('password'),
      secret(56),
      check('remember', 70),
      label('offline'),
      { className: 'msctls_trackbar32', id: idOf(71) },
    ]);
    find(frame, 41).onClick = () => {
      keep();
      test();
    };
  };
  const popImap = (): void => {
    show('pop-imap', 'popImapHeading', [
      label('name'),
      edit(52),
      label('address'),
      edit(53),
      label('accountType'),
      combo(72, ['POP3', 'IMAP']),
      label('incoming'),
      edit(54),
      label('outgoing'),
      edit(58),
      label('user'),
      edit(55),
      label('password'),
      secret(56),
      check('remember', 70),
      check('spa', 73),
      push('test', 74),
      check('testOnNext', 75, { checked: true }),
      push('more', 76),
    ]);
    const type = text(72);
    if (type !== undefined)
      type.onChoose = () => {
        draft.kind = type.chosen === 1 ? 'imap' : 'pop3';
        draft.ports.in = type.chosen === 1 ? 143 : 110;
      };
    const more = text(76);
    if (more !== undefined) more.onClick = () => openMoreSettings(kit, frame, draft);
    find(frame, 41).onClick = () => {
      keep();
      test();
    };
  };
  const test = (): void => openTest(kit, frame, draft, { value, done });
  const done = (): void => {
    if (is('extra-page')) {
      show('done', 'extraHeading', [check('spa', 95), { className: 'ListBox', id: idOf(96) }]);
      find(frame, 41).visible = true;
      find(frame, 42).visible = false;
      find(frame, 2).enabled = true;
      return;
    }
    show('done', 'doneHeading', [{ caption: 'x' }, ...(script.offersMore === true ? [check('spa', 98, { checked: true })] : [])]);
    find(frame, 42).onClick = () => {
      if (text(98)?.checked === true) desk.log.push('opens a web page');
      writeAccount(registry, draft, value, { look, writesNothing: is('writes-nothing'), otherKind: is('writes-other-kind') });
      desk.close(frame);
      refresh();
    };
  };
  auto();
}

function classicIsOn(registry: FakeRegistry): boolean {
  return registry.snapshot().some((line) => /disableoffice365simplifiedaccountcreation .*"number":1/i.test(line));
}
