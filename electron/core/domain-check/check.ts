import type { World } from '../world/world.ts';
import type { DomainFacts, Expectation } from './facts.ts';
import { gatherDomain } from './gather.ts';
import { judgeDomain } from './judge.ts';
import { remembering } from './memory.ts';
import type { CheckReport } from './report.ts';

export { judgeDomain } from './judge.ts';

/** How far the asking is: questions answered of those asked so far. */
export interface CheckProgress {
  done: number;
  of: number;
}

export interface CheckRequest {
  /** A-labels, lower case. */
  domain: string;
  expected: Expectation;
  signal?: AbortSignal;
  onProgress?: (progress: CheckProgress) => void;
  /** Asks the zone's own servers, past every cache, so that what was just published is seen. */
  fresh?: boolean;
  /** What an earlier check of this domain recorded. */
  since?: DomainFacts;
}

/**
 * Asks everything, then judges. The facts alone replay the judgement. Never rejects for what a network does; with a signal that
 * fires it ends at once with what was answered by then.
 */
export async function checkDomain(world: World, request: CheckRequest): Promise<{ facts: DomainFacts; report: CheckReport }> {
  const facts = remembering(await gatherDomain(world, request), request.since);
  return { facts, report: judgeDomain(facts) };
}
