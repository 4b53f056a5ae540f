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

interface Entry {
  due: number;
  end: () => void;
}

/** What ends a few spans that began in one moment: they are all over in one moment too. */
interface Batch {
  due: number;
  over: AbortController;
  spans: number;
}

/** More listeners at one signal are taken for a leak. */
const MOST_IN_BATCH = 4;

/**
 * Any number of spans of one length under one signal, with few listeners and signals, as both cost more than most questions,
 * and with one timer, as most end long before their time.
 */
export class Fan {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #signal: AbortSignal;
  /** In the order in which they began, which is that in which they end. */
  readonly #entries = new Set<Entry>();
  #timer: AbortController | undefined;
  #batch: Batch | undefined;

  constructor(clock: Clock, ms: number, signal: AbortSignal) {
    this.#clock = clock;
    this.#ms = ms;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#entries.forEach(({ end }) => end()), { once: true });
  }

  /** Gives `work` a signal that fires with the common one or when time is over; `late` says what then is. */
  within<Value>(work: (signal: AbortSignal) => Promise<Value>, late: () => Value): Promise<Value> {
    if (this.#signal.aborted) return Promise.resolve(late());
    return new Promise((resolve) => {
      const { due, over } = this.#join();
      const settle = (value: Value): void => {
        this.#entries.delete(entry);
        if (this.#entries.size === 0) this.#rest();
        resolve(value);
      };
      const end = (): void => {
        over.abort();
        settle(late());
      };
      const entry = { due, end };
      this.#entries.add(entry);
      if (this.#timer === undefined) void this.#watch();
      void work(over.signal).then(settle);
    });
  }

  #join(): Batch {
    const due = this.#clock.now() + this.#ms;
    const last = this.#batch;
    const batch =
      last !== undefined && last.due === due && last.spans < MOST_IN_BATCH ? last : { due, over: new AbortController(), spans: 0 };
    batch.spans += 1;
    this.#batch = batch;
    return batch;
  }

  async #watch(): Promise<void> {
    const timer = new AbortController();
    this.#timer = timer;
    while (!timer.signal.aborted) {
      const [first] = this.#entries;
      if (first === undefined) break;
      await this.#clock.sleep(first.due - this.#clock.now(), timer.signal);
      for (const { due, end } of [...this.#entries]) {
        if (due > this.#clock.now()) break;
        end();
      }
    }
  }

  #rest(): void {
    this.#timer?.abort();
    this.#timer = undefined;
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
