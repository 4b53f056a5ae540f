import { useEffect, useRef } from 'react';

/** Between two looks whether the mail program was closed meanwhile. */
const LOOK_AGAIN = 2000;

/** Looks again from time to time while `active`; one look ends before the next is planned. */
export function useLookAgain(active: boolean, look: () => Promise<void>): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => {
    if (!active) return undefined;
    let timer: number | undefined;
    const again = (): void => {
      timer = window.setTimeout(() => void latest.current().finally(() => timer !== undefined && again()), LOOK_AGAIN);
    };
    again();
    return () => {
      window.clearTimeout(timer);
      timer = undefined;
    };
  }, [active]);
}
