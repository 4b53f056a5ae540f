import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSurroundings } from '../steps/surroundings.ts';
import { Band, BandValue } from '../ui/band.tsx';

/** Says on every page that nothing here is real, and what to type. */
export function DemoBand(): ReactNode {
  const { t } = useTranslation();
  const { prefill, demoPassword } = useSurroundings().start;
  return (
    <Band label={t('demo.label')} words={t('demo.what')}>
      <BandValue name={t('demo.address')} value={prefill.address} />
      {demoPassword === undefined ? null : <BandValue name={t('demo.password')} value={demoPassword} />}
    </Band>
  );
}
