import type { SpfFinding, SpfTreeNode } from './analysis.ts';
import { isAtOrBelow } from './check.ts';
import type { SpfFacts } from './facts.ts';

/** What stays the same on the way through one tree. */
export interface Walk {
  readonly facts: SpfFacts;
  readonly findings: SpfFinding[];
  readonly done: Map<string, SpfTreeNode>;
  /** Whether `%{p}` stands in any term: its question is paid once. */
  namesSender: boolean;
  complete: boolean;
  /** Terms read so far, in all records. */
  terms: number;
}

/** Far beyond any tree that receivers follow to its end; what was made to keep us busy is read no further. */
export const MOST_TERMS = 2_000;

/** Where in the tree a record stands. */
export interface Standing {
  readonly via: SpfTreeNode['via'];
  /** From the checked domain to this one, both included. */
  readonly path: readonly string[];
  /** Its `all` is the last word of the checked domain. */
  readonly decides: boolean;
  /** A `pass` here is a `pass` of the checked domain. */
  readonly passes: boolean;
}

export const tell = (
  walk: Walk,
  code: SpfFinding['code'],
  severity: SpfFinding['severity'],
  standing: Standing,
  facts: SpfFinding['facts'] = {},
): void => {
  const domain = standing.path.at(-1) ?? walk.facts.domain;
  walk.findings.push({
    code,
    severity,
    facts: { domain, own: isAtOrBelow(domain, walk.facts.domain), path: [...standing.path], ...facts },
  });
};
