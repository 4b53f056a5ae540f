import { addWidgets, type Dialog } from './outlook-dialogs.ts';
import type { Kit } from './outlook-kit.ts';
import type { Draft } from './outlook-registry.ts';

interface Typed {
  /** What was typed into the field of this number. */
  value: (id: number) => string;
  /** Goes on after a good test. */
  done: () => void;
}

/** Test Account Settings: a list of tasks that end one after the other, then Close wakes up. */
export function openTest(kit: Kit, frame: Dialog, draft: Draft, { value, done }: Typed): void {
  const { desk, script, say, idOf, is, push, find, open, box, shown } = kit;
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
}
