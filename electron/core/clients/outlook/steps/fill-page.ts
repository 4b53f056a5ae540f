import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import { problemOf, type Problem } from '../../../model/problem.ts';
import type { AgentAnswer, SettingWay, WindowHandle } from '../../../world/windows.ts';
import type { Control } from '../dialogs/controls.ts';
import type { Move } from '../dialogs/decide.ts';
import type { Role } from '../dialogs/pages.ts';
import { type Recognised, type RecognitionContext } from '../dialogs/recognise.ts';
import { ended } from './ended.ts';
import type { Session } from './session.ts';

/** Each next way is louder; a field is given to only when the ways before did not take. */
const WAYS: readonly SettingWay[] = ['quiet', 'notified', 'characters'];
/** How long a button may take to wake up after the fields were filled, milliseconds. */
const WAKING = 600;
/** The same after the loudest way: some pages look at what they were given with a delay. */
const WAKING_AT_LAST = 4_000;
const ROUNDS = 3;

export interface Filling {
  seen: Recognised;
  move: Extract<Move, { kind: 'fill' }>;
  /** Text of a field; a password is revealed by whoever made this and goes nowhere else. */
  text: (role: Role) => string;
  /** Which line of a combo is wanted. */
  line?: (role: Role, lines: readonly string[]) => number;
  context: RecognitionContext;
}

type Done = Outcome<true, Problem>;

/** Fills a page and presses its button: choices, fields, reading back, and only then the button, once it is enabled. */
export async function fillPage(session: Session, filling: Filling): Promise<Done> {
  const { seen, move } = filling;
  for (const role of move.choices) {
    const control = seen.controls[role];
    if (control === undefined) continue;
    const chosen = await choose(session, filling, role, control);
    if (!chosen.ok) return chosen;
  }
  const fresh = move.choices.length === 0 || move.fields.length === 0 ? seen : await again(session, filling);
  const button = fresh.controls[move.button] ?? seen.controls[move.button];
  if (button === undefined) return failed(notFound(seen, move.button, 'not-found'));
  for (const way of WAYS) {
    const set = await setAll(session, { ...filling, seen: fresh }, way);
    if (!set.ok) return set;
    const last = way === 'characters' || move.fields.length === 0;
    if (await wakes(session, filling, button, last ? WAKING_AT_LAST : WAKING)) return press(session, seen, move.button, button.handle);
    if (move.fields.length === 0) break;
  }
  const cancelled = await session.ask(() => Promise.resolve({ ok: true, value: true }));
  return cancelled.ok ? failed(notFound(seen, move.button, 'disabled')) : failed(ended(cancelled.reason, seen));
}

/** Choosing may change the page (another account type shows other fields): look once more, when it answers again. */
async function again(session: Session, { seen, context }: Filling): Promise<Recognised> {
  const now = await session.wait(async () => {
    const shown = await session.look({ ...context, wizard: seen.window.handle });
    return typeof shown !== 'string' && shown.page === seen.page ? shown : undefined;
  }, session.limits.closing);
  return now.ok ? now.value : seen;
}

async function choose(session: Session, { seen, line }: Filling, role: Role, control: Control): Promise<Done> {
  const { agent } = session.windows;
  if (!control.enabled) return failed(greyed(seen, role));
  if (control.kind !== 'combo') return check(session, seen, role, control);
  const lines = await session.ask((limits) => agent.lines(control.handle, limits));
  if (!lines.ok) return failed(ended(lines.reason, seen));
  const wanted = line?.(role, lines.value) ?? -1;
  if (wanted < 0) return failed(notFound(seen, role, 'line-missing'));
  const now = await session.ask((limits) => agent.read(control.handle, limits));
  if (now.ok && now.value === lines.value[wanted]) return succeeded(true);
  const chosen = await session.ask((limits) => agent.choose(control.handle, { line: wanted }, limits));
  return chosen.ok ? succeeded(true) : failed(ended(chosen.reason, seen));
}

