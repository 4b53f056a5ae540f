import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anatomyOf, kindOf } from '../../../../../electron/core/clients/outlook/dialogs/controls.ts';
import { plainCaption, pointsBack, pointsOn, says } from '../../../../../electron/core/clients/outlook/dialogs/captions.ts';
import { PAGE_IDS, PAGES } from '../../../../../electron/core/clients/outlook/dialogs/pages.ts';
import { recognise } from '../../../../../electron/core/clients/outlook/dialogs/recognise.ts';
import { dumpWindows, replayWindows, uiRecord, type UiRecord } from '../../../../../electron/core/clients/outlook/index.ts';
import { encryptionLine } from '../../../../../electron/core/clients/outlook/steps/more-settings.ts';
import type { ControlFacts, WindowAgent, WindowFacts } from '../../../../../electron/core/world/windows.ts';
import { fakePowerShell } from '../../../../fakes/powershell.ts';
import { recordAll, type Seen } from './recorded.ts';
import { computerWith, setUp } from './set-up.ts';

const again = ({ window, controls, wizard }: Seen, changed: readonly ControlFacts[] = controls, facts: WindowFacts = window) =>
  recognise(facts, changed, wizard === facts.handle ? { wizard } : {});

const rolesOf = (found: ReturnType<typeof recognise>): [string, number][] =>
  Object.entries(found.controls)
    .map(([role, control]): [string, number] => [role, control.handle])
    .sort();

