import type { AgentAnswer, AgentFailure, AgentOptions, WindowAgent } from '../../../core/world/windows.ts';
import { within } from './limit.ts';
import type { PowerShellSession, SessionAnswer } from './session.ts';
import type { SessionFailure } from './start.ts';
import { base64, type ScriptReason } from './wire.ts';

const POLL = 50;
const LIST_LIMIT = 10_000;

/**
 * Every failure in the words of the port. A request about a window that is not answered in time means that the window's
 * program does not answer: the scripts themselves take milliseconds. Where PowerShell may not or cannot work, nothing is supported.
 */
const FAILURES: Readonly<Record<SessionFailure | ScriptReason, AgentFailure>> = {
  gone: 'gone',
  hung: 'hung',
  disabled: 'disabled',
  'not-found': 'not-found',
  'not-supported': 'not-supported',
  'access-denied': 'access-denied',
  'powershell-restricted': 'not-supported',
  'powershell-missing': 'not-supported',
  'consent-needed': 'access-denied',
  'unknown-verb': 'not-supported',
  'bad-arguments': 'not-supported',
  failed: 'not-supported',
  'timed-out': 'hung',
  'slow-start': 'timed-out',
  cancelled: 'cancelled',
  'scripts-missing': 'not-supported',
  crashed: 'not-supported',
  garbled: 'not-supported',
};

function answerOf<From, To>(answer: SessionAnswer<From>, take: (value: From) => To): AgentAnswer<To> {
  return answer.ok ? { ok: true, value: take(answer.value) } : { ok: false, reason: FAILURES[answer.reason] };
}

type Choice = Parameters<WindowAgent['choose']>[1];

function chosen(choice: Choice): { kind: 'checked' | 'line' | 'tab' | 'position'; number: number } {
  if ('checked' in choice) return { kind: 'checked', number: choice.checked ? 1 : 0 };
  if ('line' in choice) return { kind: 'line', number: choice.line };
  if ('tab' in choice) return { kind: 'tab', number: choice.tab };
  return { kind: 'position', number: choice.position };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function wait<Value>(look: () => Promise<Value | undefined>, options: AgentOptions): Promise<AgentAnswer<Value>> {
  const until = performance.now() + options.timeout;
  const looking = async (): Promise<AgentAnswer<Value>> => {
    while (options.signal?.aborted !== true) {
      const seen = await look();
      if (seen !== undefined) return { ok: true, value: seen };
      if (performance.now() >= until) return { ok: false, reason: 'timed-out' };
      await pause(POLL);
    }
    return { ok: false, reason: 'cancelled' };
  };
  const ended = await within(looking(), Infinity, options.signal);
  return ended.done ? ended.value : { ok: false, reason: 'cancelled' };
}

/**
 * Hands by UI Automation, for windows without standard controls. It cannot read the length of a password, set a text in
 * any way but the quiet one, or see hidden controls; those are `not-supported` or absent. Disposing it ends the session.
 */
export const powershellAgent = (session: PowerShellSession): WindowAgent => ({
  kind: 'powershell',
  windows: async (processIds) => {
    const found = await session.ask('window.list', { processIds }, { timeout: LIST_LIMIT });
    return found.ok ? found.value.windows : [];
  },
  tree: async (window, options) => answerOf(await session.ask('window.tree', { window }, options), ({ controls }) => controls),
  read: async (control, options) => answerOf(await session.ask('control.read', { control }, options), ({ text }) => text),
  set: async (control, text, way, options) =>
    answerOf(await session.ask('control.set', { control, text: base64(text), way }, options), ({ done }) => done),
  choose: async (control, choice, options) =>
    answerOf(await session.ask('control.choose', { control, ...chosen(choice) }, options), ({ done }) => done),
  lines: async (control, options) => answerOf(await session.ask('control.lines', { control }, options), ({ lines }) => lines),
  checked: async (control, options) => answerOf(await session.ask('control.checked', { control }, options), ({ checked }) => checked),
  press: async (control, options) => answerOf(await session.ask('control.press', { control }, options), ({ done }) => done),
  close: async (window, options) => answerOf(await session.ask('window.close', { window }, options), ({ done }) => done),
  wait,
  dispose: () => session.dispose(),
});
