import type { AgentAnswer, AgentFailure, AgentOptions, WindowHandle } from '../../core/world/windows.ts';
import { MESSAGE, SEND_FLAGS } from './messages.ts';
import { win32 } from './win32.ts';

const POLL = 25;
/** A window that dies takes a moment to be gone: look this long before calling it hung. */
const DYING = 500;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export const good = <Value>(value: Value): AgentAnswer<Value> => ({ ok: true, value });
export const bad = (reason: AgentFailure): { ok: false; reason: AgentFailure } => ({ ok: false, reason });

/**
 * Leaves `work` as soon as the signal fires, and does not begin it when it has fired. A message that is on its way keeps
 * its worker thread until its own limit; nobody waits for it.
 */
export async function unlessCancelled<Value>(options: AgentOptions, work: () => Promise<AgentAnswer<Value>>): Promise<AgentAnswer<Value>> {
  const { signal } = options;
  if (signal === undefined) return work();
  if (signal.aborted) return bad('cancelled');
  let cancel: () => void = () => undefined;
  const cancelled = new Promise<AgentAnswer<Value>>((resolve) => {
    cancel = () => resolve(bad('cancelled'));
  });
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([work(), cancelled]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** What a window did not answer for: it is gone, or it hangs. */
export async function whySilent(window: WindowHandle): Promise<AgentFailure> {
  for (let waited = 0; waited < DYING; waited += POLL) {
    if (!win32().isWindow(window)) return 'gone';
    await pause(POLL);
  }
  return 'hung';
}

/** One message with a number; the answer, or why there is none. */
export async function ask(
  window: WindowHandle,
  message: number,
  w: number,
  l: number,
  options: AgentOptions,
): Promise<AgentAnswer<number>> {
  if (options.signal?.aborted === true) return bad('cancelled');
  if (!win32().isWindow(window)) return bad('gone');
  const result = [0];
  const answered = await win32().sendNumber(window, message, w, l, SEND_FLAGS, options.timeout, result);
  return answered === 0 ? bad(await whySilent(window)) : good(Number(result[0]));
}

/** Text by WM_GETTEXT: across processes GetWindowText would give an edit's caption, which is empty. */
export async function readText(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<string>> {
  const length = await ask(control, MESSAGE.getTextLength, 0, 0, options);
  if (!length.ok) return length;
  const size = Math.min(length.value, 32_766) + 2;
  const buffer = Buffer.alloc(size * 2);
  const result = [0];
  const answered = await win32().sendBuffer(control, MESSAGE.getText, size, buffer, SEND_FLAGS, options.timeout, result);
  if (answered === 0) return bad(await whySilent(control));
  return good(buffer.toString('utf16le', 0, Math.min(Number(result[0]), size) * 2));
}
