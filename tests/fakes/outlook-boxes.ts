import { addWidgets, type Desktop, type Dialog } from './outlook-dialogs.ts';
import type { Word } from './outlook-words.ts';

export interface BoxButton {
  caption: string;
  id: number;
  onClick?: () => void;
}

/** A box with a text; each of its buttons is written down and closes it. */
export function messageBox(
  desk: Desktop,
  place: Pick<Dialog, 'title' | 'processId' | 'owner'>,
  text: string,
  buttons: readonly BoxButton[],
): Dialog {
  const dialog = desk.open(place, [{ caption: text }]);
  addWidgets(
    dialog,
    buttons.map(({ caption, id, onClick }) => ({
      className: 'Button',
      caption,
      id,
      onClick: () => {
        desk.log.push(`answered ${place.title} ${id}`);
        desk.close(dialog);
        onClick?.();
      },
    })),
  );
  return dialog;
}

/** What Outlook asks or says by a box, where the script wants that. */
export function questionOf(
  { trouble, redirectUrl = '', redirectInField = false }: { trouble?: string; redirectUrl?: string; redirectInField?: boolean },
  say: (key: Word) => string,
  ask: (title: string, text: string, buttons: readonly BoxButton[], field?: string) => void,
): void {
  const two = (first: Word, one: number, second: Word, other: number): BoxButton[] => [
    { caption: say(first), id: one },
    { caption: say(second), id: other },
  ];
  if (trouble === 'certificate') ask(say('certificateTitle'), say('certificateText'), two('yes', 6, 'no', 7));
  if (trouble === 'message') ask('Microsoft Outlook', '0x800CCC0E', [{ caption: say('ok'), id: 2 }]);
  if (trouble === 'redirect') {
    const text = redirectInField ? say('redirectText') : `${say('redirectText')} ${redirectUrl}`;
    ask('Microsoft Outlook', text, two('ok', 1, 'cancel', 2), redirectInField ? redirectUrl : undefined);
  }
}
