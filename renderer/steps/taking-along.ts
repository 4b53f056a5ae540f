import { type ReactNode, useCallback, useEffect, useReducer } from 'react';
import type { Input } from '../../electron/contract/calls.ts';
import type { Outcome } from '../../electron/core/model/outcome.ts';
import type { Problem } from '../../electron/core/model/problem.ts';
import { type Bridge, problemOfRefusal } from '../bridge/bridge.ts';
import { useAnnounce } from '../ui/live-region.tsx';
import { type StepProps, useSurroundings } from './surroundings.ts';

/** A page of things to take along: what was collected, and what was done with it last. */
interface Taken<Content, Said> {
  /** Undefined while it is collected. */
  content?: Content | undefined;
  said?: Said | undefined;
  problem?: Problem | undefined;
}

type TakenEvent<Content, Said> =
  | { kind: 'loading' }
  | { kind: 'collected'; content: Content }
  | { kind: 'said'; said: Said }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'trouble-left' };

function reduceTaken<Content, Said>(state: Taken<Content, Said>, event: TakenEvent<Content, Said>): Taken<Content, Said> {
  switch (event.kind) {
    case 'loading':
      return {};
    case 'collected':
      return { ...state, content: event.content };
    case 'said':
      return { ...state, said: event.said };
    case 'failed':
      return { ...state, problem: event.problem };
    case 'trouble-left':
      return { ...state, problem: undefined };
  }
}

interface TakingAlong<Content, Said> {
  state: Taken<Content, Said>;
  say: (said: Said) => void;
  /** Saves where the person chooses; `words` are said aloud when it is done. A person who changes their mind hears nothing. */
  save: (format: Input<'save'>['format'], said: Said, words: string) => void;
  /** Stands in the place of the page, when there is trouble. */
  trouble: ReactNode | undefined;
}

type Doors = Pick<StepProps, 'searching' | 'go' | 'drawTrouble'>;

/** Collects when the search has ended: what comes late in it would be missing otherwise. `collect` is the same from draw to draw. */
export function useTakingAlong<Content, Said>(
  { searching, go, drawTrouble }: Doors,
  collect: (bridge: Bridge) => Promise<Outcome<Content, Problem>>,
): TakingAlong<Content, Said> {
  const { bridge } = useSurroundings();
  const announce = useAnnounce();
  const [state, send] = useReducer(reduceTaken<Content, Said>, {});

  const load = useCallback(async () => {
    send({ kind: 'loading' });
    const reply = await collect(bridge).catch((error: unknown) => ({ ok: false as const, problem: problemOfRefusal(error) }));
    send(reply.ok ? { kind: 'collected', content: reply.value } : { kind: 'failed', problem: reply.problem });
  }, [bridge, collect]);
  useEffect(() => {
    if (!searching) void load();
  }, [load, searching]);

  const save = async (format: Input<'save'>['format'], said: Said, words: string): Promise<void> => {
    const reply = await bridge.call('save', { format });
    if (!reply.ok) send({ kind: 'failed', problem: reply.problem });
    if (!reply.ok || !reply.value.saved) return;
    send({ kind: 'said', said });
    announce(words);
  };
  const { content, problem } = state;
  const leave = (): void => (content === undefined ? go('back') : send({ kind: 'trouble-left' }));
  return {
    state,
    say: (said) => send({ kind: 'said', said }),
    save: (format, said, words) =>
      void save(format, said, words).catch((error: unknown) => send({ kind: 'failed', problem: problemOfRefusal(error) })),
    trouble:
      problem === undefined
        ? undefined
        : drawTrouble(problem, { onBack: leave, ...(content === undefined ? { onRetry: () => void load() } : {}) }),
  };
}
