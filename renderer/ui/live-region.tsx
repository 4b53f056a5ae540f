import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

type Announce = (words: string) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** Says something to whoever hears the page instead of seeing it. */
export const useAnnounce = (): Announce => useContext(AnnounceContext);

/**
 * The one live region of the window. Two parts take turns, so that the same words said twice are a change twice:
 * a screen reader keeps silent about text that did not change.
 */
export function LiveRegion({ children }: { children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ words: '', turn: 0 });
  const announce = useCallback((words: string) => setSaid(({ turn }) => ({ words, turn: turn + 1 })), []);
  const odd = said.turn % 2 === 1;
  const parts = useMemo(() => [odd ? '' : said.words, odd ? said.words : ''], [odd, said.words]);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="spoken-only" role="status" aria-live="polite" data-live-region>
        <p>{parts[0]}</p>
        <p>{parts[1]}</p>
      </div>
    </AnnounceContext>
  );
}
