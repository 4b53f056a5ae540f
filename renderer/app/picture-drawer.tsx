import { lazy, Suspense } from 'react';
import type { Reply } from '../../electron/contract/calls.ts';
import type { Surroundings } from '../steps/surroundings.ts';

/** Loaded with the first picture. */
const StepClip = lazy(async () => ({ default: (await import('../steps/walkthrough/clip.tsx')).StepClip }));

/** Draws steps of walkthroughs for every page that tells what to do. */
export const pictureDrawer = ({ locale, remoteSession }: Reply<'start'>): NonNullable<Surroundings['drawPicture']> =>
  function drawPicture(picture) {
    return (
      <Suspense fallback={null}>
        <StepClip picture={picture} locale={locale} remote={remoteSession} />
      </Suspense>
    );
  };
