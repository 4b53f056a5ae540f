import { type ReactNode, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../ui/live-region.tsx';
import { addressForPeople } from '../names.ts';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { AddressContent } from './content.tsx';
import { initial, read, reduce, type State } from './state.ts';

/** Internationalized domains in their own letters, except behind the field, where the list has them in both forms. */
function initialFor(address: string, fullName: string, unfinished: boolean, domains: readonly string[]): State {
  const known = domains.includes(address.slice(address.lastIndexOf('@') + 1));
  return initial(known ? address : addressForPeople(address), fullName, unfinished, domains);
}

export function AddressScreen({ story, tell, go }: StepProps): ReactNode {
  const { bridge, start } = useSurroundings();
  const { t } = useTranslation();
  const { messageOf } = useWording();
  const announce = useAnnounce();
  const { unfinished, domains = [] } = start;
  const [state, send] = useReducer(reduce, initialFor(story.address, story.fullName, unfinished !== undefined, domains));
  const field = useRef<HTMLInputElement>(null);

  const submit = (): void => {
    const address = read(state);
    if (address.ok) {
      tell({ kind: 'person-given', address: address.value.text, fullName: state.fullName.trim() });
      go('go-on');
      return;
    }
    send({ kind: 'refused', problem: address.problem });
    announce(messageOf(address.problem));
    field.current?.focus();
  };

  const undoLeftover = async (change: string): Promise<void> => {
    send({ kind: 'leftover', leftover: 'undoing' });
    const undone = await bridge.call('undo', { change }).catch(() => undefined);
    const good = undone?.outcome === 'undone';
    send({ kind: 'leftover', leftover: good ? 'undone' : 'failed' });
    announce(t(good ? 'unfinished.undone' : 'unfinished.failed'));
  };

  return (
    <AddressContent
      state={state}
      send={send}
      onSubmit={submit}
      onUndoLeftover={() => unfinished !== undefined && void undoLeftover(unfinished.id)}
      onUseSuggestion={(suggestion) => {
        send({ kind: 'suggestion-taken', suggestion });
        // The button is gone with the question; Enter in the field goes on.
        field.current?.focus();
      }}
      leftoverAddress={unfinished?.address}
      field={field}
      domains={domains}
    />
  );
}
