import type { AgentAnswer, AgentOptions, WindowHandle } from '../../core/world/windows.ts';
import { ask, bad, good } from './ask.ts';
import { isListBox, isUsable, windowFacts } from './describe.ts';
import { MESSAGE, NOTIFICATION } from './messages.ts';
import { win32 } from './win32.ts';

const THUMB_POSITION = 4;
const END_TRACK = 8;

/** What a control tells its parent: its id below, the notification above, its handle beside. */
export async function notifyParent(control: WindowHandle, notification: number, options: AgentOptions): Promise<AgentAnswer<true>> {
  const api = win32();
  const id = Number(api.getControlId(control)) & 0xffff;
  const told = await ask(Number(api.getParent(control)), MESSAGE.command, (notification << 16) | id, control, options);
  return told.ok ? good(true) : told;
}

/** A click is sent until the button stands as wished: a click alone would turn a check box that was right. */
async function check(control: WindowHandle, checked: boolean, options: AgentOptions): Promise<AgentAnswer<true>> {
  const state = await ask(control, MESSAGE.buttonChecked, 0, 0, options);
  if (!state.ok) return state;
  if ((state.value === 1) === checked) return good(true);
  const clicked = await ask(control, MESSAGE.buttonClick, 0, 0, options);
  return clicked.ok ? good(true) : clicked;
}

async function chooseLine(control: WindowHandle, className: string, line: number, options: AgentOptions): Promise<AgentAnswer<true>> {
  const message = isListBox(className) ? MESSAGE.listSelect : MESSAGE.comboSelect;
  const chosen = await ask(control, message, line, 0, options);
  if (!chosen.ok) return chosen;
  // Selecting by message tells nobody; the page acts on the notification only.
  return notifyParent(control, isListBox(className) ? NOTIFICATION.listChanged : NOTIFICATION.comboChanged, options);
}

async function slide(control: WindowHandle, position: number, options: AgentOptions): Promise<AgentAnswer<true>> {
  const set = await ask(control, MESSAGE.sliderSet, 1, position, options);
  if (!set.ok) return set;
  const parent = Number(win32().getParent(control));
  const moved = await ask(parent, MESSAGE.hScroll, (position << 16) | THUMB_POSITION, control, options);
  const ended = await ask(parent, MESSAGE.hScroll, END_TRACK, control, options);
  return moved.ok && ended.ok ? good(true) : bad('hung');
}

export async function choose(
  control: WindowHandle,
  choice: { checked: boolean } | { line: number } | { tab: number } | { position: number },
  options: AgentOptions,
): Promise<AgentAnswer<true>> {
  const facts = windowFacts(control);
  if (facts === undefined) return bad('gone');
  if (!isUsable(control)) return bad('disabled');
  if ('checked' in choice) return check(control, choice.checked, options);
  if ('line' in choice) return chooseLine(control, facts.className, choice.line, options);
  if ('position' in choice) return slide(control, choice.position, options);
  const shown = await ask(control, MESSAGE.tabFocus, choice.tab, 0, options);
  return shown.ok ? good(true) : shown;
}
