import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../electron/core/discovery/discovery.ts';
import { domainForPeople } from '../../electron/core/model/address.ts';
import { currentStep, type Place, progressOf, STEPS, type Step } from '../flow/flow.ts';
import type { Story } from '../flow/story.ts';
import { addressForPeople } from '../steps/names.ts';
import { useSurroundings } from '../steps/surroundings.ts';
import { useWording } from '../steps/wording.ts';
import { Rail } from '../ui/rail.tsx';

export interface WayProps {
  place: Place;
  story: Story;
  discovery: Discovery | undefined;
}

/** The rail: five steps, and under the finished ones what was decided. */
export function Way({ place, story, discovery }: WayProps): ReactNode {
  const { t } = useTranslation();
  const { company } = useSurroundings().start;
  const { program } = useWording();
  const undone = story.result?.outcome === 'undone';
  const progress = undone ? { ...progressOf(place), 'set-up': 'to-come' as const } : progressOf(place);
  const current = currentStep(place);
  const incoming = discovery?.recommended.incoming;
  const decided: Record<Step, string | undefined> = {
    address: addressForPeople(story.address),
    checking: incoming ? domainForPeople(incoming.host) : undefined,
    program: story.program === undefined ? undefined : program(story.program),
    'sign-in': story.verification === undefined ? undefined : t('rail.signed-in'),
    'set-up': undefined,
  };
  const folded =
    current === undefined
      ? t(undone ? 'step.undone' : 'rail.all-done')
      : t('rail.folded', { number: STEPS.indexOf(current) + 1, step: t(`step.${current}`) });
  return (
    <Rail
      owner={company === '' ? t('product') : company}
      product={company === '' ? undefined : t('product')}
      label={t('rail.label')}
      folded={folded}
      steps={STEPS.map((step) => ({
        id: step,
        name: t(`step.${step}`),
        state: progress[step],
        spoken: t(`rail.${progress[step]}`),
        decided: progress[step] === 'done' ? decided[step] : undefined,
      }))}
    />
  );
}
