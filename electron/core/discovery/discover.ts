import type { EmailAddress } from '../model/address.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import type { Service } from '../model/service.ts';
import type { DnsAnswer } from '../world/network.ts';
import type { World } from '../world/world.ts';
import { behindCaptivePortal } from '../world/captive-portal.ts';
import { newCollector, type Collector } from './collector.ts';
import type { Endpoints, Source, SourceContext } from './context.ts';
import type { Attempt, AttemptOutcome, Discovery, DiscoveryEvent } from './discovery.ts';
import { hostOfUrl } from './domains.ts';
import { newEndOfSearch, type EndOfSearch } from './end-of-search.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { runRace, TIMING, type RaceEnd } from './race.ts';
import { autoconfig, autoconfigHttp, autoconfigWellKnown } from './sources/autoconfig.ts';
import { autodiscoverJson } from './sources/autodiscover-json.ts';
import { autodiscoverMobileSync, autodiscoverOutlook } from './sources/autodiscover-pox.ts';
import { findEndpoints } from './sources/autodiscover-routes.ts';
import { davWellKnown } from './sources/dav-well-known.ts';
import { ispdb } from './sources/ispdb.ts';
import { jmapWellKnown } from './sources/jmap-well-known.ts';
import { mxHoster } from './sources/mx-hoster.ts';
import { pacc } from './sources/pacc.ts';
import { probe } from './sources/probe.ts';
import { srv } from './sources/srv.ts';

export interface DiscoverOptions {
  /** Ends everything at once; the result then says `cancelled`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole; 8000 unless given. */
  timeout?: number | undefined;
  onEvent?: ((event: DiscoveryEvent) => void) | undefined;
  /** For `%REALNAME%`. */
  fullName?: string | undefined;
  /** Services that policy or a settings file fixes: first and trusted. */
  pinned?: Service[] | undefined;
}

const SOURCES: readonly Source[] = [
  autoconfig,
  autoconfigWellKnown,
  autoconfigHttp,
  autodiscoverOutlook,
  autodiscoverMobileSync,
  autodiscoverJson,
  srv,
  pacc,
  ispdb,
  mxHoster,
  davWellKnown,
  jmapWellKnown,
];

interface Session {
  context: SourceContext;
  collector: Collector;
  ledger: Ledger;
  /** Whether any name server answered any question. */
  dns: { asked: number; answered: number };
  found: { portal: boolean; absent: boolean };
  changed: () => void;
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<Value> | undefined;
  return () => (running ??= work());
}

/** Chance from the world's own identifiers: core has no other. */
const randomOf = (world: World): number => Number.parseInt(world.uuid().slice(0, 8), 16) / 2 ** 32;

function openSession(
  world: World,
  address: EmailAddress,
  options: DiscoverOptions,
  over: EndOfSearch,
  emit: (event: DiscoveryEvent) => void,
): Session {
  const collector = newCollector(address, options.pinned ?? [], new Date(world.clock.now()).toISOString());
  const ledger = openLedger(world.clock, emit);
  const dns = { asked: 0, answered: 0 };
  const query: SourceContext['query'] = async (name, type) => {
    dns.asked += 1;
    const answer = await world.network.dns.query(name, type, over.signal());
    if (answer.status !== 'failed') dns.answered += 1;
    return answer;
  };
  const session: Session = {
    collector,
    ledger,
    dns,
    found: { portal: false, absent: false },
    changed: () => undefined,
    context: {
      world,
      address,
      fullName: options.fullName ?? '',
      end: over,
      query,
      mx: once(() => query(address.domain, 'MX')),
      endpoints: once((): Promise<Endpoints> => findEndpoints(session.context)),
      begin: ledger.begin,
      offer: (finding) => {
        if (over.reached()) return;
        collector.add(finding);
        session.changed();
        emit({ kind: 'update', discovery: collector.snapshot(ledger.attempts()), settled: collector.isBest() });
      },
      random: () => randomOf(world),
    },
  };
  return session;
}

const isNoName = (answer: DnsAnswer): boolean => answer.status === 'absent' && answer.kind === 'no-such-name';

/** Behind a proxy our own name servers may know no outside name, yet web requests arrive: those get this long, in milliseconds. */
const WAY_THROUGH_PROXY = 3000;

/** Proven absence only: two kinds of question, both answered with "no such name" (RFC 8020: then nothing is below it either). */
async function watchForAbsence(session: Session, stop: () => void): Promise<void> {
  const { context, collector } = session;
  if (!isNoName(await context.mx())) return;
  const answers = await Promise.all([context.query(context.address.domain, 'A'), context.query(context.address.domain, 'SOA')]);
  if (!answers.every(isNoName) || !collector.isEmpty()) return;
  session.found.absent = true;
  await context.world.clock.sleep(WAY_THROUGH_PROXY, context.end.signal());
  if (collector.isEmpty()) stop();
}

