import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Place, STEPS } from '../flow/flow.ts';
import { useSurroundings } from '../steps/surroundings.ts';

/** The native window is named after the step, so that a task bar and a screen reader say where one is. */
export function useTitle({ page }: Place): void {
  const { t } = useTranslation();
  const { bridge } = useSurroundings();
  const number = STEPS.findIndex((step) => step === page) + 1;
  const name = t(`step.${page}`);
  const title = number === 0 ? t('title.page', { page: name }) : t('title.step', { number, step: name });
  useEffect(() => {
    document.title = title;
    // A window that keeps its old name is no reason to stop.
    void bridge.call('nameStep', { title }).catch(() => undefined);
  }, [bridge, title]);
}
