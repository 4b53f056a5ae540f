import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWording } from '../wording.ts';
import { Steps } from './content.tsx';
import { StepPicture } from './picture.tsx';
import type { State } from './state.ts';

export interface WorkingProps {
  state: State;
  program: string;
  onCancel: () => void;
  /** Stands below the plan. */
  picture?: ReactNode;
}

/** Mailramp works; where it works in another program's windows, mouse and keyboard are left alone. */
export function WorkingContent({ state, program, onCancel, picture }: WorkingProps): ReactNode {
  const { t } = useTranslation();
  const { waiting, guide } = state;
  const dialogs = guide.length > 0;
  return (
    <Page
      // Work that begins is a new page: its heading takes the focus from the button that has done its part.
      key="working"
      heading={waiting === undefined ? t('set-up.working', { program }) : t('set-up.close-it', { program: waiting })}
      lead={
        waiting === undefined
          ? t(dialogs ? 'set-up.hands-off' : 'set-up.working-lead', { program })
          : t('set-up.close-it-how', { program: waiting })
      }
      back={
        <BackButton cancels onPress={onCancel}>
          {t('footer.cancel')}
        </BackButton>
      }
    >
      {waiting === undefined ? (
        <Progress state={state} />
      ) : (
        <Notice tone="plain">{t('set-up.waiting-for-close', { program: waiting })}</Notice>
      )}
      <Steps state={state} />
      {waiting === undefined ? picture : null}
    </Page>
  );
}

/** Dialogs are counted page by page, everything else by what is done. */
function Progress({ state }: { state: State }): ReactNode {
  const { t } = useTranslation();
  const { guideStep } = useWording();
  const { guide, page, done, steps } = state;
  const step = page === undefined ? undefined : guide[page];
  if (step === undefined || page === undefined) {
    const label = t('set-up.progress', { done: done.size, all: steps.length });
    return <ProgressBar label={label} done={done.size} of={steps.length} />;
  }
  return (
    <>
      <ProgressBar
        label={t('set-up.step-now', { number: page + 1, all: guide.length, step: guideStep(step.kind) })}
        done={page + 1}
        of={guide.length}
      />
      <StepPicture guide={guide} page={page} />
    </>
  );
}

/** After a stop that nobody wanted to go on from. */
export function PuttingBackContent(): ReactNode {
  const { t } = useTranslation();
  return <Page key="putting-back" heading={t('set-up.putting-back')} lead={t('set-up.putting-back-lead')} />;
}