async function lastResort(session: Session): Promise<void> {
  if (session.found.absent) return;
  const portal = async (): Promise<void> => {
    if (session.collector.isEmpty() && (await behindCaptivePortal(session.context.world.network.http, session.context.end.signal())))
      session.found.portal = true;
  };
  await Promise.all([probe.find(session.context), portal()]);
}

const meant = (attempts: readonly Attempt[]): Attempt[] =>
  attempts.filter(({ outcome }) => outcome !== 'skipped' && outcome !== 'cancelled');

/** Outcomes of a host that is not there or says nothing: they do not speak against a certificate's being the cause. */
const SILENT: readonly AttemptOutcome[] = ['absent', 'not-offered', 'unanswered', 'refused', 'unreachable', 'timed-out', 'private-address'];
const CERTIFICATE_PROBLEMS = {
  'certificate-name': 'certificate-name',
  'certificate-expired': 'certificate-expired',
  'certificate-not-yet-valid': 'clock-wrong',
  'certificate-untrusted': 'certificate-untrusted',
} as const;

/** Every host that answered showed a certificate that cannot be believed: that, and not silence, is why nothing was found. */
function certificateProblem(attempts: readonly Attempt[], facts: { domain: string }): Problem | undefined {
  const spoke = attempts.filter(({ outcome }) => !SILENT.includes(outcome));
  const [first] = spoke;
  if (first === undefined || !spoke.every(({ outcome }) => outcome === 'certificate')) return undefined;
  const reason = Object.entries(CERTIFICATE_PROBLEMS).find(([name]) => first.detail?.startsWith(name));
  const host = first.url === undefined ? facts.domain : hostOfUrl(first.url);
  return problemOf(reason?.[1] ?? 'tls-failed', { ...facts, host }, ['ask-provider', 'set-up-by-hand', 'copy-report']);
}

/** What to call the fact that nothing came. */
function problemFor(session: Session, end: RaceEnd): Problem | undefined {
  const { collector, ledger, dns, found, context } = session;
  const facts = { domain: context.address.domain };
  if (end === 'cancelled') return problemOf('cancelled', facts, ['retry']);
  if (!collector.isEmpty()) return undefined;
  if (found.absent) return problemOf('domain-not-found', facts, ['check-spelling', 'ask-administrator']);
  const attempts = meant(ledger.attempts());
  if (attempts.length > 0 && attempts.every(({ outcome }) => outcome === 'offline'))
    return problemOf('offline', facts, ['check-network', 'retry']);
  if (found.portal) return problemOf('captive-portal', facts, ['sign-in-to-network', 'retry']);
  const silent = attempts.every(({ outcome }) => outcome === 'unanswered' || outcome === 'timed-out' || outcome === 'offline');
  if (dns.asked > 0 && dns.answered === 0 && silent)
    return problemOf('dns-unanswered', facts, ['check-network', 'retry', 'ask-administrator']);
  const untrusted = certificateProblem(attempts, facts);
  if (untrusted !== undefined) return untrusted;
  return problemOf('nothing-found', facts, ['check-spelling', 'set-up-by-hand', 'ask-provider']);
}

function closeLedger(ledger: Ledger, end: RaceEnd): void {
  if (end === 'time-over') ledger.close('timed-out', 'whole search');
  else ledger.close('cancelled', end === 'grace-over' ? 'enough is known' : undefined);
}

/**
 * Finds the settings of one address: every source at once, streamed as `update` events, merged per service. Sends no
 * password to anybody, the address only over https to hosts under its own domain. Ends 1.5 s after a complete good
 * answer, after 8 s at the latest, or at once when `signal` fires. Never rejects for what a network does: when nothing
 * was found, `problem` says which kind of nothing.
 */
export async function discover(world: World, address: EmailAddress, options: DiscoverOptions = {}): Promise<Discovery> {
  const over = newEndOfSearch();
  const emit = options.onEvent ?? (() => undefined);
  const session = openSession(world, address, options, over, emit);
  const { collector, context, ledger } = session;
  const end = await runRace({
    clock: world.clock,
    timing: { ...TIMING, total: options.timeout ?? TIMING.total },
    runners: SOURCES.map((source) => () => source.find(context)),
    late: () => lastResort(session),
    isGood: collector.isGood,
    onChange: (changed) => (session.changed = changed),
    onStop: (stop) => void watchForAbsence(session, stop),
    signal: options.signal,
  });
  closeLedger(ledger, end);
  const result = collector.snapshot(ledger.attempts(), problemFor(session, end));
  over.reach();
  emit({ kind: 'update', discovery: result, settled: true });
  return result;
}
