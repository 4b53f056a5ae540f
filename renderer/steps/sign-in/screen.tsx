import { type ReactNode, useCallback, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { type StepProps, useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { SignInContent } from './content.tsx';
import { announcementOf } from './proofs.tsx';
import { canSend, confirmedHosts, initial, mailWorks, reduce, type State } from './state.ts';

export function SignInScreen({ story, discovery, searching, tell, go, drawTrouble }: StepProps): ReactNode {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const { login, messageOf } = useWording();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduce, initial(story.verification));
  const field = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController>(undefined);

  const prove = useCallback(
    async ({ password, username, ...rest }: State) => {
      const abort = new AbortController();
      running.current = abort;
      try {
        const named = username?.trim() ?? '';
        const input = {
          password,
          confirmedHosts: confirmedHosts({ password, ...rest }, discovery),
          ...(named === '' ? {} : { username: named }),
        };
        const reply = await bridge.call('verify', input, {
          signal: abort.signal,
          on: {
            serviceProved: ({ proof }) => {
              send({ kind: 'proved', proof });
              announce(announcementOf(t, proof, login(proof.outcome)));
            },
          },
        });
        if (!reply.ok) return send({ kind: 'failed', problem: reply.problem });
        send({ kind: 'ended', verification: reply.value });
        if (mailWorks(reply.value)) {
          tell({ kind: 'login-proved', verification: reply.value });
          return announce(t(reply.value.verdict === 'ok' ? 'sign-in.accepted' : 'sign-in.accepted-partly'));
        }
        if (reply.value.problem !== undefined) announce(messageOf(reply.value.problem));
        field.current?.focus();
      } catch (error) {
        send({ kind: 'failed', problem: problemOfRefusal(error) });
      }
    },
    [announce, bridge, discovery, login, messageOf, t, tell],
  );

  // Who typed faster than the settings came is served as soon as they are there.
  useEffect(() => {
    if (state.phase !== 'waiting' || searching) return;
    send({ kind: 'search-settled' });
    void prove(state);
  }, [prove, searching, state]);
  useEffect(() => () => running.current?.abort(), []);

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
      send={send}
      onSubmit={submit}
      onCancel={() => running.current?.abort()}
      onBack={() => go('back')}
      onGoOn={() => go('go-on')}
      onOpenPage={(page) => void bridge.call('openPage', { page }).catch(() => undefined)}
      field={field}
    />
  );
}
