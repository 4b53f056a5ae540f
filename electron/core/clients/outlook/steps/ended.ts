import { problemOf, type Problem } from '../../../model/problem.ts';
import type { AgentFailure } from '../../../world/windows.ts';
import type { PageId } from '../dialogs/pages.ts';

/** What a failure of the hands means to the person: cancelled, too slow, or a window that is not there any more. */
export function ended(reason: AgentFailure, seen: { page: PageId } | undefined): Problem {
  const facts = { reason, page: seen?.page ?? 'none' };
  switch (reason) {
    case 'cancelled':
      return problemOf('cancelled', facts, ['retry']);
    case 'hung':
    case 'timed-out':
      return problemOf('timed-out', facts, ['retry', 'set-up-assisted', 'copy-report']);
    case 'access-denied':
      return problemOf('elevation-mismatch', facts, ['start-as-yourself', 'copy-report']);
    case 'gone':
    case 'disabled':
    case 'not-found':
    case 'not-supported':
      return problemOf('control-not-found', facts, ['retry', 'set-up-assisted', 'copy-report']);
  }
}
