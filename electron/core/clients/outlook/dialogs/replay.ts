import type { OutlookKind } from '../wanted.ts';
import { decide, type Journey, journeyOf, type Move } from './decide.ts';
import type { UiRecord } from './dump.ts';
import type { PageId, Role } from './pages.ts';
import { recognise } from './recognise.ts';

/** What the engine makes of one recorded window. */
export interface Replayed {
  title: string;
  page: PageId;
  /** Which signals led there; empty for an unknown window. */
  signals: string[];
  controls: Partial<Record<Role, { className: string; id: number; caption: string }>>;
  ambiguous: Role[];
  missing: Role[];
  /** What it would do on the way to an account of the asked kind. */
  move: Move;
}

/** Runs recognition and decision over a record, touching nothing: the helpdesk's answer to one file. */
export function replayWindows(record: UiRecord, kind: OutlookKind, route: Journey['route'] = 'manual'): Replayed[] {
  return record.windows.map(({ window, controls }) => {
    const seen = recognise(window, controls);
    const named = Object.entries(seen.controls).map(([role, { className, id, caption }]) => [role, { className, id, caption }] as const);
    return {
      title: window.title,
      page: seen.page,
      signals: seen.signals,
      controls: Object.fromEntries(named),
      ambiguous: seen.ambiguous,
      missing: seen.missing,
      move: decide(seen, { ...journeyOf(kind, route, []), stage: stageOf(seen.page) }),
    };
  });
}

/** A record shows one moment: the stage is the one in which the page usually comes. */
function stageOf(page: PageId): Journey['stage'] {
  if (page === 'mail-setup' || page === 'mail') return 'opening';
  return page === 'new-profile' ? 'naming' : 'wizard';
}
