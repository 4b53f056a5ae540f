/** Tells everything that still waits that the search is over. */
export interface EndOfSearch {
  /** A signal of its own for each wait: runtimes warn about many listeners on one. */
  signal: () => AbortSignal;
  reached: () => boolean;
  reach: () => void;
}

export function newEndOfSearch(): EndOfSearch {
  const waiting = new Set<AbortController>();
  const state = { over: false };
  const signal = (): AbortSignal => {
    const controller = new AbortController();
    if (state.over) controller.abort();
    else waiting.add(controller);
    return controller.signal;
  };
  const reach = (): void => {
    state.over = true;
    for (const controller of waiting) controller.abort();
    waiting.clear();
  };
  return { signal, reached: () => state.over, reach };
}
