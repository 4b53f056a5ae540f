import type { Call } from './call.ts';

/** Work that ends when the person gives up, or after `--timeout`, or after `patience` milliseconds without one. */
export async function withinTime<Value>(
  { signal, timeout, world }: Pick<Call, 'signal' | 'timeout' | 'world'>,
  patience: number | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const most = timeout ?? patience;
  if (most === undefined) return work(signal);
  const limit = new AbortController();
  const over = new AbortController();
  const stop = (): void => limit.abort();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  void world.clock.sleep(most, over.signal).then(stop);
  try {
    return await work(limit.signal);
  } finally {
    over.abort();
    signal.removeEventListener('abort', stop);
  }
}
