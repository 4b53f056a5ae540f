import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Ledger } from '../../ui/ledger.tsx';
import { useWording } from '../wording.ts';
import type { Row } from './state.ts';

/** Every question with its answer and time, in the order in which they were asked. */
export function Questions({ rows }: { rows: readonly Row[] }): ReactNode {
  const { t } = useTranslation();
  const { attempt, source } = useWording();
  return (
    <Ledger
      label={t('checking.details-label')}
      rows={rows.map(({ source: id, url, ended }, index) => ({
        id: `${index} ${id}`,
        good: ended?.outcome === 'found',
        name: source(id),
        where: url,
        result: ended === undefined ? t('checking.asking-source') : attempt(ended.outcome),
        time: ended === undefined ? '' : t('checking.milliseconds', { ms: Math.round(ended.ms) }),
      }))}
    />
  );
}
