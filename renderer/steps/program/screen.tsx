import { type ReactNode, useCallback, useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { SceneId } from '../../../electron/core/model/walkthrough.ts';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { sceneOf } from '../scene-of.ts';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { ProgramContent } from './content.tsx';
import { chosenOffer, initial, reduce, type State } from './state.ts';

/** Somebody who chose the phone is most likely to have one with Android. */
const sceneFor = ({ chosen }: State): SceneId => (chosen === 'phone' ? 'thunderbird-android' : 'thunderbird');

export function ProgramScreen({ story, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, initial(story.program?.client));

  const load = useCallback(async () => {
    send({ kind: 'loading' });
    try {
      send({ kind: 'offered', offers: await bridge.call('programs', {}) });
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
    }
  }, [bridge]);
  useEffect(() => void load(), [load]);

  const goOn = (): void => {
    const offer = chosenOffer(state);
    if (offer === undefined) {
      go(state.chosen === 'phone' ? 'phone' : 'by-hand');
      return;
    }
    tell({ kind: 'program-chosen', program: offer });
    go('go-on');
  };
  if (state.problem !== undefined) return drawTrouble(state.problem, { onBack: () => go('back'), onRetry: () => void load() });
  return (
    <ProgramContent
      state={state}
      onChoose={(choice) => send({ kind: 'chosen', choice })}
      onLookAgain={() => {
        announce(t('program.loading'));
        void load();
      }}
      onShowHow={(offer) => {
        tell({ kind: 'shown-how', scene: offer === undefined ? sceneFor(state) : sceneOf(offer) });
        go('walkthrough');
      }}
      onBack={() => go('back')}
      onGoOn={goOn}
    />
  );
}
