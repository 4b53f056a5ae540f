import type { EmailAddress } from '../model/address.ts';
import type { Evidence, Protocol, Service } from '../model/service.ts';
import { PROTOCOLS } from '../model/service.ts';
import { STANDINGS, type Candidate } from './context.ts';
import type { Conflict, Discovery } from './discovery.ts';
import { sameRegistrant } from './domains.ts';
import { byConfidence, confidenceOf, isTrusted, reasonsOf } from './score.ts';

const WEB: readonly Protocol[] = ['activesync', 'caldav', 'carddav', 'jmap'];
const DAV: readonly Protocol[] = ['caldav', 'carddav'];

/** The same service by whoever names it. Web services are one per host and port: sources know their path more or less exactly. */
function keyOf(candidate: Candidate): string {
  const { protocol, host, port, security } = candidate;
  return WEB.includes(protocol) ? `${protocol} ${host}:${port}` : `${protocol} ${host}:${port} ${security}`;
}

function byStanding(one: Candidate, other: Candidate): number {
  const ranks = STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing);
  return ranks !== 0 ? ranks : one.order - other.order;
}

function evidenceOf(candidates: readonly Candidate[]): Evidence[] {
  const seen = new Set<string>();
  return candidates.flatMap(({ evidence }) => {
    const key = `${evidence.source} ${evidence.url ?? evidence.record ?? ''}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [evidence];
  });
}

const WELL_KNOWN = /\/\.well-known\/[a-z]+$/;

/** The most exact address: the best evidence's, unless that names only the general entrance and another one knows the door. */
function urlOf(candidates: readonly Candidate[]): string | undefined {
  const urls = candidates.flatMap(({ url }) => (url === undefined ? [] : [url]));
  return urls.find((url) => !WELL_KNOWN.test(url)) ?? urls[0];
}

function serviceOf(address: EmailAddress, named: readonly Candidate[]): Service[] {
  const candidates = named.toSorted(byStanding);
  const [best] = candidates;
  if (best === undefined) return [];
  const { protocol, host, port, security } = best;
  // Anybody on the way may have written what came by plain http: it adds nothing to what others say.
  const credible = best.standing === 'http' ? candidates : candidates.filter(({ standing }) => standing !== 'http');
  const authentication = credible.find((candidate) => candidate.authentication.length > 0)?.authentication ?? ['password-cleartext'];
  const url = urlOf(credible);
  return [
    {
      protocol,
      host,
      port,
      security,
      ...(url === undefined ? {} : { url }),
      username: credible.find(({ username }) => username !== undefined)?.username ?? address.text,
      authentication: [...authentication],
      sources: evidenceOf(candidates),
      trusted: isTrusted(candidates, best, address.domain),
      reasons: reasonsOf(candidates, best, address.domain),
      confidence: confidenceOf(candidates, best),
    },
  ];
}

/** Merges everything that was said into services: grouped by protocol in the order of PROTOCOLS, best first within each. */
export function mergeServices(address: EmailAddress, candidates: readonly Candidate[]): Service[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  const services = [...groups.values()].flatMap((group) => serviceOf(address, group));
  return PROTOCOLS.flatMap((protocol) => services.filter((service) => service.protocol === protocol).toSorted(byConfidence));
}

/** The services to set up: never one without encryption; IMAP before POP3. */
export function recommend(services: readonly Service[]): Discovery['recommended'] {
  const first = (...protocols: Protocol[]): Service | null =>
    protocols.flatMap((protocol) => services.filter((service) => service.protocol === protocol && service.security !== 'none'))[0] ?? null;
  return {
    incoming: first('imap', 'pop3'),
    outgoing: first('smtp'),
    activesync: first('activesync'),
    calendar: first('caldav'),
    contacts: first('carddav'),
  };
}

/** The web site's well-known address leads to the same calendar as the mail host's: two doors of one house, nothing to decide. */
const isSameHouse = (protocol: Protocol, one: string, other: string): boolean => DAV.includes(protocol) && sameRegistrant(one, other);

/**
 * Protocols for which sources name different hosts. Guesses contradict nobody; calendars and contacts are contradicted only
 * by another registrable domain.
 */
export function conflictsOf(services: readonly Service[]): Conflict[] {
  return PROTOCOLS.flatMap((protocol) => {
    const [chosen, ...others] = services.filter((service) => service.protocol === protocol && service.security !== 'none');
    const source = chosen?.sources[0]?.source;
    if (chosen === undefined || source === undefined) return [];
    const seen = new Set([chosen.host]);
    return others.flatMap((other): Conflict[] => {
      const voice = other.sources.find(
        (evidence) => evidence.transport !== 'guess' && !chosen.sources.some((one) => one.source === evidence.source),
      );
      if (voice === undefined || seen.has(other.host) || isSameHouse(protocol, chosen.host, other.host)) return [];
      seen.add(other.host);
      return [{ protocol, chosen: { host: chosen.host, source }, other: { host: other.host, source: voice.source } }];
    });
  });
}
