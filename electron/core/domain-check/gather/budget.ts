import type { Clock } from '../../world/clock.ts';

/** Milliseconds, and how many questions at most. */
export interface GatherLimits {
  /** One question with all its tries. */
  question: number;
  /** Everything that is asked of name servers. */
  names: number;
  /** One look at one port, with all its versions. */
  endpoint: number;
  /** All of it. */
  whole: number;
  questions: number;
}

export const GATHER_LIMITS: GatherLimits = { question: 5_000, names: 15_000, endpoint: 10_000, whole: 40_000, questions: 600 };

/** A span of time that ends by itself, by the caller's signal, or because the work is done. */
export interface Span {
  signal: AbortSignal;
  /** Lets go of timer and listener. */
  done(): void;
}

export function spanOf(clock: Clock, ms: number, outer?: AbortSignal): Span {
  const over = new AbortController();
  const timer = new AbortController();
  const end = (): void => {
    timer.abort();
    over.abort();
  };
  outer?.addEventListener('abort', end, { once: true });
  if (outer?.aborted === true) end();
  else void clock.sleep(ms, timer.signal).then(() => (timer.signal.aborted ? undefined : over.abort()));
  return {
    signal: over.signal,
    done: () => {
      timer.abort();
      outer?.removeEventListener('abort', end);
    },
  };
}

/** Any number of spans under one signal, with one listener at it: many listeners are taken for a leak. */
export class Fan {
  readonly #signal: AbortSignal;
  readonly #ends = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#ends.forEach((end) => end()), { once: true });
  }

  /** A signal of its own, that fires with the common one or after `ms`; `late` says what then is. */
  within<Value>(clock: Clock, ms: number, work: (signal: AbortSignal) => Promise<Value>, late: () => Value): Promise<Value> {
    if (this.#signal.aborted) return Promise.resolve(late());
    return new Promise((resolve) => {
      const over = new AbortController();
      const timer = new AbortController();
      const settle = (value: Value): void => {
        this.#ends.delete(end);
        timer.abort();
        resolve(value);
      };
      const end = (): void => {
        over.abort();
        settle(late());
      };
      this.#ends.add(end);
      void clock.sleep(ms, timer.signal).then(() => (timer.signal.aborted ? undefined : end()));
      void work(over.signal).then(settle);
    });
  }
}

/** Resolves when the signal fires; `forget` takes the listener back. */
export function whenAborted(signal: AbortSignal): { fired: Promise<void>; forget: () => void } {
  let forget = (): void => undefined;
  const fired = new Promise<void>((resolve) => {
    const fire = (): void => resolve();
    forget = () => signal.removeEventListener('abort', fire);
    signal.addEventListener('abort', fire, { once: true });
    if (signal.aborted) fire();
  });
  return { fired, forget };
}
