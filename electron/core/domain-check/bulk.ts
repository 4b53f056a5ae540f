import type { Inspect, Inspection } from '../world/inspection.ts';
import type { World } from '../world/world.ts';
import type { DomainFacts, Expectation } from './facts.ts';
import { type GatherRequest, gatherDomain } from './gather.ts';
import { Fan, type GatherLimits } from './gather/budget.ts';
import { judgeDomain } from './judge.ts';
import type { CheckReport } from './report.ts';

/** So many at once keep name servers busy without waiting for a single slow one. */
const AT_ONCE = 8;
/** Certificates of so many ports are kept for the domains to come. */
const MOST_KEPT = 500;
/** Questions wait for their turn; that is not the name server's silence. */
const LONGEST_LOOK = 180_000;
const PATIENT: Partial<GatherLimits> = { question: 40_000, names: 90_000, whole: LONGEST_LOOK };

export interface BulkRequest extends Pick<GatherRequest, 'fresh' | 'limits' | 'only'> {
  domains: Iterable<string>;
  expected: Expectation | ((domain: string) => Expectation);
  signal?: AbortSignal;
  atOnce?: number;
}

export interface CheckedDomain {
  facts: DomainFacts;
  report: CheckReport;
}

/**
 * Checks many domains, eight at a time, each yielded as soon as it is judged, in no particular order. Ports of a host are looked
 * at once for all domains that share it. The network should have the pace `bulk`. When the signal fires, what is under way is
 * left and not yielded: the caller knows which domains were done and can go on with the others later. Never rejects.
 */
export async function* checkDomains(world: World, request: BulkRequest): AsyncGenerator<CheckedDomain, void, undefined> {
  const { domains, expected, signal, atOnce = AT_ONCE, limits, ...options } = request;
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  const shared = withSharedPorts(world, over.signal);
  const waiting = domains[Symbol.iterator]();
  const running = new Map<string, Promise<DomainFacts>>();
  // One listener for all of them.
  const each = new Set<AbortController>();
  over.signal.addEventListener('abort', () => each.forEach((one) => one.abort()), { once: true });
  const begin = (): void => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const domain = next.value;
      if (running.has(domain)) continue;
      const own = new AbortController();
      each.add(own);
      const wish = typeof expected === 'function' ? expected(domain) : expected;
      const gathered = gatherDomain(shared, { ...options, domain, expected: wish, signal: own.signal, limits: { ...PATIENT, ...limits } });
      running.set(
        domain,
        gathered.finally(() => each.delete(own)),
      );
      return;
    }
  };
  try {
    for (let count = 0; count < atOnce && !over.signal.aborted; count += 1) begin();
    while (running.size > 0) {
      const [domain, facts] = await Promise.race([...running].map(async ([name, work]) => [name, await work] as const));
      running.delete(domain);
      if (over.signal.aborted) return;
      begin();
      yield { facts, report: judgeDomain(facts) };
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
  }
}

/** The same world, in which every port is looked at once. */
function withSharedPorts(world: World, signal: AbortSignal): World {
  const seen = new Map<string, Promise<Inspection>>();
  const fan = new Fan(world.clock, LONGEST_LOOK, signal);
  const inspect: Inspect['inspect'] = (target, { timeout, versions = [] }) => {
    const { host, address, port, protocol, security } = target;
    const key = [host, address, port, protocol, security, ...versions].join(' ');
    const known = seen.get(key);
    if (known !== undefined) return known;
    // One domain that gives up must not spoil it for the others: only the end of the whole run ends it.
    const look = fan.within(
      (within) => world.network.tls.inspect(target, { timeout, versions, signal: within }),
      (): Inspection => ({ target, result: { status: 'failed', reason: 'timed-out' } }),
    );
    seen.set(key, look);
    const oldest = seen.size > MOST_KEPT ? seen.keys().next().value : undefined;
    if (oldest !== undefined) seen.delete(oldest);
    return look;
  };
  return { ...world, network: { ...world.network, tls: { inspect } } };
}