describe('recognition', () => {
  let all: Seen[] = [];
  beforeAll(async () => {
    all = await recordAll();
  });

  it('was given every kind of page of the way', () => {
    const pages = new Set(all.map(({ page }) => page));
    expect([...pages].sort()).toEqual([
      'auto',
      'choose-service',
      'done',
      'eas',
      'mail',
      'mail-setup',
      'more-settings',
      'new-profile',
      'pop-imap',
      'test',
    ]);
  });

  it('does not depend on control ids, except the ones that Windows itself gives', () => {
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.infiniteStream(fc.integer({ min: 20, max: 12000 })), (place, ids) => {
        const seen = all[place];
        if (seen === undefined) return;
        const renumbered = seen.controls.map((control) => ({
          ...control,
          id: control.id === 1 || control.id === 2 ? control.id : Number(ids.next().value),
        }));
        const found = again(seen, renumbered);
        expect(found.page).toBe(seen.page);
        expect(rolesOf(found)).toEqual(rolesOf(again(seen)));
      }),
    );
  });

  it('does not depend on unrelated controls: pictures, lines, group boxes, hidden leftovers', () => {
    const noise = fc.constantFrom('Static-picture', 'SysAnimate32', 'AtlAxWin', 'GroupBox', 'hidden');
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.array(fc.tuple(noise, fc.nat(100)), { maxLength: 8 }), (place, extras) => {
        const seen = all[place];
        if (seen === undefined) return;
        const controls: ControlFacts[] = [...seen.controls];
        const parent = controls.find(({ className }) => /edit|combo|button/i.test(className))?.parent ?? seen.window.handle;
        extras.forEach(([kind, where], number) => {
          const style = kind === 'GroupBox' ? 7 : 0;
          const className = kind === 'GroupBox' ? 'Button' : kind === 'hidden' ? 'Edit' : kind;
          const extra = {
            handle: 900_000 + number,
            className,
            id: 300 + number,
            caption: '',
            style,
            enabled: true,
            visible: kind !== 'hidden',
            index: 0,
            parent,
          };
          controls.splice(where % (controls.length + 1), 0, extra);
        });
        const found = again(
          seen,
          controls.map((control, index) => ({ ...control, index })),
        );
        expect(found.page).toBe(seen.page);
        expect(rolesOf(found)).toEqual(rolesOf(again(seen)));
      }),
    );
  });

  it('does not depend on handles', () => {
    for (const seen of all) {
      const shift = (handle: number): number => handle + 5_000_000;
      const controls = seen.controls.map((control) => ({ ...control, handle: shift(control.handle), parent: shift(control.parent) }));
      const window = { ...seen.window, handle: shift(seen.window.handle) };
      expect(recognise(window, controls, seen.wizard === seen.window.handle ? { wizard: window.handle } : {}).page).toBe(seen.page);
    }
  });

  it('answers something for any window whatever, and never throws', () => {
    const control = fc.record({
      handle: fc.nat(50),
      className: fc.constantFrom(
        'Edit',
        'RICHEDIT50W',
        'Button',
        'ComboBox',
        'Static',
        'SysListView32',
        '#32770',
        'SysTabControl32',
        'NetUIHWND',
        'x',
      ),
      id: fc.integer({ min: -1, max: 99 }),
      caption: fc.constantFrom('', '&Next >', 'Exchange ActiveSync', 'OK', '&Password:', 'POP or IMAP', 'x'),
      style: fc.nat(0x1000),
      enabled: fc.boolean(),
      visible: fc.boolean(),
      index: fc.nat(50),
      parent: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(control, { maxLength: 30 }), (controls) => {
        const found = recognise({ handle: 1, className: '#32770', title: 'x', processId: 1, enabled: true, visible: true }, controls);
        expect(PAGE_IDS).toContain(found.page);
      }),
    );
  });

  it('stops at labels that contradict the order', () => {
    const seen = all.find(({ page, language }) => page === 'eas' && language === 'en');
    if (seen === undefined) throw new Error('No such page.');
    const only = (caption: string): string =>
      caption === '&User Name:' ? 'something' : caption === '&Mail server:' ? '&E-mail Address:' : caption;
    const found = again(
      seen,
      seen.controls.map((control) => ({ ...control, caption: only(control.caption) })),
    );
    expect(found.controls.server).toBeUndefined();
    expect(found.ambiguous).toContain('address');
  });

  it('follows labels that all agree although the order is another', () => {
    const seen = all.find(({ page, language }) => page === 'eas' && language === 'de');
    if (seen === undefined) throw new Error('No such page.');
    const swap = (caption: string): string =>
      caption === '&Benutzername:' ? 'E-Mail-&Server:' : caption === 'E-Mail-&Server:' ? '&Benutzername:' : caption;
    const found = again(
      seen,
      seen.controls.map((control) => ({ ...control, caption: swap(control.caption) })),
    );
    const plain = again(seen);
    expect(found.controls.server?.handle).toBe(plain.controls.user?.handle);
    expect(found.controls.user?.handle).toBe(plain.controls.server?.handle);
  });

  it('says unknown when the title names another dialog than the structure shows', () => {
    const seen = all.find(({ page, language }) => page === 'new-profile' && language === 'xx');
    if (seen === undefined) throw new Error('No such page.');
    expect(again(seen, seen.controls, { ...seen.window, title: 'Test Account Settings' }).page).toBe('unknown');
  });

  it('finds the two products by their names in any language, and stops when two choices carry one', () => {
    const seen = all.find(({ page, language }) => page === 'choose-service' && language === 'xx');
    if (seen === undefined) throw new Error('No such page.');
    const twice = seen.controls.map((control) =>
      control.caption === 'Microsoft &365' ? { ...control, caption: 'Outlook.com / Exchange ActiveSync' } : control,
    );
    expect(again(seen).controls).toMatchObject({ 'eas-choice': {}, 'pop-imap-choice': {} });
    expect(again(seen, twice).ambiguous).toContain('eas-choice');
  });

  it('knows families of classes and the styles of buttons', () => {
    const kind = (className: string, style = 0): string =>
      kindOf({ handle: 1, className, id: 0, caption: '', style, enabled: true, visible: true, index: 0, parent: 0 });
    expect(['Edit', 'RichEdit20WPT', 'RICHEDIT50W', 'WindowsForms10.EDIT.app.0.1'].map((name) => kind(name))).toEqual([
      'edit',
      'edit',
      'edit',
      'edit',
    ]);
    expect([0, 1, 2, 3, 4, 9, 7, 0x0b].map((style) => kind('Button', style))).toEqual([
      'push',
      'push',
      'check',
      'check',
      'radio',
      'radio',
      'group',
      'push',
    ]);
    expect([kind('Edit', 0x20), kind('Edit', 0x800)]).toEqual(['password', 'text']);
  });

  it('leaves out pages left behind and the inner field of a combo', () => {
    const base = { className: 'Edit', id: 1, caption: '', style: 0, enabled: true, visible: true };
    const anatomy = anatomyOf({ handle: 1 }, [
      { ...base, handle: 2, index: 0, parent: 1, className: '#32770', visible: false },
      { ...base, handle: 3, index: 1, parent: 2 },
      { ...base, handle: 4, index: 2, parent: 1, className: 'ComboBox' },
      { ...base, handle: 5, index: 3, parent: 4 },
      { ...base, handle: 6, index: 4, parent: 1 },
    ]);
    expect(anatomy.fields.map(({ handle }) => handle)).toEqual([6]);
  });

  it('reads captions without their decoration', () => {
    expect(['< &Zurück', 'Kon&totyp:', 'Add…', 'A&dd...', 'Foo (&N)'].map(plainCaption)).toEqual([
      'zurück',
      'kontotyp',
      'add',
      'add',
      'foo',
    ]);
    expect(says('&Weiter >', 'next')).toBe(true);
    expect([pointsOn('&Avano >'), pointsOn('Details >>'), pointsBack('< x'), pointsBack('<< x')]).toEqual([true, false, true, false]);
  });

  it('chooses encryption in old and new lists', () => {
    expect(encryptionLine(['None', 'SSL/TLS', 'STARTTLS', 'Auto'], 'tls')).toBe(1);
    expect(encryptionLine(['None', 'SSL/TLS', 'STARTTLS', 'Auto'], 'starttls')).toBe(2);
    expect(encryptionLine(['Keine', 'SSL', 'TLS', 'Auto'], 'tls')).toBe(1);
    expect(encryptionLine(['Keine', 'SSL', 'TLS', 'Auto'], 'starttls')).toBe(2);
    expect(encryptionLine(['Keine'], 'tls')).toBe(-1);
  });

  it('describes each page once', () => {
    expect(new Set(PAGES.map(({ id }) => id)).size).toBe(PAGES.length);
    expect(PAGE_IDS.filter((id) => id !== 'unknown' && !PAGES.some((page) => page.id === id))).toEqual([]);
  });
});

