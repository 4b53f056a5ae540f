import type { Reply } from '../../../electron/contract/calls.ts';
import { type GuideStep, SETUP_LEVELS, type SetUpLevel } from '../../../electron/core/model/guide.ts';
import type { PlanStep } from '../../../electron/core/model/plan.ts';
import type { Problem, ProblemCode } from '../../../electron/core/model/problem.ts';

type Planned = Extract<Reply<'plan'>, { ok: true }>['value'];

export interface State {
  phase: 'planning' | 'planned' | 'working' | 'putting-back';
  steps: readonly PlanStep[];
  alreadyThere: boolean;
  /** What was asked for by the person, if anything. */
  wish?: SetUpLevel | undefined;
  level: SetUpLevel;
  levels: readonly SetUpLevel[];
  guide: readonly GuideStep[];
  done: ReadonlySet<number>;
  /** The step of the guide that is open, or that is shown. */
  page?: number | undefined;
  /** The program that the person has to close first. */
  waiting?: string | undefined;
  /** The automation stopped there, and the dialog is still open. */
  stop?: { problem: Problem; index: number } | undefined;
  /** The person went on in the dialog at which the automation stopped. */
  handed: boolean;
  /** The step at which a run before this one stopped. */
  stoppedAt?: number | undefined;
  /** The person stopped it; nothing was changed. */
  stopped: boolean;
  problem?: Problem | undefined;
  /** What goes on by itself once the problem is gone. */
  wanted: 'plan' | 'set-up';
}

export type Event =
  | { kind: 'planning' }
  | { kind: 'level-chosen'; level: SetUpLevel }
  | ({ kind: 'planned' } & Planned)
  | { kind: 'began' }
  | { kind: 'step-done'; index: number }
  | { kind: 'page-opened'; index: number }
  | { kind: 'waiting'; program: string }
  | { kind: 'automation-stopped'; problem: Problem; index: number }
  | { kind: 'handed' }
  | { kind: 'putting-back' }
  | { kind: 'cancelling' }
  | { kind: 'stopped' }
  | { kind: 'failed'; problem: Problem };

export const INITIAL: State = {
  phase: 'planning',
  steps: [],
  alreadyThere: false,
  level: 'automated',
  levels: ['automated'],
  guide: [],
  done: new Set(),
  handed: false,
  stopped: false,
  wanted: 'plan',
};

const FRESH = { done: new Set<number>(), page: undefined, waiting: undefined, stop: undefined, handed: false, problem: undefined };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'planning':
      return { ...state, phase: 'planning', problem: undefined, stopped: false };
    case 'level-chosen':
      return { ...state, phase: 'planning', problem: undefined, stopped: false, level: event.level, wish: event.level };
    case 'planned': {
      const { steps, alreadyThere, level = 'automated', levels = ['automated'], guide = [] } = event;
      return { ...state, ...FRESH, phase: 'planned', steps, alreadyThere, level, levels, guide };
    }
    case 'began':
      return {
        ...state,
        ...FRESH,
        phase: 'working',
        stopped: false,
        wanted: 'set-up',
        page: state.level === 'walkthrough' ? 0 : undefined,
      };
    case 'step-done':
      return { ...state, done: new Set([...state.done, event.index]), waiting: undefined };
    case 'page-opened':
      return { ...state, page: event.index, waiting: undefined };
    case 'waiting':
      return { ...state, waiting: event.program };
    case 'automation-stopped':
      return { ...state, stop: { problem: event.problem, index: event.index }, page: event.index };
    case 'handed':
      return { ...state, stop: undefined, handed: true };
    case 'putting-back':
      return { ...state, stop: undefined, phase: 'putting-back', stoppedAt: state.page };
    case 'cancelling':
      return hasBegun(state) ? { ...state, phase: 'putting-back' } : state;
    case 'stopped':
      return { ...state, ...FRESH, phase: 'planned', stopped: true, wanted: 'plan' };
    case 'failed':
      return { ...state, phase: 'planned', problem: event.problem, stoppedAt: stoppedAt(state) };
  }
}

/** Whether there are windows to close again, which takes a moment; otherwise a cancellation is answered at once. */
const hasBegun = (state: State): boolean => state.guide.length > 0 && shownAs(state) !== 'walkthrough' && state.waiting === undefined;

/** A walkthrough is turned by hand: its page says nothing about where something stopped. */
const stoppedAt = (state: State): number | undefined =>
  shownAs(state) === 'walkthrough' ? state.stoppedAt : (state.page ?? state.stoppedAt);

/** A problem that ends by what happens outside, so that looking again makes sense without anybody pressing anything. */
export const endsByItself = (problem: Problem | undefined): boolean => problem?.code === 'client-running';

/** The first step that is not done yet is the one that is worked on. */
export const workedOn = ({ phase, steps, done }: Pick<State, 'phase' | 'steps' | 'done'>): number =>
  phase === 'working' ? steps.findIndex((_, index) => !done.has(index)) : -1;

/** Who works in the dialogs now: after a stop it may be the person, whatever was planned. */
export const shownAs = ({ handed, level }: State): SetUpLevel => (handed ? 'assisted' : level);

/** Troubles in the dialogs themselves; all others meet a person there just as well. */
const IN_THE_DIALOGS: readonly ProblemCode[] = [
  'unexpected-window',
  'control-not-found',
  'timed-out',
  'undone-after-failure',
  'not-verified',
  'login-unclear',
  'cannot-connect',
  'powershell-restricted',
];

/** The level below, where it may help against the problem that ended a run. */
export function lowerLevel(state: State): SetUpLevel | undefined {
  const { problem, levels, wanted } = state;
  if (problem === undefined || wanted === 'plan' || !IN_THE_DIALOGS.includes(problem.code)) return undefined;
  const below = SETUP_LEVELS[SETUP_LEVELS.indexOf(shownAs(state)) + 1];
  return below !== undefined && levels.includes(below) ? below : undefined;
}
