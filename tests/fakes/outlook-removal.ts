import { messageBox } from './outlook-boxes.ts';
import type { Desktop, Dialog, Widget } from './outlook-dialogs.ts';
import type { Word } from './outlook-words.ts';

/** What can go wrong when a profile is removed in the list. */
export type RemovalTrouble =
  | 'remove-refused'
  | 'list-decorates-names'
  | 'remove-ignored'
  | 'remove-names-other'
  | 'remove-says-no'
  | 'remove-deferred'
  | 'remove-hangs'
  | 'remove-crashes'
  | 'remove-takes-default';

interface Removal {
  trouble: string | undefined;
  say: (key: Word) => string;
  remove: (name: string) => void;
}

/** Remove in the list of profiles: asks, and removes the chosen one. */
export function askToRemove(desk: Desktop, owner: Dialog, list: Widget, { trouble, say, remove }: Removal): void {
  const name = list.lines[list.chosen];
  if (name === undefined || trouble === 'remove-ignored') return;
  if (trouble === 'remove-crashes') {
    desk.end(owner.processId);
    return;
  }
  if (trouble === 'remove-hangs') desk.deafUntil = Infinity;
  const onClick = (): void => {
    if (trouble === 'remove-deferred') return;
    desk.log.push(`removed ${name}`);
    remove(name);
  };
  const text = `${say('removeText')}${trouble === 'remove-names-other' ? ' "Outlook"' : ''}`;
  const yesAndNo = [
    { caption: say('yes'), id: 6, onClick },
    { caption: say('no'), id: 7 },
  ];
  const buttons = trouble === 'remove-says-no' ? [{ caption: say('ok'), id: 1 }] : yesAndNo;
  messageBox(desk, { title: say('mail'), processId: owner.processId, owner }, text, buttons);
}
