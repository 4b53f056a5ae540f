import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import type { Problem } from '../../../model/problem.ts';
import type { AgentFailure } from '../../../world/windows.ts';
import type { Journey } from '../dialogs/decide.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import { deafWatch } from './deaf.ts';
import { ended } from './ended.ts';
import { LIMITS, type Session } from './session.ts';

const FAILURES: readonly string[] = ['hung', 'access-denied', 'not-supported'];

const isFailure = (seen: string): seen is AgentFailure => FAILURES.includes(seen);

/** A window without a name that shows progress. */
export const isWorking = ({ page, anatomy }: Recognised): boolean => page === 'unknown' && anatomy.count.progress > 0;

/** What tells one page from the next: its window, its kind, its own child window and its heading. */
const identityOf = (seen: Recognised): string => [seen.window.handle, seen.page, seen.anatomy.page?.handle ?? 0, seen.heading].join(' ');

/** What must stand still before a page is believed. */
const shapeOf = (seen: Recognised): string =>
  [identityOf(seen), ...seen.anatomy.visible.map(({ handle, enabled }) => `${handle}${enabled}`)].join(' ');

/**
 * Waits for what comes after a move: another page, a new dialog, or the end of the program. A page that was already left,
 * or that nobody knows, may be passing by: it is believed only after a while, and not while its buttons are all asleep.
 */
export async function nextWindow(
  session: Session,
  journey: Journey,
  previous: Recognised | undefined,
  timeout: number,
): Promise<Outcome<Recognised | 'gone', Problem>> {
  const isDeaf = deafWatch(session);
  let shape = '';
  let since = session.clock.now();
  let last: AgentFailure = 'timed-out';
  let busy: Recognised | undefined;
  const stillFor = stillness(session);
  const patience = previous?.page === 'redirect-prompt' ? session.limits.page / 2 : LIMITS.unknown;
  const context = journey.wizard === undefined ? {} : { wizard: journey.wizard };
  const come = await session.wait(async (): Promise<Recognised | 'gone' | 'hung' | undefined> => {
    const now = await session.look(context);
    if (now === 'gone') return 'gone';
    if (isDeaf(now)) return 'hung';
    if (typeof now === 'string') {
      last = isFailure(now) ? now : 'timed-out';
      if (shape !== now) since = session.clock.now();
      shape = now;
      const over = now === 'no-window' && journey.stage === 'finished' && session.clock.now() - since >= LIMITS.unknown;
      return over && (await session.dialogs()).length === 0 ? 'gone' : undefined;
    }
    last = 'timed-out';
    if (previous !== undefined && identityOf(now) === identityOf(previous)) {
      shape = '';
      return undefined;
    }
    const seen = shapeOf(now);
    if (seen !== shape) since = session.clock.now();
    const settled = seen === shape;
    shape = seen;
    busy = isBusy(now, journey) && !(hasEnded(now) && stillFor(`${seen}\n${now.text}`) >= session.limits.page) ? now : undefined;
    if (!settled || busy !== undefined) return undefined;
    return passing(now, journey) && session.clock.now() - since < patience ? undefined : now;
  }, timeout);
  if (come.ok) return come.value === 'hung' ? failed(ended('hung', previous)) : succeeded(come.value);
  // A page that came back with everything asleep has come back all the same.
  if (come.reason === 'timed-out' && busy !== undefined && journey.left.includes(busy.page)) return succeeded(busy);
  return failed(ended(come.reason === 'timed-out' ? last : come.reason, busy ?? previous));
}

/** A wizard's page on which nothing leads on yet, or a window that shows progress: Outlook is working. */
function isBusy(seen: Recognised, { left }: Journey): boolean {
  const { page, wizard, controls } = seen;
  if (isWorking(seen)) return true;
  if (page === 'done') return controls.finish?.enabled === false;
  if (left.includes(page)) return controls.next?.enabled === false;
  if (page !== 'unknown' || !wizard) return false;
  const { next, finish } = controls;
  return next?.enabled !== true && finish?.enabled !== true;
}

/**
 * A page from which only Back leads on, with nothing that shows progress: a search that came to nothing may stay so, and says
 * that in words which nobody needs to know. It is believed when nothing moves for as long as a page may take.
 */
const hasEnded = (seen: Recognised): boolean => seen.page === 'unknown' && !isWorking(seen) && seen.controls.back?.enabled === true;

/** Milliseconds since what is seen last changed. */
function stillness({ clock }: Session): (seen: string) => number {
  let last = '';
  let since = clock.now();
  return (seen) => {
    if (seen !== last) since = clock.now();
    last = seen;
    return clock.now() - since;
  };
}

const passing = ({ page, ambiguous, missing }: Recognised, { left }: Journey): boolean =>
  page === 'unknown' || left.includes(page) || ambiguous.length + missing.length > 0;
