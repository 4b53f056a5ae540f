import type { ReactNode } from 'react';
import type { GuideStep } from '../../../electron/core/model/guide.ts';
import { type Picture, useSurroundings } from '../surroundings.ts';

/** The step as the walkthrough draws it, filled with this person's values; nothing where no picture is needed or drawn. */
export function StepPicture({ guide, page }: { guide: readonly GuideStep[]; page: number }): ReactNode {
  const { drawPicture } = useSurroundings();
  const picture = pictureOf(guide, page);
  return picture === undefined ? null : drawPicture?.(picture);
}

/** From where the scene shows this step to before where it shows the next one. */
export function pictureOf(guide: readonly GuideStep[], page: number): Picture | undefined {
  const step = guide[page];
  const from = step?.sceneStep;
  if (step === undefined || from === undefined) return undefined;
  // A step without a picture of its own ends the one before: what belongs to it is not shown there either.
  const next = guide.slice(page + 1).find(({ sceneStep }) => sceneStep !== from)?.sceneStep;
  return { scene: step.scene, from, to: next === undefined ? from : next - 1, values: guide.flatMap(({ values }) => values) };
}
