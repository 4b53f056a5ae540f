import type { Frame } from '../stage/frame.ts';

/** Two pictures are the same when everything in them is. */
const fingerprint = (frame: Frame): string => JSON.stringify({ ...frame, states: [...frame.states] });

/**
 * The moments at which another picture begins, looked at once in each `interval` milliseconds; always the first and the
 * last. A stretch in which nothing moves is one moment.
 */
export function momentsOf(still: (time: number) => Frame, length: number, interval: number): number[] {
  const count = Math.ceil(length / interval);
  const times = [...Array.from({ length: count }, (_, index) => index * interval), length];
  let before: string | undefined;
  return times.filter((time, index) => {
    const now = fingerprint(still(time));
    const keep = now !== before || index === times.length - 1;
    before = now;
    return keep;
  });
}
