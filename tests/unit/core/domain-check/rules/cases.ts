import type { FindingId, Severity } from '../../../../../electron/core/domain-check/finding.ts';
import type { Difference } from '../../../../fakes/domain-facts.ts';

/** One fault in an otherwise healthy domain. */
export interface Case {
  what: string;
  difference: Difference;
  /** What it is about: everything that is not ok and stands under no cause, in any order. */
  expect: Partial<Record<FindingId, Severity>>;
  /** What is folded under that, by its cause; folded findings that are not named here may be there too. */
  folded?: Partial<Record<FindingId, FindingId>>;
}
