import { useEffect, useRef } from 'react';

/**
 * The one place where time passes: while `playing`, tells how many milliseconds have gone by since the last picture.
 * A window that was hidden does not catch up.
 */
export function useClock(playing: boolean, onTick: (elapsed: number) => void): void {
  const latest = useRef(onTick);
  useEffect(() => {
    latest.current = onTick;
  });
  useEffect(() => {
    if (!playing) return undefined;
    let last: number | undefined;
    let handle = requestAnimationFrame(function tick(now) {
      if (last !== undefined) latest.current(Math.min(now - last, LONGEST));
      last = now;
      handle = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(handle);
  }, [playing]);
}

const LONGEST = 100;
