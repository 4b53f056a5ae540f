import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { HealthState } from '../domain-health.ts';

export interface FirstCheckProps {
  state: HealthState;
  domain: string;
  onBack: () => void;
}

/** Stands here until the first result comes: nothing is known yet that could be shown. */
export function FirstCheck({ state, domain, onBack }: FirstCheckProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Page
      heading={t('health.first', { domain })}
      lead={t('checking.health-lead')}
      back={<BackButton onPress={onBack}>{t('footer.back')}</BackButton>}
    >
      <ProgressBar label={t('health.checking', { done: state.done, of: state.of })} done={state.done} of={Math.max(state.of, 1)} />
    </Page>
  );
}
