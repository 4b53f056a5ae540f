import { CirclePlay } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpLevel } from '../../../electron/core/model/guide.ts';
import { BackButton, Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Group, Page, Quiet } from '../../ui/page.tsx';
import { StatusList } from '../../ui/status-list.tsx';
import { addressForPeople } from '../names.ts';
import { useWording } from '../wording.ts';
import { LevelChoice } from './level-choice.tsx';
import { type State, workedOn } from './state.ts';

export interface PlanProps {
  state: State;
  program: string;
  address: string;
  onBack: () => void;
  onLevel: (level: SetUpLevel) => void;
  onSetUp: () => void;
  onShowHow: () => void;
}

/** What would happen, in sentences, before anything does. */
export function PlanContent({ state, program, address, onBack, onLevel, onSetUp, onShowHow }: PlanProps): ReactNode {
  const { t } = useTranslation();
  const { alreadyThere: there, level, levels, steps, phase } = state;
  const own = level === 'automated' || there ? undefined : level;
  const lead = there ? t('set-up.there-lead') : own === undefined ? t('set-up.lead') : t(`set-up.level-lead.${own}`, { program });
  const deed = there ? t('set-up.go-on') : own === undefined ? t('set-up.submit', { program }) : t(`set-up.level-submit.${own}`);
  return (
    <Page
      key="plan"
      heading={t(there ? 'set-up.there' : 'set-up.heading', { program, address: addressForPeople(address) })}
      lead={lead}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
      main={
        <Button look="main" onPress={onSetUp} disabled={phase !== 'planned'}>
          {deed}
        </Button>
      }
    >
      {state.stopped ? <Notice tone="plain">{t('set-up.stopped')}</Notice> : null}
      {steps.length === 0 && phase === 'planning' ? <Quiet>{t('set-up.planning')}</Quiet> : <Steps state={state} />}
      {there ? null : <LevelChoice levels={levels} level={level} program={program} onChoose={onLevel} />}
      {there ? null : (
        <Group row>
          <Button look="quiet" icon={CirclePlay} onPress={onShowHow}>
            {t('walkthrough.show-how')}
          </Button>
        </Group>
      )}
    </Page>
  );
}

/** The plan, and in the same sentences what has become of it. */
export function Steps({ state }: { state: State }): ReactNode {
  const { t } = useTranslation();
  const { planStep } = useWording();
  const current = workedOn(state);
  return (
    <StatusList
      label={t('set-up.plan-label')}
      rows={state.steps.map((step, index) => ({
        id: `${index} ${step.kind}`,
        name: planStep(step),
        status: state.done.has(index) ? 'done' : index === current ? 'working' : 'planned',
      }))}
    />
  );
}
