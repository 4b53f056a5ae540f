import { addWidgets, type Desktop, type Dialog } from './outlook-dialogs.ts';

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
