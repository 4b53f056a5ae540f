import type { AgentAnswer, AgentOptions, SettingWay, WindowHandle } from '../../core/world/windows.ts';
import { ask, bad, good, pause, whySilent } from './ask.ts';
import { isUsable, windowFacts } from './describe.ts';
import { notifyParent } from './choose.ts';
import { MESSAGE, NOTIFICATION, SEND_FLAGS } from './messages.ts';
import { win32 } from './win32.ts';

async function send(control: WindowHandle, message: number, w: number, text: string, options: AgentOptions): Promise<AgentAnswer<true>> {
  const result = [0];
  const answered = await win32().sendText(control, message, w, text, SEND_FLAGS, options.timeout, result);
  return answered === 0 ? bad(await whySilent(control)) : good(true);
}

/** As if pasted over all: the field itself tells its page. */
async function replace(control: WindowHandle, text: string, options: AgentOptions): Promise<AgentAnswer<true>> {
  const selected = await ask(control, MESSAGE.editSelect, 0, -1, options);
  if (!selected.ok) return selected;
  const replaced = await send(control, MESSAGE.editReplace, 1, text, options);
  return replaced.ok ? notifyParent(control, NOTIFICATION.editChanged, options) : replaced;
}

/** Characters one by one. They are posted, and sent messages overtake them: so wait until the length is right. */
async function type(control: WindowHandle, text: string, options: AgentOptions): Promise<AgentAnswer<true>> {
  const emptied = await replace(control, '', options);
  if (!emptied.ok) return emptied;
  for (const unit of text.split('')) win32().post(control, MESSAGE.character, unit.charCodeAt(0), 1);
  const until = performance.now() + options.timeout;
  while (performance.now() < until) {
    const length = await ask(control, MESSAGE.getTextLength, 0, 0, options);
    if (!length.ok) return length;
    if (length.value === text.length) return good(true);
    await pause(10);
  }
  return bad('timed-out');
}

export async function setText(control: WindowHandle, text: string, way: SettingWay, options: AgentOptions): Promise<AgentAnswer<true>> {
  if (windowFacts(control) === undefined) return bad('gone');
  if (!isUsable(control)) return bad('disabled');
  if (way === 'quiet') return send(control, MESSAGE.setText, 0, text, options);
  return way === 'notified' ? replace(control, text, options) : type(control, text, options);
}
