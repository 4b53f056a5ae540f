import { type BoxButton, messageBox, questionOf } from './outlook-boxes.ts';
import type { AppletHabits } from './outlook-habits.ts';
import { addWidgets, type Desktop, type Dialog, STYLE, type Widget } from './outlook-dialogs.ts';
import type { FakeRegistry } from './registry.ts';
import { utf16 } from './registry.ts';
import { type Draft, OUTLOOK, SECTION, writeAccount } from './outlook-registry.ts';
import { askToRemove, type RemovalTrouble } from './outlook-removal.ts';
import { settingsPages } from './outlook-settings.ts';
import { type Word, WORDS } from './outlook-words.ts';

export type Place = 'mail-setup' | 'mail' | 'new-profile' | 'auto' | 'choose' | 'eas' | 'pop-imap' | 'more-settings' | 'test' | 'done';

export interface AppletScript extends AppletHabits {
  language?: 'en' | 'de' | 'xx';
  /** 0: frame and page windows, plain edits. 1: everything in one dialog, rich edits, other ids. */
  look?: 0 | 1;
  trouble?:
    | 'stubborn'
    | 'typed-only'
    | 'slow'
    | 'hang'
    | 'crash'
    | 'certificate'
    | 'credentials'
    | 'redirect'
    | 'message'
    | 'exists'
    | 'extra-page'
    | 'simplified'
    | 'simplified-always'
    | 'greyed'
    | 'test-fails'
    | 'test-over'
    | 'writes-nothing'
    | 'writes-other-kind'
    | 'no-eas-choice'
    | RemovalTrouble;
  at?: Place;
  /** The trouble comes not when the page is shown but when its first field is filled in. */
  late?: boolean;
  redirectUrl?: string;
  /** What a failed test says beside its rows. */
  testSays?: string;
  /** A new profile becomes the default one. */
  takesDefault?: boolean;
  /** Leaving the wizard asks whether to make a profile without accounts, in these words; Cancel goes back. */
  asksOnCancel?: boolean | string;
  /** What the automatic page finds. */
  autodiscover?: 'activesync' | 'imap' | 'nothing';
  expectServer?: string;
}

