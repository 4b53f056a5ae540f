import { type ReactNode, useCallback, useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { PhoneContent } from './content.tsx';
import { reduce } from './state.ts';

export function PhoneScreen({ story, searching, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, {});

  const load = useCallback(async () => {
    send({ kind: 'loading' });
    try {
      const reply = await bridge.call('phone', {});
      send(reply.ok ? { kind: 'made', codes: reply.value.codes } : { kind: 'failed', problem: reply.problem });
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
    }
  }, [bridge]);
  // A code made before the search has ended would lack what comes late.
  useEffect(() => {
    if (!searching) void load();
  }, [load, searching]);

  const save = async (what: 'profile' | 'sheet'): Promise<void> => {
    try {
      const reply = await bridge.call('save', { format: what === 'profile' ? 'mobileconfig-ios' : 'handout' });
      if (!reply.ok) send({ kind: 'failed', problem: reply.problem });
      if (!reply.ok || !reply.value.saved) return;
      send({ kind: 'saved', what });
      announce(t(what === 'sheet' ? 'phone.handout-saved' : 'phone.saved'));
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
    }
  };
  if (state.problem !== undefined) {
    const loaded = state.codes !== undefined;
    return drawTrouble(state.problem, {
      onBack: () => (loaded ? send({ kind: 'trouble-left' }) : go('back')),
      ...(loaded ? {} : { onRetry: () => void load() }),
    });
  }
  return (
    <PhoneContent
      state={state}
      address={story.address}
      onBack={() => go('back')}
      onSave={(what) => void save(what)}
      onShowHow={(scene) => {
        tell({ kind: 'shown-how', scene });
        go('walkthrough');
      }}
    />
  );
}
