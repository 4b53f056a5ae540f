import type { SourceId } from '../model/service.ts';
import type { Clock } from '../world/clock.ts';
import type { Attempt, AttemptOutcome, DiscoveryEvent } from './discovery.ts';

/** Ends one attempt; later calls for the same attempt say nothing. */
export type End = (outcome: AttemptOutcome, detail?: string) => void;

export interface Ledger {
  begin: (source: SourceId, url?: string) => End;
  /** Everything that ended so far, in the order in which it ended. */
  attempts: () => Attempt[];
  /** Ends what still runs; from then on the ledger is closed. */
  close: (outcome: AttemptOutcome, detail?: string) => void;
}

/** The list of everything that was tried, with the events that go with it. */
export function openLedger(clock: Clock, emit: (event: DiscoveryEvent) => void): Ledger {
  const ended: Attempt[] = [];
  const running = new Set<End>();
  let closed = false;

  const begin = (source: SourceId, url?: string): End => {
    if (closed) return () => undefined;
    const started = clock.now();
    const end: End = (outcome, detail) => {
      if (!running.delete(end)) return;
      const attempt: Attempt = { source, url, outcome, ms: clock.now() - started, detail };
      ended.push(attempt);
      emit({ kind: 'ended', attempt });
    };
    running.add(end);
    emit({ kind: 'started', source, ...(url === undefined ? {} : { url }) });
    return end;
  };

  const close = (outcome: AttemptOutcome, detail?: string): void => {
    closed = true;
    for (const end of [...running]) end(outcome, detail);
  };

  return { begin, attempts: () => [...ended], close };
}
