import { type ReactNode, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { SignInContent } from './content.tsx';
import { useProving } from './prove.ts';
import { canSend, initial, reduce, type State } from './state.ts';

export function SignInScreen({ story, discovery, searching, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge, start } = useSurroundings();
  const [state, send] = useReducer(reduce, initial(story.verification));
  const { prove, cancel } = useProving(discovery, send);
  const { field, deed } = useFocusAfter(state);

  // Who typed faster than the settings came is served as soon as they are there.
  useEffect(() => {
    if (state.phase !== 'waiting' || searching) return;
    send({ kind: 'search-settled' });
    void prove(state);
  }, [prove, searching, state]);
  useEffect(() => {
    if (state.verification !== undefined) tell({ kind: 'login-proved', verification: state.verification });
  }, [state.verification, tell]);

  const submit = (): void => {
    if (!canSend(state, discovery)) return;
    send({ kind: 'sent', searching });
    if (!searching) void prove(state);
  };
  if (state.trouble !== undefined) {
    return drawTrouble(state.trouble, {
      onBack: () => send({ kind: 'trouble-left' }),
      onRetry: () => {
        send({ kind: 'trouble-left' });
        submit();
      },
    });
  }
  return (
    <SignInContent
      state={state}
      discovery={discovery}
      address={story.address}
      mayShow={start.showPassword ?? false}
      send={send}
      onSubmit={submit}
      onCancel={() => {
        cancel();
        send({ kind: 'stopped' });
      }}
      onBack={() => go('back')}
      onGoOn={() => go('go-on')}
      onOpenPage={(page) => void bridge.call('openPage', { page }).catch(() => undefined)}
      field={field}
      deed={deed}
    />
  );
}

/** A refusal keeps the person in the field; a proof takes them to the button that goes on. Either is said. */
function useFocusAfter({ phase, refusal, verification }: State) {
  const { t } = useTranslation();
  const { messageOf } = useWording();
  const announce = useAnnounce();
  const field = useRef<HTMLInputElement>(null);
  const deed = useRef<HTMLButtonElement>(null);
  const provedBefore = useRef(phase === 'proved');
  const outcome = verification === undefined ? undefined : verification.verdict === 'ok' ? 'works' : 'partly';

  useEffect(() => {
    if (refusal === undefined) return;
    announce(messageOf(refusal));
    field.current?.focus();
  }, [announce, messageOf, refusal]);
  useEffect(() => {
    if (outcome !== undefined && !provedBefore.current) {
      announce(t(`sign-in.heading.${outcome}`));
      deed.current?.focus();
      // The heading has the news, and the page may have been scrolled to the field.
      window.scrollTo(0, 0);
    }
    provedBefore.current = outcome !== undefined;
  }, [announce, outcome, t]);
  return { field, deed };
}
