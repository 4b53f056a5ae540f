import type { AgentAnswer, AgentFailure, AgentOptions, ControlFacts, WindowFacts, WindowHandle, Windows } from '../../../world/windows.ts';
import type { Clock } from '../../../world/clock.ts';
import type { WindowEntry } from '../../client.ts';
import { type Control, type ControlKind, kindOf } from '../dialogs/controls.ts';
import { type Recognised, type RecognitionContext, recognise } from '../dialogs/recognise.ts';

/** Milliseconds. */
export const LIMITS = { page: 20_000, test: 120_000, one: 1_500, unknown: 1_500, closing: 3_000 } as const;

const LOOK_AGAIN = 50;
const MOST_ACTIVE = 3;

/** Programs that may host the applet; children of other names are nobody's business. */
const HOSTS = ['rundll32.exe', 'control.exe', 'olcfg.exe', 'outlook.exe'];
/** Windows that are no dialogs: tips, drop-down lists, menus, input methods, splash screens. */
const NOISE = /^(tooltips_class32|ComboLBox|#32768|SysShadow|IME|MSCTFIME UI|MsoSplash|Default IME)$/i;

export interface SessionOptions {
  signal?: AbortSignal;
  onWindow?: (entry: WindowEntry) => void;
  /** Texts that must not stand in the transcript, with what stands there instead. */
  hide: readonly (readonly [text: string, name: string])[];
  /** How long a deaf window is asked again, milliseconds; deaf phases of some seconds are normal. */
  patience?: number;
  /** Longest wait for one page, and for Outlook's own test, milliseconds; instead of the usual limits. */
  limit?: number;
}

/** How long this session waits, milliseconds. */
export type Limits = Readonly<Record<'page' | 'test' | 'closing', number>>;

const limitsOf = ({ limit }: SessionOptions): Limits => ({
  page: limit ?? LIMITS.page,
  test: limit ?? LIMITS.test,
  closing: Math.min(limit ?? LIMITS.closing, LIMITS.closing),
});

/**
 * The windows of the programs that Mailramp started, and nothing else. Every wait ends with its limit, and at once when
 * the signal fires, whatever the agent is doing.
 */
export interface Session {
  readonly windows: Windows;
  readonly clock: Clock;
  readonly limits: Limits;
  /** Process ids in use, newest children included; empty when all have ended. */
  follow(): Promise<number[]>;
  launch(program: string, args: readonly string[]): Promise<number | undefined>;
  /** The active dialog, recognised, or why there is none yet. */
  look(context: RecognitionContext): Promise<Recognised | 'no-window' | 'gone' | AgentFailure>;
  /** Visible dialogs of our processes, enabled or not. */
  dialogs(): Promise<WindowFacts[]>;
  ask<Value>(work: (options: AgentOptions) => Promise<AgentAnswer<Value>>, timeout?: number): Promise<AgentAnswer<Value>>;
  wait<Value>(look: () => Promise<Value | undefined>, timeout: number): Promise<AgentAnswer<Value>>;
  note(seen: Recognised, did: readonly string[]): void;
  /** The same windows, after a cancellation: for closing what is open. */
  withoutSignal(): Session;
}

export const isDialog = (window: WindowFacts): boolean =>
  window.visible &&
  !NOISE.test(window.className) &&
  (window.title !== '' || window.className === '#32770' || window.className === 'NUIDialog');

export function createSession(
  windows: Windows,
  clock: Clock,
  options: SessionOptions,
  own: Own = { started: new Set(), strangers: new Set() },
): Session {
  const { once, ask } = asking(clock, options);
  const follow = async (): Promise<number[]> => {
    const running = await windows.processes();
    for (let grown = true; grown;) {
      const children = running.filter(({ id, parent, name }) => isOurs(own, id, parent) && HOSTS.includes(name.toLowerCase()));
      grown = children.length > 0;
      for (const { id } of children) own.started.add(id);
    }
    return running.filter(({ id }) => own.started.has(id)).map(({ id }) => id);
  };
  const dialogs = async (): Promise<WindowFacts[]> => {
    const ids = await follow();
    return ids.length === 0
      ? []
      : (await windows.agent.windows(ids)).filter((window) => own.started.has(window.processId) && isDialog(window));
  };
  return {
    windows,
    clock,
    limits: limitsOf(options),
    follow,
    dialogs,
    ask,
    launch: async (program, args) => {
      for (const { id } of await windows.processes()) own.strangers.add(id);
      const id = await windows.launch(program, args);
      if (id !== undefined) {
        own.started.add(id);
        own.strangers.delete(id);
      }
      return id;
    },
    look: async (context) => {
      const ids = await follow();
      if (ids.length === 0) return 'gone';
      return activeOf(await dialogs(), context, (window) => treeWithWords(once, windows, window));
    },
    wait: (look, timeout) => once((limits) => windows.agent.wait(look, limits), timeout),
    note: (seen, did) => options.onWindow?.(entryOf(seen, did, options.hide)),
    withoutSignal: () => createSession(windows, clock, withoutSignal(options), own),
  };
}

/**
 * The dialog that waits for a person: the topmost enabled one with a name, else the topmost. Beside it there may be others
 * that wait for nobody.
 */
async function activeOf(
  open: readonly WindowFacts[],
  context: RecognitionContext,
  tree: (window: WindowFacts) => Promise<AgentAnswer<ControlFacts[]>>,
): Promise<Recognised | 'no-window' | AgentFailure> {
  const active = open.filter(({ enabled }) => enabled);
  const real = active.filter(({ className }) => className === '#32770' || className === 'NUIDialog');
  let first: Recognised | undefined;
  for (const window of (real.length > 0 ? real : active).slice(0, MOST_ACTIVE)) {
    const controls = await tree(window);
    if (!controls.ok) return first ?? (controls.reason === 'gone' ? 'no-window' : controls.reason);
    const seen = recognise(window, controls.value, context);
    if (seen.page !== 'unknown' || window.handle === context.wizard) return seen;
    first ??= seen;
  }
  return first ?? 'no-window';
}

/** Longest text of a read-only field, characters: addresses and sentences, not protocols. */
const LONGEST_TEXT = 2_000;

/** Office puts addresses and sentences into read-only fields too: they are what the dialog says, not what the person typed. */
async function treeWithWords(once: Session['ask'], { agent }: Windows, { handle }: WindowFacts): Promise<AgentAnswer<ControlFacts[]>> {
  const tree = await once((limits) => agent.tree(handle, limits));
  if (!tree.ok) return tree;
  const value: ControlFacts[] = [];
  for (const control of tree.value) {
    const asks = control.visible && control.caption === '' && /edit/i.test(control.className) && kindOf(control) === 'text';
    const read = asks ? await once((limits) => agent.read(control.handle, limits)) : undefined;
    value.push(read?.ok === true ? { ...control, caption: read.value.slice(0, LONGEST_TEXT) } : control);
  }
  return { ok: true, value };
}

/** `once` takes the first answer; `ask` asks a deaf window again until patience ends. */
function asking(
  clock: Clock,
  { signal, limit, patience = limit ?? LIMITS.page }: SessionOptions,
): { once: Session['ask']; ask: Session['ask'] } {
  const soon = Math.min(LIMITS.one, (limit ?? LIMITS.page) / 2);
  const once: Session['ask'] = (work, timeout = soon) =>
    orCancelled(work({ timeout, ...(signal === undefined ? {} : { signal }) }), signal);
  const ask: Session['ask'] = async (work, timeout) => {
    const until = clock.now() + patience;
    for (;;) {
      const answer = await once(work, timeout);
      if (answer.ok || answer.reason !== 'hung' || clock.now() >= until) return answer;
      await clock.sleep(LOOK_AGAIN, signal);
    }
  };
  return { once, ask };
}

interface Own {
  started: Set<number>;
  /** Ran before Mailramp started anything: never ours, even if a process id comes round again. */
  strangers: Set<number>;
}

const isOurs = ({ started, strangers }: Own, id: number, parent: number): boolean =>
  !started.has(id) && !strangers.has(id) && started.has(parent);

function withoutSignal({ onWindow, hide, limit }: SessionOptions): SessionOptions {
  return { hide, patience: 0, ...(onWindow === undefined ? {} : { onWindow }), ...(limit === undefined ? {} : { limit }) };
}

/** The answer, or `cancelled` the moment the signal fires; a hung window does not delay it. */
async function orCancelled<Value>(work: Promise<AgentAnswer<Value>>, signal: AbortSignal | undefined): Promise<AgentAnswer<Value>> {
  if (signal === undefined) return work;
  const cancelled: AgentAnswer<Value> = { ok: false, reason: 'cancelled' };
  if (signal.aborted) return cancelled;
  let stopListening = (): void => undefined;
  const fired = new Promise<AgentAnswer<Value>>((resolve) => {
    const onAbort = (): void => resolve(cancelled);
    signal.addEventListener('abort', onAbort, { once: true });
    stopListening = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, fired]);
  } finally {
    stopListening();
  }
}

