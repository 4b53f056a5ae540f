import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '../../../electron/core/model/plan.ts';
import { Group, Quiet } from '../../ui/page.tsx';
import { type Picture, type StepProps, useSurroundings } from '../surroundings.ts';
import { type State, workedOn } from './state.ts';

type Shown = Pick<Picture, 'from' | 'to'>;

/**
 * First and last step of Thunderbird's walkthrough that show what is being written into its profile. Its page for the password is
 * not among them: Thunderbird asks for that itself, later.
 */
export const SCENE_STEPS: Partial<Record<PlanStep['kind'], Shown>> = {
  'create-profile': { from: 0, to: 0 },
  'use-profile': { from: 0, to: 0 },
  'add-account': { from: 1, to: 2 },
  'add-outgoing-server': { from: 3, to: 3 },
  'reuse-outgoing-server': { from: 3, to: 3 },
  'add-calendar': { from: 5, to: 5 },
  'add-address-book': { from: 5, to: 5 },
  'ask-password-later': { from: 6, to: 7 },
};

/** Where the picture stands for the step that is worked on; one without a picture of its own leaves it where it was. */
export function shownFor(state: Pick<State, 'phase' | 'steps' | 'done'>): Shown | undefined {
  const current = workedOn(state);
  const reached = current === -1 ? state.steps : state.steps.slice(0, current + 1);
  return reached.flatMap(({ kind }) => SCENE_STEPS[kind] ?? []).at(-1);
}

export interface WrittenPictureProps extends Pick<StepProps, 'story' | 'discovery'> {
  state: State;
  program: string;
}

/** Beside the plan while it is carried out: how Thunderbird itself would show the same, in step with what was really done. */
export function WrittenPicture({ state, story, discovery, program }: WrittenPictureProps): ReactNode {
  const { t } = useTranslation();
  const { drawPicture } = useSurroundings();
  const { fullName, address } = story;
  const incoming = discovery?.recommended.incoming;
  const values = useMemo(
    (): Picture['values'] => [
      { name: 'name', value: fullName, copy: false },
      { name: 'address', value: address, copy: false },
      ...(incoming === undefined || incoming === null
        ? []
        : [
            { name: 'server' as const, value: incoming.host, copy: false },
            { name: 'user' as const, value: incoming.username, copy: false },
          ]),
    ],
    [address, fullName, incoming],
  );
  const shown = shownFor(state);
  if (shown === undefined || drawPicture === undefined) return null;
  return (
    <Group>
      <Quiet>{t('set-up.as-in-program', { program })}</Quiet>
      {drawPicture({ scene: 'thunderbird', ...shown, values })}
    </Group>
  );
}
