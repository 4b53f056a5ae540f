import type { NetworkFailure } from '../../core/world/network.ts';

/** A span of time that ends by itself or by the caller's signal, whichever is first. */
export interface Limit {
  signal: AbortSignal;
  /** Why it ended. */
  why(): Extract<NetworkFailure, 'cancelled' | 'timed-out'>;
  /** Lets go of timer and listener; must be called when the work is over. */
  done(): void;
}

export function limitOf(ms: number, outer?: AbortSignal): Limit {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, ms);
  outer?.addEventListener('abort', end, { once: true });
  if (outer?.aborted === true) end();
  return {
    signal: controller.signal,
    why: () => (outer?.aborted === true ? 'cancelled' : 'timed-out'),
    done: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', end);
    },
  };
}
