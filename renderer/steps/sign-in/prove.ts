import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import { problemOfRefusal } from '../../bridge/bridge.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useWording } from '../wording.ts';
import { announcementOf } from './proofs.tsx';
import { confirmedHosts, type Event, type State } from './state.ts';

export interface Proving {
  prove: (state: State) => Promise<void>;
  cancel: () => void;
}

/** Sends the password once and tells of each service as its answer comes; ends with the page. */
export function useProving(discovery: Discovery | undefined, send: (event: Event) => void): Proving {
  const { bridge } = useSurroundings();
  const { t } = useTranslation();
  const { login } = useWording();
  const announce = useAnnounce();
  const running = useRef<AbortController>(undefined);

  const prove = useCallback(
    async (state: State) => {
      const abort = new AbortController();
      running.current = abort;
      const username = state.username?.trim() ?? '';
      const input = {
        password: state.password,
        confirmedHosts: confirmedHosts(state, discovery),
        ...(username === '' ? {} : { username }),
      };
      try {
        const reply = await bridge.call('verify', input, {
          signal: abort.signal,
          on: {
            serviceProved: ({ proof }) => {
              send({ kind: 'proved', proof });
              announce(announcementOf(t, proof, login(proof.outcome)));
            },
          },
        });
        send(reply.ok ? { kind: 'ended', verification: reply.value } : { kind: 'failed', problem: reply.problem });
      } catch (error) {
        send({ kind: 'failed', problem: problemOfRefusal(error) });
      }
    },
    [announce, bridge, discovery, login, send, t],
  );
  useEffect(() => () => running.current?.abort(), []);
  return { prove, cancel: () => running.current?.abort() };
}