/** What the transcript and the error facts may say of a text. */
export const hidden = (text: string, hide: SessionOptions['hide']): string =>
  hide
    .filter(([secret]) => secret.length >= 3)
    .reduce((words, [secret, name]) => words.replaceAll(secret, `<${name}>`), text)
    .replace(/[^\s<>@]+@[^\s<>@]+/g, '<address>');

/** Kinds whose text is the person's, not the dialog's; what a field holds may be his even where it cannot be changed. */
const WITHOUT_WORDS: readonly ControlKind[] = ['edit', 'password', 'combo', 'list', 'other'];
const isWordless = ({ kind, className }: Control): boolean => WITHOUT_WORDS.includes(kind) || /edit/i.test(className);

function entryOf(seen: Recognised, did: readonly string[], hide: SessionOptions['hide']): WindowEntry {
  const roles = new Map<WindowHandle, string>(Object.entries(seen.controls).map(([role, control]) => [control.handle, role]));
  const describe = (control: Control): WindowEntry['controls'][number] => {
    const role = roles.get(control.handle);
    return {
      className: control.className,
      id: control.id,
      caption: isWordless(control) ? '' : hidden(control.caption, hide),
      enabled: control.enabled,
      visible: control.visible,
      ...(role === undefined ? {} : { role }),
    };
  };
  return {
    page: seen.page,
    title: hidden(seen.window.title, hide),
    className: seen.window.className,
    did: [...did],
    controls: seen.anatomy.visible.map(describe),
  };
}
