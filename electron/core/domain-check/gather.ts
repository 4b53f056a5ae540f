import type { World } from '../world/world.ts';
import type { CheckRequest } from './check.ts';
import type { DomainFacts } from './facts.ts';
import { Asker } from './gather/asker.ts';
import { authoritative } from './gather/authority.ts';
import { GATHER_LIMITS, type GatherLimits, spanOf, whenAborted } from './gather/budget.ts';
import { askNames, hostAddresses, type Wanted } from './gather/dns-part.ts';
import { inspectAll, looksFor } from './gather/endpoints.ts';
import { fetchPages } from './gather/pages.ts';
import { type Progress, progressOf } from './gather/progress.ts';
import { isInside } from './gather/reachable.ts';
import { validates } from './gather/validates.ts';
import { plainDomain } from './spf/names.ts';

export { GATHER_LIMITS, type GatherLimits } from './gather/budget.ts';

export interface GatherRequest extends CheckRequest {
  limits?: Partial<GatherLimits>;
  /** Names alone: no port is looked at and no page is fetched. */
  only?: 'names';
}

/**
 * Asks everything that a domain is judged by; judges nothing, never rejects, and ends at once when the signal fires, with
 * what was answered by then. D is the domain, H the mail host: the expected one, else the best MX.
 *
 * `answers`, all at once as far as no name has to be learnt first:
 * - D: SOA NS MX A AAAA TXT CAA DS DNSKEY
 * - autodiscover.D, autoconfig.D, mta-sts.D: CNAME A AAAA CAA
 * - every SRV name of `SRV_SERVICES` below D, TXT at `_caldavs._tcp.D` and `_carddavs._tcp.D`; each target: A AAAA CNAME
 * - TXT at `_dmarc.` of D and of every name of the tree walk, and of D's registrable domain by the public list
 * - TXT at `<selector>._domainkey.D`, `_domainkey.D`, `_mta-sts.D`, `_smtp._tls.D`
 * - `<randomLabel>.D`: A AAAA CNAME TXT MX
 * - mail.D.D, and H.D when the expected H stands in D: A AAAA
 * - every MX host, and H: A AAAA CNAME, TLSA at `_25._tcp.`; H also TXT, and CAA of it and of each name above it
 * - the whole tree of D's SPF record (TXT MX A AAAA), and what its macros become for the expected server's addresses
 * - where reports go: TXT at `D._report._dmarc.<receiver>` when that is foreign, MX A AAAA of the receiver
 * - PTR of each address of H and of each expected address; each name there: A AAAA
 *
 * `unchecked`: what ended in SERVFAIL once more with checking disabled. `system`: expected H and autodiscover.D.
 * `endpoints`: 25 465 587 143 993 110 995 4190 443 of H at up to two addresses of each family, old TLS versions at the first;
 * 443 of autodiscover.D, autoconfig.D, mta-sts.D; 25 of other MX hosts with TLSA. An address inside a private network that
 * nobody named is `private-address` and not connected to. `pages`: `https://autodiscover.D/autodiscover/autodiscover.xml` (POST with a mailbox, GET
 * without), `https://autoconfig.D/mail/config-v1.1.xml`, `https://mta-sts.D/.well-known/mta-sts.txt`; no redirect is followed, and
 * a name that is proven absent is not asked.
 */
export async function gatherDomain(world: World, request: GatherRequest): Promise<DomainFacts> {
  const { clock, network } = world;
  const started = clock.now();
  const limits = { ...GATHER_LIMITS, ...request.limits };
  const whole = spanOf(clock, limits.whole, request.signal);
  const names = spanOf(clock, limits.names, whole.signal);
  const progress = progressOf(request);
  const scope = { signal: names.signal, caller: request.signal };
  const asker = new Asker({ dns: network.dns, clock }, limits, scope, progress.names);
  const wanted = wantedOf(world, request);
  const facts = emptyFacts(wanted, started);
  const work = gatherInto(facts, world, { asker, wanted, request, limits, progress, whole: whole.signal, names: names.signal });
  const over = whenAborted(whole.signal);
  await Promise.race([work, over.fired]);
  over.forget();
  whole.done();
  names.done();
  const { answers, unchecked, questions, cut } = asker;
  // What is still under way writes into facts that nobody reads any more.
  return { ...facts, answers: { ...answers }, unchecked: { ...unchecked }, questions, cut, ms: clock.now() - started };
}

function wantedOf(world: World, { domain, expected }: GatherRequest): Wanted {
  const host = expected.host === undefined ? {} : { host: plainDomain(expected.host) };
  return {
    domain: plainDomain(domain),
    expected: { ...expected, ...host },
    randomLabel: `x${world.uuid().replaceAll('-', '').slice(0, 15)}`,
  };
}

const emptyFacts = ({ domain, expected, randomLabel }: Wanted, at: number): DomainFacts => ({
  format: 1,
  domain,
  at: new Date(at).toISOString(),
  expected,
  answers: {},
  unchecked: {},
  randomLabel,
  system: {},
  endpoints: [],
  pages: [],
  questions: 0,
  ms: 0,
  cut: false,
});

interface Work {
  asker: Asker;
  wanted: Wanted;
  request: GatherRequest;
  limits: GatherLimits;
  progress: Progress;
  /** End of everything, and of the names. */
  whole: AbortSignal;
  names: AbortSignal;
}

async function gatherInto(facts: DomainFacts, world: World, work: Work): Promise<void> {
  const { asker, wanted, request, names } = work;
  if (names.aborted) return;
  if (request.fresh === true) await goToAuthority(world, work);
  const [validating] = await Promise.all([
    validates(world.network.dns, names),
    askNames(asker, wanted),
    askSystem(facts, world, wanted, names),
    ...(request.only === 'names' ? [] : [lookAtEndpoints(facts, world, work), lookAtPages(facts, world, work)]),
  ]);
  if (validating !== undefined) facts.validates = validating;
}

async function goToAuthority({ network }: World, { asker, wanted, names }: Work): Promise<void> {
  const { domain, expected } = wanted;
  const own = expected.host === undefined ? [] : await hostAddresses(network.dns, expected.host, names);
  const within = [...expected.addresses, ...own].some(isInside);
  const query = await authoritative(network.dns, domain, { within, signal: names });
  if (query !== undefined) asker.useQuery(query);
}

async function askSystem(facts: DomainFacts, { network }: World, { domain, expected }: Wanted, signal: AbortSignal): Promise<void> {
  const names = [...(expected.host === undefined ? [] : [expected.host]), `autodiscover.${domain}`];
  await Promise.all(
    names.map(async (name) => {
      facts.system[name] = await network.lookUp(name, signal);
    }),
  );
}

async function lookAtEndpoints(facts: DomainFacts, world: World, { asker, wanted, limits, progress, whole }: Work): Promise<void> {
  const looks = await looksFor(asker, wanted);
  progress.known(looks.length);
  const seen = (): void => progress.seen();
  facts.endpoints = await inspectAll(world, looks, { timeout: limits.endpoint, waiting: limits.whole, signal: whole, seen });
}

async function lookAtPages(facts: DomainFacts, { network }: World, { asker, wanted, progress, whole }: Work): Promise<void> {
  facts.pages = await fetchPages(network, asker, wanted, { signal: whole, progress });
}
