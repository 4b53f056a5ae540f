import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpLevel } from '../../../electron/core/model/guide.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';

export interface LevelChoiceProps {
  levels: readonly SetUpLevel[];
  level: SetUpLevel;
  program: string;
  onChoose: (level: SetUpLevel) => void;
}

/** Quiet for the many who want it done; open for those who are shown how to do it themselves. */
export function LevelChoice({ levels, level, program, onChoose }: LevelChoiceProps): ReactNode {
  const { t } = useTranslation();
  if (levels.length < 2) return null;
  return (
    <Disclosure title={t('set-up.level.ask')} open={level !== 'automated'}>
      <ChoiceCards
        label={t('set-up.level.label')}
        hideLabel
        choices={levels.map((one) => ({ id: one, name: t(`set-up.level.${one}`), reason: t(`set-up.level-why.${one}`, { program }) }))}
        chosen={level}
        onChoose={(id) => {
          const chosen = levels.find((one) => one === id);
          if (chosen !== undefined) onChoose(chosen);
        }}
      />
    </Disclosure>
  );
}
