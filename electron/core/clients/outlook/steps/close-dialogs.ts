import type { WindowHandle } from '../../../world/windows.ts';
import { SENTENCES } from '../dialogs/captions.ts';
import type { Control } from '../dialogs/controls.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import type { Session } from './session.ts';

const MOST_DIALOGS = 12;

/**
 * Leaves every open dialog of ours the way that changes nothing: No, Cancel, Close, or asking the window to go. Each is
 * asked once. True when all are gone; programs are never killed.
 */
export async function closeDialogs(session: Session): Promise<boolean> {
  const asked = new Map<WindowHandle, number>();
  const refused = new Set<string>();
  for (let turn = 0; turn < MOST_DIALOGS; turn += 1) {
    const open = await session.wait(async () => {
      const now = await session.look({});
      if (now === 'gone') return 'gone' as const;
      // A program without a window may be about to show its first one.
      return typeof now === 'string' ? undefined : now;
    }, session.limits.closing);
    if (!open.ok) return (await session.dialogs()).length === 0;
    if (open.value === 'gone') return true;
    const seen = open.value;
    const times = asked.get(seen.window.handle) ?? 0;
    asked.set(seen.window.handle, times + 1);
    if (times > 1) return false;
    const words = `${seen.window.title}\n${seen.text}`;
    await leave(session, seen, { again: times > 0, refusedBefore: refused.has(words) });
    if (seen.page === 'message-box') refused.add(words);
    await waitUntilLeft(session, seen);
  }
  return false;
}

interface Turn {
  again: boolean;
  refusedBefore: boolean;
}

async function leave(session: Session, seen: Recognised, turn: Turn): Promise<void> {
  const { agent } = session.windows;
  const button = turn.again ? undefined : wayOut(seen, turn);
  session.note(seen, [button === undefined ? 'close' : 'leave']);
  if (button === undefined) await session.ask((limits) => agent.close(seen.window.handle, limits));
  else await session.ask((limits) => agent.press(button.handle, limits));
}

/**
 * On the wizard's last page Cancel may be asleep: Finish is then the only way out, and the profile is removed afterwards.
 * A question that is refused and comes again asks, in whatever language, whether to leave: No leads back into the dialogs.
 */
function wayOut({ controls, page, text }: Recognised, { refusedBefore }: Turn): Control | undefined {
  const asksToLeave = page === 'message-box' && (refusedBefore || SENTENCES.leaving.test(text));
  if (asksToLeave && controls.yes?.enabled === true) return controls.yes;
  const ways = [
    controls.no,
    controls.cancel,
    controls.close,
    ...(page === 'test' ? [controls.stop] : []),
    ...(page === 'done' ? [controls.finish] : []),
  ];
  return ways.find((control) => control?.enabled === true);
}

async function waitUntilLeft(session: Session, seen: Recognised): Promise<void> {
  await session.wait(async () => {
    const open = await session.dialogs();
    const same = open.find(({ handle }) => handle === seen.window.handle);
    return same?.enabled === true && same.visible ? undefined : true;
  }, session.limits.closing);
}
