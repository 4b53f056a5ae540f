import type { ReactNode } from 'react';
import type { Scene, SceneTexts, Values } from '../scene.ts';
import { fill } from '../stage/words.ts';
import css from './player.module.css';

export interface StepListProps {
  scene: Scene;
  texts: SceneTexts;
  values: Values;
  current: number;
  onChoose: (step: number) => void;
}

/** Every step as a complete instruction: whoever sees no picture misses nothing. */
export function StepList({ scene, texts, values, current, onChoose }: StepListProps): ReactNode {
  return (
    <ol className={css.steps}>
      {scene.steps.map(({ id }, index) => (
        <li key={id} className={css.step} {...(index === current ? { 'aria-current': 'step' as const } : {})}>
          <button type="button" className={css.stepButton} onClick={() => onChoose(index)}>
            {fill(texts.steps[id]?.instruction ?? '', values)}
          </button>
        </li>
      ))}
    </ol>
  );
}
