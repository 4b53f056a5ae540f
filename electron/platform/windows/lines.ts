import type { AgentAnswer, AgentOptions, WindowHandle } from '../../core/world/windows.ts';
import { ask, bad, good, whySilent } from './ask.ts';
import { isComboBox, isListBox, isListView, isTabControl, windowFacts } from './describe.ts';
import { MESSAGE, SEND_FLAGS } from './messages.ts';
import { type ItemLayout, itemWithText, LIST_ITEM, TAB_ITEM, textOf, withRemoteMemory } from './remote-memory.ts';
import { win32 } from './win32.ts';

const MOST_LINES = 500;
const TEXT_BYTES = 2048;
const TEXT_AT = 256;

/** Lines of a combo or list box: strings below WM_USER cross processes by themselves. */
async function simpleLines(
  control: WindowHandle,
  message: { count: number; length: number; text: number },
  options: AgentOptions,
): Promise<AgentAnswer<string[]>> {
  const count = await ask(control, message.count, 0, 0, options);
  if (!count.ok) return count;
  const lines: string[] = [];
  for (let line = 0; line < Math.min(count.value, MOST_LINES); line += 1) {
    const length = await ask(control, message.length, line, 0, options);
    if (!length.ok) return length;
    const buffer = Buffer.alloc((Math.max(0, length.value) + 2) * 2);
    const result = [0];
    if ((await win32().sendBuffer(control, message.text, line, buffer, SEND_FLAGS, options.timeout, result)) === 0) {
      return bad(await whySilent(control));
    }
    lines.push(textOf(buffer));
  }
  return good(lines);
}

/** Lines whose text lies in a structure that must live in the other process. */
async function remoteLines(
  control: WindowHandle,
  kind: { count: number; text: number; layout: ItemLayout; columns: number },
  options: AgentOptions,
): Promise<AgentAnswer<string[]>> {
  const count = await ask(control, kind.count, 0, 0, options);
  if (!count.ok) return count;
  const owner = windowFacts(control);
  if (owner === undefined) return bad('gone');
  const lines = await withRemoteMemory(owner.processId, TEXT_AT + TEXT_BYTES, async (memory) => {
    const found: string[] = [];
    for (let line = 0; line < Math.min(count.value, MOST_LINES); line += 1) {
      const cells: string[] = [];
      for (let column = 0; column < kind.columns; column += 1) {
        const item = itemWithText(kind.layout, memory, memory.address + TEXT_AT, TEXT_BYTES / 2, column);
        memory.write(Buffer.concat([item, Buffer.alloc(TEXT_AT - item.length)]));
        const answer = await ask(control, kind.text, line, memory.address, options);
        if (!answer.ok) return answer;
        cells.push(textOf(memory.read(TEXT_AT, TEXT_BYTES) ?? Buffer.alloc(0)));
      }
      found.push(cells.join('\t'));
    }
    return good(found);
  });
  return lines ?? bad('access-denied');
}

async function columnsOf(list: WindowHandle, options: AgentOptions): Promise<number> {
  const header = await ask(list, MESSAGE.viewHeader, 0, 0, options);
  const count = header.ok && header.value !== 0 ? await ask(header.value, MESSAGE.headerCount, 0, 0, options) : header;
  return count.ok ? Math.max(1, Math.min(count.value, 8)) : 1;
}

export async function linesOf(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<string[]>> {
  const name = windowFacts(control)?.className;
  if (name === undefined) return bad('gone');
  if (isComboBox(name)) {
    return simpleLines(control, { count: MESSAGE.comboCount, length: MESSAGE.comboTextLength, text: MESSAGE.comboText }, options);
  }
  if (isListBox(name)) {
    return simpleLines(control, { count: MESSAGE.listCount, length: MESSAGE.listTextLength, text: MESSAGE.listText }, options);
  }
  if (isListView(name)) {
    const columns = await columnsOf(control, options);
    return remoteLines(control, { count: MESSAGE.viewCount, text: MESSAGE.viewText, layout: LIST_ITEM, columns }, options);
  }
  if (isTabControl(name)) {
    return remoteLines(control, { count: MESSAGE.tabCount, text: MESSAGE.tabText, layout: TAB_ITEM, columns: 1 }, options);
  }
  return bad('not-supported');
}
