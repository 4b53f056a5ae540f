import { failed, type Outcome, succeeded } from '../../../model/outcome.ts';
import type { Problem } from '../../../model/problem.ts';
import type { PageId } from '../dialogs/pages.ts';
import type { Recognised } from '../dialogs/recognise.ts';
import { ended } from './ended.ts';
import { LIMITS, type Session } from './session.ts';

/** A person reads, thinks and is called to the telephone, milliseconds. */
const PATIENCE = 60 * 60 * 1000;
/** A person is slower than a program: looking more often would only keep the computer busy, milliseconds. */
const PACE = 300;

/**
 * Assisted: the person works in the dialogs, Mailramp only notes which page is open until all are closed. `opened` is the
 * first of them, where it is known; `onPage` hears of each that was left.
 */
export async function watchPerson(
  session: Session,
  opened: Recognised | undefined,
  onPage: (page: PageId) => void,
): Promise<Outcome<true, Problem>> {
  let shown = opened;
  let emptySince: number | undefined;
  if (opened !== undefined) session.note(opened, []);
  const over = await session.wait(async () => {
    await session.clock.sleep(PACE);
    const now = await session.look({});
    if (now === 'gone') return true;
    if (typeof now === 'string') {
      emptySince ??= session.clock.now();
      const empty = session.clock.now() - emptySince >= LIMITS.unknown && (await session.dialogs()).length === 0;
      return empty ? true : undefined;
    }
    emptySince = undefined;
    if (now.page !== shown?.page || now.window.handle !== shown.window.handle) {
      if (shown !== undefined) onPage(shown.page);
      session.note(now, []);
      shown = now;
    }
    return undefined;
  }, PATIENCE);
  if (!over.ok) return failed(ended(over.reason, shown));
  if (shown !== undefined) onPage(shown.page);
  return succeeded(true);
}
