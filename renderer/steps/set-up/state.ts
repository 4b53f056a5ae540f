import type { PlanStep } from '../../../electron/core/model/plan.ts';
import type { Problem } from '../../../electron/core/model/problem.ts';

export interface State {
  phase: 'planning' | 'planned' | 'working';
  steps: readonly PlanStep[];
  alreadyThere: boolean;
  done: ReadonlySet<number>;
  /** The person stopped it; nothing was changed. */
  stopped: boolean;
  problem?: Problem | undefined;
  /** What goes on by itself once the problem is gone. */
  wanted: 'plan' | 'set-up';
}

export type Event =
  | { kind: 'planning' }
  | { kind: 'planned'; steps: readonly PlanStep[]; alreadyThere: boolean }
  | { kind: 'began' }
  | { kind: 'step-done'; index: number }
  | { kind: 'stopped' }
  | { kind: 'failed'; problem: Problem };

export const INITIAL: State = { phase: 'planning', steps: [], alreadyThere: false, done: new Set(), stopped: false, wanted: 'plan' };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'planning':
      return { ...state, phase: 'planning', problem: undefined, stopped: false };
    case 'planned':
      return { ...state, phase: 'planned', steps: event.steps, alreadyThere: event.alreadyThere, done: new Set(), problem: undefined };
    case 'began':
      return { ...state, phase: 'working', done: new Set(), stopped: false, problem: undefined, wanted: 'set-up' };
    case 'step-done':
      return { ...state, done: new Set([...state.done, event.index]) };
    case 'stopped':
      return { ...state, phase: 'planned', done: new Set(), stopped: true, wanted: 'plan' };
    case 'failed':
      return { ...state, phase: 'planned', problem: event.problem };
  }
}

/** A problem that ends by what happens outside, so that looking again makes sense without anybody pressing anything. */
export const endsByItself = (problem: Problem | undefined): boolean => problem?.code === 'client-running';

/** The first step that is not done yet is the one that is worked on. */
export const workedOn = ({ phase, steps, done }: State): number =>
  phase === 'working' ? steps.findIndex((_, index) => !done.has(index)) : -1;