describe('a record of open windows', () => {
  it('holds titles, classes, ids and states, and not one value', async () => {
    const computer = computerWith({});
    const records: UiRecord[] = [];
    let taken = false;
    await setUp(
      computer,
      'activesync',
      {},
      {
        onWindow: ({ page }) => {
          if (page !== 'eas' || taken) return;
          taken = true;
          void computer.clock.sleep(1).then(async () => {
            records.push(
              await dumpWindows(
                computer.windows.agent,
                computer.desk.processes.map(({ id }) => id),
              ),
            );
          });
        },
      },
    );
    const [record] = records;
    if (record === undefined) throw new Error('Nothing was recorded.');
    expect(uiRecord.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    const text = JSON.stringify(record);
    expect(text).not.toContain('anna@firma.example');
    expect(text).not.toContain('canary');
    const replayed = replayWindows(record, 'activesync');
    expect(replayed[0]).toMatchObject({ page: 'eas', missing: [], ambiguous: [], move: { kind: 'fill', button: 'next' } });
  });

  it('ends where it is when it is cancelled, and takes no more windows than can be read again', async () => {
    const abort = new AbortController();
    const asked: number[] = [];
    const agent: WindowAgent = {
      ...fakePowerShell().agent,
      windows: () =>
        Promise.resolve(
          Array.from({ length: 60 }, (_, handle) => ({
            handle,
            className: '#32770',
            title: '',
            processId: 4,
            enabled: true,
            visible: true,
          })),
        ),
      tree: (window, { signal }) => {
        asked.push(window);
        if (asked.length === 52) abort.abort();
        return Promise.resolve({ ok: false, reason: signal?.aborted === true ? 'cancelled' : 'hung' });
      },
    };
    expect(uiRecord.parse(await dumpWindows(agent, [4])).windows).toHaveLength(50);
    expect((await dumpWindows(agent, [4], undefined, abort.signal)).windows.map(({ silent }) => silent)).toEqual(['hung', 'cancelled']);
  });

  it('says of a strange window that it would stop', () => {
    const window = { handle: 1, className: 'NUIDialog', title: 'Outlook', processId: 4, enabled: true, visible: true };
    const record = uiRecord.parse({ kind: 'mailramp-ui', version: 1, windows: [{ window, controls: [] }] });
    expect(replayWindows(record, 'imap')).toMatchObject([{ page: 'simplified', move: { kind: 'stop', code: 'unexpected-window' } }]);
  });
});
