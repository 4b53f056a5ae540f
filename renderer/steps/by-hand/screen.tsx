import { type ReactNode, useCallback, useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { ByHandContent } from './content.tsx';
import { INITIAL, reduce, type Value } from './state.ts';

export function ByHandScreen({ searching, go, drawTrouble }: StepProps): ReactNode {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, INITIAL);
  const fail = (error: unknown): void => send({ kind: 'failed', problem: problemOfRefusal(error) });

  const load = useCallback(async () => {
    send({ kind: 'loading' });
    try {
      const reply = await bridge.call('valuesByHand', {});
      send(reply.ok ? { kind: 'collected', values: reply.value.values } : { kind: 'failed', problem: reply.problem });
    } catch (error) {
      send({ kind: 'failed', problem: problemOfRefusal(error) });
    }
  }, [bridge]);
  useEffect(() => {
    if (!searching) void load();
  }, [load, searching]);

  const copy = async (index: number, { value }: Value): Promise<void> => {
    const { copied } = await bridge.call('copy', { text: value });
    if (!copied) return;
    send({ kind: 'copied', index });
    announce(t('by-hand.copied', { value }));
  };
  const save = async (): Promise<void> => {
    const reply = await bridge.call('save', { format: 'handout' });
    if (!reply.ok) send({ kind: 'failed', problem: reply.problem });
    if (!reply.ok || !reply.value.saved) return;
    send({ kind: 'saved' });
    announce(t('by-hand.saved'));
  };
  if (state.problem !== undefined) {
    const loaded = state.values !== undefined;
    return drawTrouble(state.problem, {
      onBack: () => (loaded ? send({ kind: 'trouble-left' }) : go('back')),
      ...(loaded ? {} : { onRetry: () => void load() }),
    });
  }
  return (
    <ByHandContent
      state={state}
      onCopy={(index, value) => void copy(index, value).catch(fail)}
      onSave={() => void save().catch(fail)}
      onPhone={() => go('phone')}
      onShowHow={() => go('walkthrough')}
      onBack={() => go('back')}
    />
  );
}