async function check(session: Session, seen: Recognised, role: Role, control: Control): Promise<Done> {
  const { agent } = session.windows;
  const state = (): Promise<AgentAnswer<boolean>> => session.ask((limits) => agent.checked(control.handle, limits));
  const before = await state();
  if (before.ok && before.value) return succeeded(true);
  const chosen = await session.ask((limits) => agent.choose(control.handle, { checked: true }, limits));
  if (!chosen.ok) return failed(chosen.reason === 'disabled' ? greyed(seen, role) : ended(chosen.reason, seen));
  const took = await session.wait(async () => ((await checkedNow(session, control)) ? true : undefined), WAKING);
  if (took.ok) return succeeded(true);
  return failed(took.reason === 'timed-out' ? notFound(seen, role, 'ignored') : ended(took.reason, seen));
}

async function checkedNow(session: Session, control: Control): Promise<boolean> {
  const now = await session.ask((limits) => session.windows.agent.checked(control.handle, limits));
  return now.ok && now.value;
}

/** A field may change another one (servers follow the address), so all are read back until all are right. */
async function setAll(session: Session, filling: Filling, way: SettingWay): Promise<Done> {
  const { seen, move } = filling;
  const { agent } = session.windows;
  for (const role of move.fields) {
    const control = seen.controls[role];
    if (control === undefined) return failed(notFound(seen, role, 'not-found'));
    const set = await session.ask((limits) => agent.set(control.handle, filling.text(role), way, limits));
    if (!set.ok) return failed(ended(set.reason, seen));
  }
  let loudness = WAYS.indexOf(way);
  for (let round = 0; round < ROUNDS; round += 1) {
    const wrong = await wrongFields(session, filling);
    if (!wrong.ok) return wrong;
    if (wrong.value.length === 0) return succeeded(true);
    for (const role of wrong.value) {
      const control = seen.controls[role];
      const louder = WAYS[Math.min(loudness, WAYS.length - 1)] ?? 'characters';
      if (control !== undefined) await session.ask((limits) => agent.set(control.handle, filling.text(role), louder, limits));
    }
    loudness += 1;
  }
  const wrong = await wrongFields(session, filling);
  if (!wrong.ok) return wrong;
  const [role] = wrong.value;
  return role === undefined ? succeeded(true) : failed(notFound(seen, role, 'ignored'));
}

/** Fields whose text is not what was set; of a password only the length is asked. */
async function wrongFields(session: Session, { seen, move, text }: Filling): Promise<Outcome<Role[], Problem>> {
  const wrong: Role[] = [];
  for (const role of move.fields) {
    const control = seen.controls[role];
    if (control === undefined) continue;
    const now = await session.ask((limits) => session.windows.agent.read(control.handle, limits));
    if (!now.ok) return failed(ended(now.reason, seen));
    const right = control.kind === 'password' ? now.value.length === text(role).length : now.value === text(role);
    if (!right) wrong.push(role);
  }
  return succeeded(wrong);
}

/** Whether the button is, or soon becomes, enabled. */
async function wakes(session: Session, { seen }: Filling, button: Control, limit: number): Promise<boolean> {
  const enabled = await session.wait(
    async () => {
      const now = await session.ask((limits) => session.windows.agent.tree(seen.window.handle, limits));
      if (!now.ok) return undefined;
      return now.value.some(({ handle, enabled: on }) => handle === button.handle && on) ? true : undefined;
    },
    Math.min(limit, session.limits.page),
  );
  return enabled.ok;
}

/** Presses a button that was seen enabled; a window that closes under it is progress, not a failure. */
export async function press(session: Session, seen: Recognised, role: Role, handle: WindowHandle): Promise<Done> {
  const pressed = await session.ask((limits) => session.windows.agent.press(handle, limits));
  if (pressed.ok || pressed.reason === 'gone') return succeeded(true);
  return failed(pressed.reason === 'disabled' ? notFound(seen, role, 'disabled') : ended(pressed.reason, seen));
}

export const notFound = (seen: Recognised, role: Role, reason: string): Problem =>
  problemOf('control-not-found', { reason, page: seen.page, controls: [role] }, ['set-up-assisted', 'set-up-by-hand', 'copy-report']);

/** A choice that Outlook shows but does not offer: a policy or the product took it away. */
const greyed = (seen: Recognised, role: Role): Problem =>
  problemOf('forbidden-by-policy', { reason: 'disabled', page: seen.page, controls: [role] }, [
    'choose-other-program',
    'ask-administrator',
  ]);
