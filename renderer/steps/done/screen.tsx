import { type ReactNode, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { DoneContent } from './content.tsx';
import { INITIAL, reduce } from './state.ts';

export function DoneScreen({ story, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge, start } = useSurroundings();
  const { t } = useTranslation();
  const { client } = useWording();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, INITIAL);
  const keep = useRef<HTMLButtonElement>(null);
  const { result } = story;
  const program = client(result?.client ?? story.program?.client ?? 'thunderbird');

  useEffect(() => {
    if (state.undo === 'asked') keep.current?.focus();
  }, [state.undo]);

  const save = async (): Promise<void> => {
    const reply = await bridge.call('save', { format: 'receipt' });
    if (!reply.ok) send({ kind: 'failed', problem: reply.problem });
    if (!reply.ok || !reply.value.saved) return;
    send({ kind: 'said', said: 'saved' });
    announce(t('done.saved'));
  };
  const open = async (): Promise<void> => {
    const { opened } = await bridge.call('openProgram', {});
    if (opened) return;
    send({ kind: 'said', said: 'not-opened' });
    announce(t('done.not-opened', { program }));
  };
  const undo = async (): Promise<void> => {
    send({ kind: 'undo-began' });
    announce(t('done.undoing'));
    const undone = await bridge.call('undo', result?.change === undefined ? {} : { change: result.change.id });
    if (undone.problem === undefined) {
      send({ kind: 'undo-dropped' });
      tell({ kind: 'set-up', result: undone });
    } else {
      send({ kind: 'failed', problem: undone.problem });
    }
  };
  const attempt = (deed: () => Promise<void>) => (): void => {
    void deed().catch((error: unknown) => send({ kind: 'failed', problem: problemOfRefusal(error) }));
  };

  if (state.problem !== undefined) return drawTrouble(state.problem, { onBack: () => send({ kind: 'trouble-left' }) });
  return (
    <DoneContent
      state={state}
      facts={{
        address: story.address,
        fullName: story.fullName,
        program,
        reference: start.reference,
        loginProved: story.verification !== undefined,
        result,
      }}
      send={send}
      onOpen={attempt(open)}
      onPhone={() => go('phone')}
      onSave={attempt(save)}
      onPrint={() => window.print()}
      onUndo={attempt(undo)}
      onAgain={() => {
        tell({ kind: 'started-over' });
        go('start-over');
      }}
      keep={keep}
    />
  );
}
