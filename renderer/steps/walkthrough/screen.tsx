import { type ReactNode, useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useReducedMotion } from '../../scenes/player/reduced-motion.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { PROGRAM_SCENES, sceneOf } from '../scene-of.ts';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { WalkthroughContent } from './content.tsx';
import { type Format, reduce } from './state.ts';

export function WalkthroughScreen({ story, searching, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge, start } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  const reduced = useReducedMotion();
  const [state, send] = useReducer(reduce, {});
  const { address, fullName, program, shown } = story;
  const scene = PROGRAM_SCENES.find((id) => id === shown) ?? (program === undefined ? 'thunderbird' : sceneOf(program));

  useEffect(() => {
    let wanted = true;
    void bridge
      .call('walkthroughValues', { scene, address, fullName })
      .then((values) => (wanted ? send({ kind: 'known', values }) : undefined))
      .catch((error: unknown) => (wanted ? send({ kind: 'failed', problem: problemOfRefusal(error) }) : undefined));
    return () => {
      wanted = false;
    };
    // What comes late in the search may name another server.
  }, [bridge, scene, address, fullName, searching]);

  const save = async (format: Format): Promise<void> => {
    send({ kind: 'saving', format });
    try {
      const reply = await bridge.call('saveWalkthrough', { scene, format, address, fullName });
      if (!reply.ok) send({ kind: 'failed', problem: reply.problem });
      else if (reply.value.saved) {
        send({ kind: 'saved', format });
        announce(t(`walkthrough.saved.${format}`));
      } else send({ kind: 'not-saved' });
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
    }
  };
  if (state.problem !== undefined) {
    const known = state.values !== undefined;
    return drawTrouble(state.problem, { onBack: () => (known ? send({ kind: 'trouble-left' }) : go('back')) });
  }
  return (
    <WalkthroughContent
      state={state}
      scene={scene}
      locale={start.locale}
      still={start.remoteSession || reduced}
      onScene={(chosen) => tell({ kind: 'shown-how', scene: chosen })}
      onSave={(format) => void save(format)}
      onBack={() => go('back')}
    />
  );
}
