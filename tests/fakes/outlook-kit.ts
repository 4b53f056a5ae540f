import { type BoxButton, messageBox, questionOf } from './outlook-boxes.ts';
import { addWidgets, type Desktop, type Dialog, STYLE, type Widget } from './outlook-dialogs.ts';
import { OUTLOOK } from './outlook-registry.ts';
import type { AppletScript, Place } from './outlook-script.ts';
import { type Word, WORDS } from './outlook-words.ts';
import type { FakeRegistry } from './registry.ts';

export type Kit = ReturnType<typeof kitOf>;

/** What every dialog of a played applet is made with: its words, ids, controls and boxes, and the trouble that the script wants. */
export function kitOf(desk: Desktop, registry: FakeRegistry, processId: number, script: AppletScript) {
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

  return {
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
  };
}