/** A Mail applet as published manuals describe it, played on a scripted desktop; it writes the registry as Outlook does. */
export function openApplet(desk: Desktop, registry: FakeRegistry, processId: number, script: AppletScript): void {
  const language = { en: 0, de: 1, xx: 2 }[script.language ?? 'en'];
  const look = script.look ?? 0;
  const say = (key: Word): string => WORDS[key][language] ?? '';
  const idOf = (number: number): number => (number === 1 || number === 2 ? number : look === 0 ? 1000 + number : 4096 + 7 * number);
  const is = (trouble: NonNullable<AppletScript['trouble']>): boolean => script.trouble === trouble;

  const push = (key: Word, id: number, more: Partial<Widget> = {}): Partial<Widget> => ({
    className: 'Button',
    caption: say(key),
    id: idOf(id),
    style: STYLE.push,
    ...more,
  });
  const radio = (key: Word, id: number, more: Partial<Widget> = {}): Partial<Widget> => ({
    className: 'Button',
    caption: say(key),
    id: idOf(id),
    style: STYLE.radio,
    ...more,
  });
  const check = (key: Word, id: number, more: Partial<Widget> = {}): Partial<Widget> => ({
    className: 'Button',
    caption: say(key),
    id: idOf(id),
    style: STYLE.check,
    ...more,
  });
  const label = (key: Word): Partial<Widget> => ({ className: 'Static', caption: say(key) });
  const edit = (id: number, more: Partial<Widget> = {}): Partial<Widget> => ({
    className: look === 0 ? 'Edit' : 'RichEdit20WPT',
    id: idOf(id),
    ...more,
  });
  const secret = (id: number): Partial<Widget> => edit(id, { style: STYLE.password });
  const combo = (id: number, lines: string[], chosen = 0): Partial<Widget> => ({ className: 'ComboBox', id: idOf(id), lines, chosen });

  const names = (): string[] => registry.below(`${OUTLOOK}\\Profiles`);
  const find = (dialog: Dialog, id: number): Widget => {
    const found = dialog.widgets.find((one) => one.id === idOf(id));
    if (found === undefined) throw new Error(`The applet has no control ${id}.`);
    return found;
  };
  const open = (title: Word, owner: Dialog | undefined, widgets: Partial<Widget>[]): Dialog =>
    desk.open({ title: say(title), processId, owner }, widgets);
  const box = (owner: Dialog, title: string, text: string, buttons: readonly BoxButton[]): Dialog =>
    messageBox(desk, { title, processId, owner }, text, buttons);
  const shown = (dialog: Dialog, place: Place): void => {
    desk.log.push(`page ${place}`);
    if (script.late !== true) trouble(dialog, place);
  };
  const trouble = (dialog: Dialog, place: Place): void => {
    if (script.at !== place) return;
    if (is('crash')) desk.end(processId);
    if (is('hang')) desk.deafUntil = Infinity;
    if (is('slow')) desk.deafUntil = desk.clock.now() + 3000;
    questionOf(script, say, (title, text, buttons, field) => {
      const question = box(dialog, title, text, buttons);
      if (field !== undefined) addWidgets(question, [{ className: 'Edit', style: STYLE.readOnly, text: field }]);
    });
    if (is('credentials')) {
      const prompt = open('credentials', dialog, [
        label('user'),
        edit(90),
        label('password'),
        secret(91),
        push('ok', 1),
        push('cancel', 2),
      ]);
      for (const id of [1, 2])
        find(prompt, id).onClick = () => {
          desk.log.push(`answered credentials ${id}`);
          desk.close(prompt);
        };
    }
  };

  function mailSetup(): void {
    const dialog = open('mailSetup', undefined, [push('accounts', 10), push('dataFiles', 11), push('showProfiles', 12), push('close', 2)]);
    dialog.onClose = () => desk.end(processId);
    find(dialog, 12).onClick = () => mail(dialog);
    find(dialog, 2).onClick = () => dialog.onClose();
    shown(dialog, 'mail-setup');
  }

  function mail(owner: Dialog | undefined): void {
    const dialog = open('mail', owner, [
      { className: 'Static', caption: 'x' },
      {
        className: look === 0 ? 'ListBox' : 'SysListView32',
        id: idOf(20),
        lines: names().map((name) => (is('list-decorates-names') ? `${name} (1)` : name)),
      },
      push('add', 21),
      push('remove', 22, { enabled: !is('remove-refused') }),
      push('properties', 23),
      push('copy', 24),
      radio('prompt', 25),
      radio('always', 26, { checked: true }),
      combo(27, names()),
      push('ok', 1),
      push('cancel', 2),
    ]);
    let touched = false;
    const leave = (): void => {
      if (owner === undefined) desk.end(processId);
      else desk.close(dialog);
    };
    dialog.onClose = leave;
    find(dialog, 27).onChoose = () => {
      touched = true;
    };
    find(dialog, 21).onClick = () => newProfile(dialog);
    const remove = (name: string): void => {
      registry.removeQuietly(`${OUTLOOK}\\Profiles\\${name}`);
      if (is('remove-takes-default')) registry.put('HKCU', OUTLOOK, { DefaultProfile: 'Third' });
      find(dialog, 20).lines = names();
      find(dialog, 27).lines = names();
    };
    find(dialog, 22).onClick = () => askToRemove(desk, dialog, find(dialog, 20), { trouble: script.trouble, say, remove });
    find(dialog, 2).onClick = leave;
    find(dialog, 1).onClick = () => {
      const name = find(dialog, 27).lines[find(dialog, 27).chosen];
      if (touched && name !== undefined) registry.put('HKCU', OUTLOOK, { DefaultProfile: name });
      leave();
    };
    shown(dialog, 'mail');
  }

  function newProfile(owner: Dialog): void {
    const dialog = open('newProfile', owner, [label('profileName'), edit(30), push('ok', 1, { enabled: false }), push('cancel', 2)]);
    find(dialog, 30).onChange = () => {
      find(dialog, 1).enabled = find(dialog, 30).text !== '';
    };
    find(dialog, 2).onClick = () => desk.close(dialog);
    dialog.onClose = () => desk.close(dialog);
    find(dialog, 1).onClick = () => {
      const profile = find(dialog, 30).text;
      desk.close(dialog);
      registry.put('HKCU', `${OUTLOOK}\\Profiles\\${profile}\\${SECTION}`);
      if (script.takesDefault === true) registry.put('HKCU', OUTLOOK, { DefaultProfile: profile });
      registry.put('HKCU', `${OUTLOOK}\\Profiles\\${profile}\\0a0d020000000000c000000000000046`, {
        '001f6610': utf16(`C:\\Users\\anna\\AppData\\Local\\Microsoft\\Outlook\\${profile}.ost`),
      });
      wizard(owner, { profile, kind: 'pop3', values: {}, ports: { in: 110, inSecurity: 0, out: 25, outSecurity: 0, auth: false } });
    };
    shown(dialog, 'new-profile');
  }

  function wizard(owner: Dialog, draft: Draft): void {
    const refresh = (): void => {
      find(owner, 27).lines = names();
    };
    const drop = (): void => {
      registry.removeQuietly(`${OUTLOOK}\\Profiles\\${draft.profile}`);
      refresh();
    };
    if (is('simplified-always') || (is('simplified') && !classicIsOn())) {
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
      if (more !== undefined) more.onClick = () => moreSettings(frame, draft);
      find(frame, 41).onClick = () => {
        keep();
        test();
      };
    };
    const test = (): void => {
      if (is('exists')) {
        box(frame, 'Microsoft Outlook', say('exists'), [{ caption: say('ok'), id: 2 }]);
        return;
      }
      const rows = draft.kind === 'activesync' ? 1 : 2;
      const closing = script.ownCloseId === true ? 82 : 2;
      const dialog = open('testTitle', frame, [
        { className: 'SysListView32', id: idOf(80), lines: Array.from({ length: rows }, (_, row) => `${row}\t${say('running')}`) },
        push('stop', 81),
        push('close', closing, { enabled: false }),
      ]);
      shown(dialog, 'test');
      const good =
        !is('test-fails') &&
        (script.expectServer === undefined || value(54) === script.expectServer) &&
        value(55) === value(53) &&
        (draft.kind === 'activesync' || (draft.ports.inSecurity !== 0 && draft.ports.auth));
      const list = find(dialog, 80);
      const pace = is('test-over') ? 0 : (script.testTakes ?? 300);
      for (let row = 0; row < rows; row += 1)
        desk.later(pace * (row + 1), () => {
          list.lines[row] = `${row}\t${say(good ? 'completed' : 'failed')}`;
        });
      desk.later(is('test-over') ? 0 : pace * rows + 50, () => {
        if (!good && script.errorsInFront === true) list.visible = false;
        if (!good && script.testSays !== undefined) addWidgets(dialog, [{ caption: script.testSays }]);
        if (script.testAdvises !== undefined) addWidgets(dialog, [{ caption: script.testAdvises }]);
        find(dialog, 81).enabled = false;
        find(dialog, closing).enabled = true;
      });
      const close = (): void => {
        desk.close(dialog);
        if (good) done();
      };
      find(dialog, closing).onClick = close;
      dialog.onClose = () => desk.close(dialog);
      find(dialog, 81).onClick = () => desk.close(dialog);
    };
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

  function moreSettings(owner: Dialog, draft: Draft): void {
    const make = settingsPages({ check, radio, label, edit, secret, combo }, draft, script.olderSettings === true);
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

  function classicIsOn(): boolean {
    return registry.snapshot().some((line) => /disableoffice365simplifiedaccountcreation .*"number":1/i.test(line));
  }

  if (names().length === 0) mail(undefined);
  else mailSetup();
}
