import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackButton, Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Quiet } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StatusList } from '../../ui/status-list.tsx';
import { addressForPeople } from '../names.ts';
import { useWording } from '../wording.ts';
import { type State, workedOn } from './state.ts';

export interface ContentProps {
  state: State;
  program: string;
  address: string;
  onBack: () => void;
  onCancel: () => void;
  onSetUp: () => void;
}

export function SetUpContent(props: ContentProps): ReactNode {
  const { state, program, address, onBack, onCancel, onSetUp } = props;
  const { t } = useTranslation();
  const working = state.phase === 'working';
  const there = state.alreadyThere && !working;
  return (
    <Page
      // Work that begins is a new page: its heading takes the focus from the button that has done its part.
      key={working ? 'working' : 'plan'}
      heading={t(there ? 'set-up.there' : working ? 'set-up.working' : 'set-up.heading', { program, address: addressForPeople(address) })}
      lead={t(there ? 'set-up.there-lead' : working ? 'set-up.working-lead' : 'set-up.lead', { program })}
      back={
        <BackButton cancels={working} onPress={working ? onCancel : onBack}>
          {t(working ? 'footer.cancel' : 'footer.back')}
        </BackButton>
      }
      main={
        working ? undefined : (
          <Button look="main" onPress={onSetUp} disabled={state.phase !== 'planned'}>
            {t(there ? 'set-up.go-on' : 'set-up.submit', { program })}
          </Button>
        )
      }
    >
      {state.stopped ? <Notice tone="plain">{t('set-up.stopped')}</Notice> : null}
      {working ? (
        <ProgressBar
          label={t('set-up.progress', { done: state.done.size, all: state.steps.length })}
          done={state.done.size}
          of={state.steps.length}
        />
      ) : null}
      {state.phase === 'planning' ? <Quiet>{t('set-up.planning')}</Quiet> : <Steps state={state} />}
    </Page>
  );
}

/** The plan, and in the same sentences what has become of it. */
function Steps({ state }: { state: State }): ReactNode {
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
