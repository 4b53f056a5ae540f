import type { ReactNode } from 'react';
import type { GuideStep } from '../../../electron/core/model/guide.ts';
import { useSurroundings } from '../surroundings.ts';

/** The step as the walkthrough draws it, filled with what belongs there; nothing where no picture is needed or drawn. */
export function StepPicture({ step }: { step: GuideStep }): ReactNode {
  const { drawPicture } = useSurroundings();
  const { scene, sceneStep, values } = step;
  return sceneStep === undefined || drawPicture === undefined ? null : drawPicture({ scene, sceneStep, values });
}
