import { useEffect, useRef } from 'react';

/** What Escape closes, innermost last. */
const open: symbol[] = [];

/** While `active`, Escape calls `leave`, wherever the focus is; of several open things it closes the one that was opened last. */
export function useEscape(active: boolean, leave: () => void): void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    if (!active) return undefined;
    const me = Symbol('open');
    open.push(me);
    const listen = (event: KeyboardEvent): void => {
      // In a field it may end a word that is being composed.
      if (event.key === 'Escape' && !event.isComposing && open.at(-1) === me) latest.current();
    };
    // On its way down: a field keeps to itself what was pressed in it.
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
      open.splice(open.indexOf(me), 1);
    };
  }, [active]);
}
