import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpLevel } from '../../../electron/core/model/guide.ts';
import type { StepProps } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import type { Run } from './run.ts';
import { endsByItself, lowerLevel, type State } from './state.ts';

export interface TroubleOf {
  state: State;
  run: Run;
  program: string;
  chooseLevel: (level: SetUpLevel) => Promise<boolean>;
  planAnew: () => void;
}

/** What stands in the way, with the ways on: the next lower level where it may help, and at a stop right where it is. */
export function useTrouble({ go, drawTrouble }: Pick<StepProps, 'go' | 'drawTrouble'>, trouble: TroubleOf): ReactNode {
  const { t } = useTranslation();
  const { guideStep } = useWording();
  const { state, run, program, chooseLevel, planAnew } = trouble;
  const { stop, problem, guide, wish, wanted } = state;
  if (stop !== undefined) {
    const step = guide[stop.index];
    return drawTrouble(stop.problem, {
      onBack: () => run.putBack(() => undefined),
      onRetry: () => run.putBack(() => void run.setUp(wish)),
      onGoOnHere: run.takeOver,
      others: [{ way: 'choose-program', take: () => run.putBack(() => go('choose-program')) }],
      ...(step === undefined ? {} : { watching: t('set-up.still-open', { number: stop.index + 1, step: guideStep(step.kind) }) }),
    });
  }
  if (problem === undefined) return undefined;
  const lower = lowerLevel(state);
  const goLower = async (level: SetUpLevel): Promise<void> => {
    if (await chooseLevel(level)) await run.setUp(level);
  };
  return drawTrouble(problem, {
    onBack: () => go('choose-program'),
    onRetry: () => {
      if (wanted === 'set-up') return void run.setUp(wish);
      planAnew();
      void run.plan(wish);
    },
    others: [
      ...(lower === 'assisted' || lower === 'walkthrough' ? [{ way: lower, take: () => void goLower(lower) }] : []),
      { way: 'choose-program', take: () => go('choose-program') },
      { way: 'by-hand', take: () => go('by-hand') },
    ],
    ...(endsByItself(problem) ? { watching: t('set-up.waiting-for-close', { program }) } : {}),
  });
}
