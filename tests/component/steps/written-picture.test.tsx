import { describe, expect, it } from 'vitest';
import { planStep, type PlanStep } from '../../../electron/core/model/plan.ts';
import { scene } from '../../../renderer/scenes/thunderbird/scene.ts';
import { SCENE_STEPS, shownFor } from '../../../renderer/steps/set-up/written-picture.tsx';

const steps = (...kinds: PlanStep['kind'][]): PlanStep[] => kinds.map((kind) => ({ kind, facts: {} }));
const shown = (all: PlanStep[], done: number[]) => shownFor({ phase: 'working', steps: all, done: new Set(done) });

describe('the picture beside what is written into Thunderbird', () => {
  it('shows the steps of the scene that stand for it, and never the one with the password', () => {
    const named = Object.entries(SCENE_STEPS).map(([kind, { from, to }]) => [kind, scene.steps.slice(from, to + 1).map(({ id }) => id)]);
    expect(Object.fromEntries(named)).toEqual({
      'create-profile': ['open'],
      'use-profile': ['open'],
      'add-account': ['person', 'looking'],
      'add-outgoing-server': ['found'],
      'reuse-outgoing-server': ['found'],
      'add-calendar': ['sync'],
      'add-address-book': ['sync'],
      'ask-password-later': ['finish', 'done'],
    });
    expect(Object.keys(SCENE_STEPS).every((kind) => planStep.shape.kind.safeParse(kind).success)).toBe(true);
  });

  it('stays where it was for a step that has none of its own, and at the end when all is done', () => {
    const all = steps('use-profile', 'back-up-file', 'add-account', 'ask-password-later');
    expect(shown(all, [])).toEqual({ from: 0, to: 0 });
    expect(shown(all, [0])).toEqual({ from: 0, to: 0 });
    expect(shown(all, [0, 1])).toEqual({ from: 1, to: 2 });
    expect(shown(all, [0, 1, 2])).toEqual({ from: 6, to: 7 });
    expect(shown(all, [0, 1, 2, 3])).toEqual({ from: 6, to: 7 });
    expect(shown(steps('write-file', 'open-file'), [])).toBeUndefined();
  });
});
