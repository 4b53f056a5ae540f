import { type ReactNode, type RefObject, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutlookForecast } from '../../../electron/core/model/prediction.ts';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useEscape } from '../../ui/escape.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { DoneContent } from './content.tsx';
import { type Deed, INITIAL, reduce, type State } from './state.ts';
import { useConfirmation } from './use-confirmation.ts';

export function DoneScreen({ story, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge, start } = useSurroundings();
  const { t } = useTranslation();
  const { client, program: programOf } = useWording();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, INITIAL);
  const { keep, offer } = useUndoFocus(state.undo);
  useEscape(state.undo === 'asked', () => send({ kind: 'undo-dropped' }));
  const { result, program: chosen } = story;
  const program = chosen?.forecast === undefined ? client(result?.client ?? chosen?.client ?? 'thunderbird') : programOf(chosen);

  const confirming = useConfirmation(result, tell);

  const save = async (): Promise<void> => {
    const reply = await bridge.call('save', { format: 'receipt' });
    if (!reply.ok) send({ kind: 'failed', problem: reply.problem, deed: 'save' });
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
      send({ kind: 'failed', problem: undone.problem, deed: 'undo' });
    }
  };
  const deeds = { save, open, undo };
  const attempt = (deed: Deed): void => {
    void deeds[deed]().catch((error: unknown) => send({ kind: 'failed', problem: problemOfRefusal(error), deed }));
  };

  const { problem, failed } = state;
  if (problem !== undefined) {
    const leave = (): void => send({ kind: 'trouble-left' });
    const again = (deed: Deed) => (): void => {
      leave();
      attempt(deed);
    };
    return drawTrouble(problem, { onBack: leave, onRetry: failed === undefined ? undefined : again(failed) });
  }
  return (
    <DoneContent
      state={state}
      facts={{
        address: story.address,
        fullName: story.fullName,
        program,
        reference: start.reference,
        addInNeeded: needsAddIn(chosen?.forecast),
        loginProved: story.verification !== undefined,
        result,
      }}
      send={send}
      onOpen={() => attempt('open')}
      onPhone={() => go('phone')}
      onSave={() => attempt('save')}
      onPrint={() => window.print()}
      onUndo={() => attempt('undo')}
      onAgain={() => {
        tell({ kind: 'started-over' });
        go('start-over');
      }}
      confirming={confirming}
      keep={keep}
      offer={offer}
    />
  );
}

const needsAddIn = (forecast: OutlookForecast | undefined): boolean =>
  forecast?.calendarAndContacts === 'caldav-synchronizer' && !forecast.addIn;

/** The focus goes to the question about undoing, and back to where it came from. */
function useUndoFocus(undo: State['undo']): { keep: RefObject<HTMLButtonElement | null>; offer: RefObject<HTMLButtonElement | null> } {
  const keep = useRef<HTMLButtonElement>(null);
  const offer = useRef<HTMLButtonElement>(null);
  const before = useRef(undo);
  useEffect(() => {
    if (undo === 'asked') keep.current?.focus();
    if (undo === 'no' && before.current === 'asked') offer.current?.focus();
    before.current = undo;
  }, [undo]);
  return { keep, offer };
}
