import type { Clock } from '../../electron/core/world/clock.ts';

/** A clock on which time passes only when a test says so. */
export interface VirtualClock extends Clock {
  /** Passes `ms` milliseconds, waking sleepers in order and letting each of them act before the next. */
  advance(ms: number): Promise<void>;
  /** Passes as much time as `work` needs, jumping from sleeper to sleeper; throws when nobody sleeps any more and it still waits. */
  run<Value>(work: Promise<Value>): Promise<Value>;
  /** Milliseconds since the clock was made. */
  elapsed(): number;
  /** Who still sleeps: for "nothing is left behind" assertions. */
  sleepers(): number;
}

interface Sleeper {
  due: number;
  wake: () => void;
}

const START = Date.UTC(2026, 0, 15, 9, 0, 0);
const TURNS = 3;
/** Times 5 real milliseconds. */
const PATIENCE = 200;

/** Lets everything that is ready act: promise chains, and digests that come back from the thread pool. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await crypto.subtle.digest('SHA-256', new Uint8Array(1));
  }
}

/** On a busy machine the thread pool may answer late: only after a whole real second without a sleeper is the work stuck. */
async function nextOrDone(next: () => Sleeper | undefined, state: { done: boolean }): Promise<Sleeper | 'done'> {
  for (let waited = 0; waited < PATIENCE; waited += 1) {
    const sleeper = state.done ? 'done' : next();
    if (sleeper !== undefined) return sleeper;
    await new Promise<void>((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The work waits, but nobody sleeps: it would never end.');
}

export function virtualClock(start: number = START): VirtualClock {
  let now = start;
  const sleeping = new Set<Sleeper>();
  const next = (): Sleeper | undefined => [...sleeping].sort((one, other) => one.due - other.due)[0];

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const wake = (): void => {
        sleeping.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { due: now + Math.max(ms, 0), wake };
      sleeping.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });

  const advance = async (ms: number): Promise<void> => {
    const end = now + ms;
    await settle();
    for (let sleeper = next(); sleeper !== undefined && sleeper.due <= end; sleeper = next()) {
      now = Math.max(now, sleeper.due);
      sleeper.wake();
      await settle();
    }
    now = end;
  };

  const run = async <Value>(work: Promise<Value>): Promise<Value> => {
    const state = { done: false };
    const mark = (): void => {
      state.done = true;
    };
    work.then(mark, mark);
    await settle();
    while (!state.done) {
      const sleeper = await nextOrDone(next, state);
      if (sleeper === 'done') break;
      await advance(sleeper.due - now);
    }
    return work;
  };

  return { now: () => now, sleep, advance, run, elapsed: () => now - start, sleepers: () => sleeping.size };
}
