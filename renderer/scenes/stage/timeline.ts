import { type Action, type Box, type Control, type Pane, type Scene, type SceneTexts, SCREEN, type Values } from '../scene.ts';
import { fill, say } from './words.ts';

/** One thing that happens, with its time. Milliseconds from the start of the scene. */
export interface Beat {
  step: number;
  action: Action;
  start: number;
  end: number;
  /** Where the hand is at its end, when the action needs it. */
  to?: Point;
  /** When the hand has arrived, and what follows begins. */
  arrived: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Timeline {
  beats: readonly Beat[];
  /** Start of each step. */
  starts: readonly number[];
  length: number;
}

const PAUSE = { click: 240, afterStep: 500, last: 2600, mark: 1300, set: 650, show: 350, scroll: 700 } as const;
const FIRST_PLACE: Point = { x: SCREEN.width * 0.62, y: SCREEN.height * 0.8 };

/** People begin to look while they read; nobody waits longer than three seconds before something moves. */
const readingTime = (caption: string): number => Math.min(3000, 700 + caption.length * 20);

/** Longer ways take longer, but not in proportion (Fitts). */
const travelTime = (from: Point, to: Point): number => {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  return distance < 2 ? 0 : 260 + 130 * Math.log2(1 + distance / 24);
};

const typingTime = (text: string): number => Math.min(1900, 220 + text.length * 55);

/** Writes down when everything happens. Depends on the texts alone: long captions get more time. */
export function timelineOf(scene: Scene, texts: SceneTexts, values: Values): Timeline {
  const beats: Beat[] = [];
  const starts: number[] = [];
  let now = 0;
  let hand = FIRST_PLACE;
  scene.steps.forEach((step, index) => {
    starts.push(now);
    let panes: readonly Pane[] = step.panes;
    const caption = fill(texts.steps[step.id]?.caption ?? '', values);
    now += readingTime(caption);
    for (const action of step.actions) {
      if (action.do === 'show') panes = [...panes, action.pane];
      if (action.do === 'hide') panes = panes.filter(({ id }) => id !== action.pane);
      const to = placeOf(action, panes);
      const arrived = now + (to === undefined ? 0 : travelTime(hand, to));
      const end = arrived + duration(action, texts, values);
      beats.push({ step: index, action, start: now, arrived, end, ...(to === undefined ? {} : { to }) });
      hand = to ?? hand;
      now = end;
    }
    now += index === scene.steps.length - 1 ? PAUSE.last : PAUSE.afterStep;
  });
  return { beats, starts, length: now };
}

function duration(action: Action, texts: SceneTexts, values: Values): number {
  switch (action.do) {
    case 'point':
      return PAUSE.click;
    case 'click':
      return action.double === true ? PAUSE.click * 2 : PAUSE.click;
    case 'choose':
      return PAUSE.click;
    case 'type':
      return PAUSE.click + typingTime(say(action.text, texts, values));
    case 'type-password':
      return PAUSE.click + typingTime('•'.repeat(PASSWORD_DOTS));
    case 'wait':
      return action.ms;
    case 'hide':
      return 0;
    default:
      return PAUSE[action.do];
  }
}

export const PASSWORD_DOTS = 12;

/** Where the hand goes for an action; none where it stays. Throws when nothing of that name can be seen then. */
function placeOf(action: Action, panes: readonly Pane[]): Point | undefined {
  if (action.do === 'wait' || action.do === 'show' || action.do === 'hide' || action.do === 'set' || action.do === 'mark') return undefined;
  const seen = locate(panes, action.at);
  if (seen === undefined) throw new Error(`Nothing called ${action.at} can be seen`);
  const [left, top, width, height] = seen.box;
  const aim = (x: number, y: number): Point => ({ x: Math.round(x), y: Math.round(y) });
  if (action.do === 'type' || action.do === 'type-password') return aim(left + Math.min(width * 0.35, 70), top + height / 2);
  return action.do === 'choose' ? aim(...placeOfChoice(seen.control, seen.box, action.to)) : aim(left + width / 2, top + height / 2);
}

function placeOfChoice(control: Control, [left, top, width, height]: Box, to: boolean | number): [number, number] {
  const line = typeof to === 'number' ? to : 0;
  switch (control.kind) {
    case 'list':
      return [left + width * 0.3, top + 2 + (line + 0.5) * (control.lineHeight ?? LINE_HEIGHT)];
    case 'menu':
      return [left + width * 0.4, top + 4 + (line + 0.5) * MENU_LINE_HEIGHT];
    case 'tabs':
      return [left + (width * (line + 0.5)) / control.lines.length, top + height / 2];
    case 'slider':
      return [left + 8 + ((width - 16) * line) / Math.max(1, control.lines.length - 1), top + height / 3];
    case 'combo':
      return [left + width - 10, top + height / 2];
    case 'radio':
    case 'checkbox':
      return [left + 7, top + height / 2];
    case 'switch':
      return [left + width - 18, top + height / 2];
    default:
      return [left + width / 2, top + height / 2];
  }
}

export const LINE_HEIGHT = 18;
export const MENU_LINE_HEIGHT = 24;

/** The control of that name in the window furthest in front, with its place on the screen. */
export function locate(panes: readonly Pane[], id: string): { control: Control; box: Box } | undefined {
  for (const pane of [...panes].reverse()) {
    const control = pane.controls.find((one) => one.id === id);
    if (control === undefined) continue;
    const [left, top, width, height] = control.box;
    return { control, box: [pane.box[0] + left, pane.box[1] + top, width, height] };
  }
  return undefined;
}
