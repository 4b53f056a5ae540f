import { type Action, type Box, type Pane, type Scene, type SceneTexts, SCREEN, type Values } from '../scene.ts';
import { type Beat, locate, PASSWORD_DOTS, type Point, type Timeline } from './timeline.ts';
import { fill, say } from './words.ts';

/** What became of a control so far. */
export interface ControlState {
  typed?: string;
  chosen?: boolean | number;
  scrolled?: number;
  /** Replaced text; of a table, by line. */
  text?: string;
  lines?: Readonly<Record<number, string>>;
}

/** One picture: everything that is drawn at one moment. */
export interface Frame {
  step: number;
  caption: string;
  instruction: string;
  panes: readonly Pane[];
  states: ReadonlyMap<string, ControlState>;
  hand: Point & { pressed: boolean };
  /** The control that has the focus, and the one that is held down. */
  focused?: string;
  pressed?: string;
  marked?: Box;
}

const REST: Point = { x: Math.round(SCREEN.width * 0.62), y: Math.round(SCREEN.height * 0.8) };
/** How long a click is seen, milliseconds. */
const PRESS = 160;

/** The picture at `time`, made from nothing but its arguments: any moment stands by itself. Times outside are brought inside. */
export function frameAt(scene: Scene, texts: SceneTexts, values: Values, timeline: Timeline, time: number): Frame {
  const now = Math.max(0, Math.min(time, timeline.length));
  const step = Math.max(
    0,
    timeline.starts.findLastIndex((start) => start <= now),
  );
  const current = scene.steps[step];
  if (current === undefined) throw new Error(`${scene.id} has no step`);
  const words = texts.steps[current.id];
  const begun = timeline.beats.filter(({ start }) => start <= now);
  const own = begun.filter((beat) => beat.step === step);
  const panes = own.reduce(rearrange, current.panes);
  const last = own.at(-1);
  const held = last !== undefined && isPress(last.action) && now >= last.arrived && now - last.arrived < PRESS ? last : undefined;
  const focused = own.findLast(({ action, arrived }) => isPress(action) && arrived <= now);
  const marking = last?.action.do === 'mark' && now < last.end ? locate(panes, last.action.at)?.box : undefined;
  return {
    step,
    caption: fill(words?.caption ?? '', values),
    instruction: fill(words?.instruction ?? '', values),
    panes,
    states: statesAt(begun, now, texts, values),
    hand: { ...handAt(begun, now), pressed: held !== undefined },
    ...(focused === undefined ? {} : { focused: targetOf(focused.action) }),
    ...(held === undefined ? {} : { pressed: targetOf(held.action) }),
    ...(marking === undefined ? {} : { marked: marking }),
  };
}

function rearrange(panes: readonly Pane[], { action }: Beat): readonly Pane[] {
  if (action.do === 'show') return [...panes, action.pane];
  return action.do === 'hide' ? panes.filter(({ id }) => id !== action.pane) : panes;
}

const isPress = (action: Action): boolean => ['click', 'type', 'type-password', 'choose'].includes(action.do);

const targetOf = (action: Action): string => ('at' in action ? action.at : '');

const part = (start: number, end: number, now: number): number =>
  end <= start ? 1 : Math.max(0, Math.min(1, (now - start) / (end - start)));

function handAt(begun: readonly Beat[], now: number): Point {
  const moves = begun.flatMap(({ to, start, arrived }) => (to === undefined ? [] : [{ to, start, arrived }]));
  const last = moves.at(-1);
  if (last === undefined) return REST;
  return onTheWay(moves.at(-2)?.to ?? REST, last.to, part(last.start, last.arrived, now));
}

/** Slow, fast, slow, as a hand moves (minimum jerk), on a slight arc. */
function onTheWay(from: Point, to: Point, done: number): Point {
  const eased = done ** 3 * (10 - 15 * done + 6 * done ** 2);
  const bend = Math.sin(Math.PI * eased) * Math.min(18, Math.hypot(to.x - from.x, to.y - from.y) * 0.06);
  const angle = Math.atan2(to.y - from.y, to.x - from.x) + Math.PI / 2;
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    x: tenth(from.x + (to.x - from.x) * eased + Math.cos(angle) * bend),
    y: tenth(from.y + (to.y - from.y) * eased + Math.sin(angle) * bend),
  };
}

/** What was typed and chosen until now; it stays through all later steps. */
function statesAt(begun: readonly Beat[], now: number, texts: SceneTexts, values: Values): Map<string, ControlState> {
  const states = new Map<string, ControlState>();
  for (const { action, arrived, end } of begun) {
    if (!('at' in action) || arrived > now) continue;
    const before = states.get(action.at) ?? {};
    states.set(action.at, { ...before, ...changeBy(action, before, part(arrived + PRESS, end, now), texts, values) });
  }
  return states;
}

/** `done` is how much of the action has happened, 0 to 1. */
function changeBy(action: Action, before: ControlState, done: number, texts: SceneTexts, values: Values): ControlState {
  switch (action.do) {
    case 'type': {
      const letters = Array.from(say(action.text, texts, values));
      return { typed: letters.slice(0, Math.round(letters.length * done)).join('') };
    }
    case 'type-password':
      return { typed: '•'.repeat(Math.round(PASSWORD_DOTS * done)) };
    case 'choose':
      return { chosen: action.to };
    case 'scroll':
      return { scrolled: Math.round((before.scrolled ?? 0) + action.by * done) };
    case 'set': {
      const text = say(action.text, texts, values);
      return action.line === undefined ? { text } : { lines: { ...before.lines, [action.line]: text } };
    }
    default:
      return {};
  }
}
