/** Why something was not waited for. */
export type Interrupted = 'timed-out' | 'cancelled';

/**
 * Waits for `work`, but no longer than `ms` and no longer than the signal allows. The work itself goes on.
 * Rejects only when the work does.
 */
export async function within<Value>(
  work: Promise<Value>,
  ms: number,
  signal?: AbortSignal,
): Promise<{ done: true; value: Value } | { done: false; why: Interrupted }> {
  if (signal?.aborted === true) return { done: false, why: 'cancelled' };
  let end: (why: Interrupted) => void = () => undefined;
  const interrupted = new Promise<Interrupted>((resolve) => (end = resolve));
  const timer = setTimeout(() => end('timed-out'), Math.min(ms, 2_147_483_647));
  const cancel = (): void => end('cancelled');
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([
      work.then((value): { done: true; value: Value } => ({ done: true, value })),
      interrupted.then((why): { done: false; why: Interrupted } => ({ done: false, why })),
    ]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
