import type { AgentAnswer, AgentOptions, ControlFacts, WindowAgent, WindowFacts, WindowHandle } from '../../core/world/windows.ts';
import { ask, bad, good, pause, readText, unlessCancelled } from './ask.ts';
import { choose } from './choose.ts';
import { describe, isComboBox, isUsable, windowFacts } from './describe.ts';
import { linesOf } from './lines.ts';
import { MESSAGE } from './messages.ts';
import { setText } from './set-text.ts';
import { win32 } from './win32.ts';

const POLL = 25;

async function read(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<string>> {
  const facts = describe(control, 0);
  if (facts === undefined) return bad('gone');
  if (facts.password) {
    const length = await ask(control, MESSAGE.getTextLength, 0, 0, options);
    return length.ok ? good('•'.repeat(length.value)) : length;
  }
  if (!isComboBox(facts.className)) return readText(control, options);
  const line = await ask(control, MESSAGE.comboSelection, 0, 0, options);
  const lines = await linesOf(control, options);
  if (!line.ok) return line;
  if (!lines.ok) return lines;
  return good(lines.value[line.value] ?? '');
}

async function tree(window: WindowHandle, options: AgentOptions): Promise<AgentAnswer<ControlFacts[]>> {
  const alive = await ask(window, MESSAGE.nothing, 0, 0, options);
  if (!alive.ok) return alive;
  const handles: WindowHandle[] = [];
  win32().enumChildWindows(window, (handle: number) => handles.push(handle) > 0, 0);
  return good(handles.flatMap((handle, index) => describe(handle, index)?.facts ?? []));
}

async function press(control: WindowHandle): Promise<AgentAnswer<true>> {
  const api = win32();
  if (!api.isWindow(control)) return bad('gone');
  if (!isUsable(control)) return bad('disabled');
  // Posted: a sent click on a button that opens a dialog would look like a hang. WM_COMMAND to the parent is what the
  // click causes; sent instead of BM_CLICK because that is lost while its dialog is not the active window.
  const posted = Boolean(api.post(api.getParent(control), MESSAGE.command, Number(api.getControlId(control)) & 0xffff, control));
  return posted ? good(true) : bad('access-denied');
}

async function wait<Value>(look: () => Promise<Value | undefined>, options: AgentOptions): Promise<AgentAnswer<Value>> {
  const until = performance.now() + options.timeout;
  for (;;) {
    if (options.signal?.aborted === true) return bad('cancelled');
    const seen = await look();
    if (seen !== undefined) return good(seen);
    if (performance.now() >= until) return bad('timed-out');
    await pause(POLL);
  }
}

function windows(processIds: readonly number[]): WindowFacts[] {
  const handles: WindowHandle[] = [];
  win32().enumWindows((handle: number) => handles.push(handle) > 0, 0);
  return handles.flatMap((handle) => windowFacts(handle) ?? []).filter((window) => processIds.includes(window.processId));
}

async function checked(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<boolean>> {
  const state = await ask(control, MESSAGE.buttonChecked, 0, 0, options);
  return state.ok ? good(state.value === 1) : state;
}

async function close(window: WindowHandle): Promise<AgentAnswer<true>> {
  if (!win32().isWindow(window)) return bad('gone');
  return win32().post(window, MESSAGE.close, 0, 0) ? good(true) : bad('access-denied');
}

/** Hands by Win32 messages: they work with PowerShell locked down, without focus, keyboard or coordinates. */
export const nativeAgent = (): WindowAgent => ({
  kind: 'native',
  windows: (processIds) => Promise.resolve(windows(processIds)),
  tree: (window, options) => unlessCancelled(options, () => tree(window, options)),
  read: (control, options) => unlessCancelled(options, () => read(control, options)),
  set: (control, text, way, options) => unlessCancelled(options, () => setText(control, text, way, options)),
  choose: (control, choice, options) => unlessCancelled(options, () => choose(control, choice, options)),
  lines: (control, options) => unlessCancelled(options, () => linesOf(control, options)),
  checked: (control, options) => unlessCancelled(options, () => checked(control, options)),
  press: (control, options) => unlessCancelled(options, () => press(control)),
  close: (window, options) => unlessCancelled(options, () => close(window)),
  wait: (look, options) => unlessCancelled(options, () => wait(look, options)),
  dispose: () => Promise.resolve(),
});
