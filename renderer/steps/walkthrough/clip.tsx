import { type ReactNode, useMemo } from 'react';
import { completeValues } from '../../../electron/core/model/walkthrough-values.ts';
import type { WalkthroughValues } from '../../../electron/core/model/walkthrough.ts';
import { Clip } from '../../scenes/player/clip.tsx';
import { useReducedMotion } from '../../scenes/player/reduced-motion.ts';
import type { Picture } from '../surroundings.ts';

export interface StepClipProps {
  picture: Picture;
  locale: 'en' | 'de';
  remote: boolean;
}

/** The steps of a walkthrough that show one step of a guide, with the guide's own values. */
export function StepClip({ picture: { scene, from, to, values }, locale, remote }: StepClipProps): ReactNode {
  const reduced = useReducedMotion();
  const filled = useMemo(() => valuesOf(values), [values]);
  return <Clip {...{ scene, locale, from, to }} values={filled} still={remote || reduced} />;
}

type GuideValues = Picture['values'];
const NAMES: Partial<Record<GuideValues[number]['name'], keyof WalkthroughValues>> = {
  'profile-name': 'profile',
  name: 'name',
  address: 'email',
  server: 'server',
  incoming: 'server',
  user: 'user',
};

const valuesOf = (values: GuideValues): WalkthroughValues =>
  completeValues(
    Object.fromEntries(
      values.flatMap(({ name, value }) => {
        const known = NAMES[name];
        return known === undefined ? [] : [[known, value]];
      }),
    ),
  );
