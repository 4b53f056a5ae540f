import type { Clock } from '../world/clock.ts';

/** A signal that fires with the caller's or when the time is over. */
export interface Deadline {
  signal: AbortSignal;
  why(): 'cancelled' | 'timed-out';
  /** Wakes the sleeper and lets go of the caller's signal. */
  done(): void;
}

export function deadline(clock: Clock, ms: number, outer?: AbortSignal): Deadline {
  const work = new AbortController();
  const timer = new AbortController();
  let over = false;
  const end = (): void => work.abort();
  if (outer?.aborted === true) end();
  outer?.addEventListener('abort', end, { once: true });
  void clock.sleep(ms, timer.signal).then(() => {
    if (!over) end();
  });
  return {
    signal: work.signal,
    why: () => (outer?.aborted === true ? 'cancelled' : 'timed-out'),
    done: () => {
      over = true;
      timer.abort();
      outer?.removeEventListener('abort', end);
    },
  };
}
