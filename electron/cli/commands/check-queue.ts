import { checkDomain, type CheckReport, type DomainFacts, type Expectation } from '../../core/domain-check/index.ts';
import type { Call } from '../call.ts';

export interface Checked {
  facts: DomainFacts;
  report: CheckReport;
}

/** At once; the name servers between here and there are what limits. */
const AT_ONCE = 8;

/** Checks many domains, each yielded as soon as it is judged, whatever became of the others. */
export async function* checkedInTurn(
  { world, signal, given }: Pick<Call, 'world' | 'signal' | 'given'>,
  domains: readonly string[],
  expected: Expectation,
): AsyncGenerator<Checked, void, undefined> {
  const fresh = given.has('authoritative');
  const running = new Map<string, Promise<Checked & { domain: string }>>();
  const waiting = [...domains];
  const begin = (domain: string): void => {
    running.set(
      domain,
      checkDomain(world, { domain, expected, signal, fresh }).then((checked) => ({ ...checked, domain })),
    );
  };
  for (const domain of waiting.splice(0, AT_ONCE)) begin(domain);
  while (running.size > 0) {
    const { domain, ...checked } = await Promise.race(running.values());
    running.delete(domain);
    const next = signal.aborted ? undefined : waiting.shift();
    if (next !== undefined) begin(next);
    yield checked;
  }
}
