import { useMemo, useRef, useState } from 'react';
import { SCREEN } from '../scene.ts';

/** The width there is, in pixels, so that the picture is drawn as large as it fits and never larger than it was made. */
export function useWidth(): { place: (element: HTMLDivElement | null) => void; width: number } {
  const [width, setWidth] = useState<number>(SCREEN.width);
  const observer = useRef<ResizeObserver>(undefined);
  const place = useMemo(
    () =>
      (element: HTMLDivElement | null): void => {
        observer.current?.disconnect();
        if (element === null || typeof ResizeObserver === 'undefined') return;
        observer.current = new ResizeObserver(([entry]) => {
          const inside = entry?.contentRect.width ?? 0;
          if (inside > 0) setWidth(Math.min(SCREEN.width, Math.floor(inside)));
        });
        observer.current.observe(element);
      },
    [],
  );
  return { place, width };
}
