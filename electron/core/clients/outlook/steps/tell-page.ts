import type { GuideStep } from '../../../model/guide.ts';
import type { ApplyOptions, WindowEntry } from '../../client.ts';
import { stepAt } from '../guide.ts';

/** Tells from the windows that are met which step of the guide is open. */
export interface PageTeller {
  onWindow(entry: WindowEntry): void;
  /** The step that was told last. */
  index(): number;
  /** From now on dialogs are only closed: what is met then is no step. */
  stop(): void;
}

/** The same for Mailramp's own steps and for a person's: whatever window is met is looked up in the guide. */
export function pageTeller(guide: readonly GuideStep[], { onWindow, onPage }: ApplyOptions): PageTeller {
  let current = -1;
  let stopped = false;
  return {
    onWindow(entry) {
      onWindow?.(entry);
      if (stopped || CLOSING.some((did) => entry.did.includes(did))) return;
      const next = stepAt(guide, current, entry.page);
      if (next === current) return;
      current = next;
      onPage?.(current);
    },
    index: () => Math.max(current, 0),
    stop() {
      stopped = true;
    },
  };
}

/** A dialog that is left without doing anything in it, as after a wrong way in. */
const CLOSING = ['close', 'leave'];
