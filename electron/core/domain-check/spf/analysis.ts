import { z } from 'zod';
import type { Facts } from '../../model/problem.ts';
import { SYNTAX_CODES } from './parse-domain.ts';

/** What the analyser can have to say; closed, each has its sentence. */
export const SPF_FINDINGS = [
  'record-missing',
  'record-misspelt',
  'record-duplicate',
  'record-unanswered',
  'record-large',
  'string-too-long',
  'strings-glued',
  'sender-id-left',
  'syntax',
  'version-repeated',
  'mechanism-as-modifier',
  'target-missing',
  'target-duplicate',
  'target-unanswered',
  'target-unusable',
  'target-depends',
  'tree-cut',
  'include-loop',
  'redirect-loop',
  'redirect-ignored',
  'terms-after-all',
  'all-pass',
  'all-neutral',
  'all-missing',
  'range-everyone',
  'range-wide',
  'ptr-used',
  'macro-p-used',
  'mx-over',
  'lookups-over',
  'lookups-near',
  'voids-over',
  'voids',
] as const;

export type SpfSeverity = 'info' | 'warn' | 'fail' | 'unknown';

/**
 * One thing to know. `facts` always name the `domain` whose record it is; `own` says whether the checked domain's
 * administrator can change that record; `path` is the way to it. A `syntax` finding carries `syntax`, `term`, `position`.
 */
export interface SpfFinding {
  readonly code: (typeof SPF_FINDINGS)[number];
  readonly severity: SpfSeverity;
  readonly facts: Facts;
}

const fact = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export const spfFinding = z.object({
  code: z.enum(SPF_FINDINGS),
  severity: z.enum(['info', 'warn', 'fail', 'unknown']),
  facts: z.record(z.string(), fact),
});
export const spfSyntaxCode = z.enum(SYNTAX_CODES);

/** A record in the whole tree, whichever message comes in. */
export interface SpfTreeNode {
  readonly domain: string;
  readonly via: 'start' | 'include' | 'redirect';
  /** `repeated`: shown in full elsewhere in the tree; `loop`: stands above itself. */
  readonly status: 'found' | 'missing' | 'duplicate' | 'unanswered' | 'repeated' | 'loop' | 'not-asked';
  readonly record?: string;
  /** Terms that ask, in the worst case, in this record and below. */
  readonly lookups: number;
  readonly voids: number;
  readonly terms: readonly SpfTreeTerm[];
}

export interface SpfTreeTerm {
  readonly text: string;
  readonly position: number;
  /** Its own and those below it. */
  readonly lookups: number;
  readonly target?: string;
  /** Stands behind `all`, or is a `redirect` beside it: never looked at. */
  readonly ignored?: true;
  /** What it asks for is proven absent. */
  readonly void?: true;
  readonly node?: SpfTreeNode;
}

export interface SpfAnalysis {
  readonly domain: string;
  readonly record?: string;
  readonly lookups: number;
  readonly voids: number;
  /** False: some of the tree is not known, so that the numbers are the least there can be. */
  readonly complete: boolean;
  readonly findings: readonly SpfFinding[];
  readonly tree: SpfTreeNode;
  /** The record to publish instead, when one can be derived; as DNS takes it, in strings of at most 255 octets. */
  readonly proposal?: { readonly record: string; readonly strings: readonly string[] };
}
