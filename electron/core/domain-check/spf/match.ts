import { type Addresses, type Check, isAtOrBelow, LIMITS, type Steps } from './check.ts';
import { isWithin } from './ip.ts';
import type { MacroString } from './macros.ts';
import { plainDomain } from './names.ts';
import type { Directive } from './parse.ts';
import type { Mechanism } from './parse-mechanism.ts';
import type { SpfFault } from './result.ts';

/** What one mechanism says, or why nothing more can be said. `target`: the name it asked for. */
export type Matched =
  | { readonly outcome: 'match' | 'no-match'; readonly target?: string }
  | { readonly outcome: 'temperror' | 'permerror'; readonly fault: SpfFault; readonly target?: string };

type Stop = Extract<Matched, { fault: SpfFault }>;

/** Whose record it is, and which of its terms. */
export interface Place {
  readonly domain: string;
  readonly term: string;
  readonly position: number;
}

export const placeOf = (domain: string, { text, position }: Pick<Directive, 'text' | 'position'>): Place => ({
  domain,
  term: text,
  position,
});

export const stopped = (outcome: Stop['outcome'], code: SpfFault['code'], place: Place, more: Partial<SpfFault> = {}): Stop => ({
  outcome,
  fault: { code, ...place, ...more },
  ...(more.name === undefined ? {} : { target: more.name }),
});

const NO_MATCH: Matched = { outcome: 'no-match' };
const NOTHING: Addresses = { status: 'absent', addresses: [] };
const settled = (matches: boolean, target?: string): Matched => ({
  outcome: matches ? 'match' : 'no-match',
  ...(target === undefined ? {} : { target }),
});

/** Spends what a term costs: itself, and the question behind a first `%{p}`. undefined when it can be afforded. */
export function overSpent(check: Check, spec: MacroString | undefined, place: Place): Stop | undefined {
  const costs = check.owesName(spec) ? 2 : 1;
  for (let spent = 0; spent < costs; spent += 1) if (!check.spendLookup()) return stopped('permerror', 'lookups-over', place);
  return undefined;
}

/** Every mechanism but `include` (RFC 7208 section 5). */
export function* match(check: Check, mechanism: Exclude<Mechanism, { kind: 'include' }>, place: Place): Steps<Matched> {
  const { ip } = check.sender;
  switch (mechanism.kind) {
    case 'all':
      return settled(true);
    case 'ip4':
    case 'ip6':
      return settled(isWithin(ip, mechanism.network, mechanism.prefix));
    case 'a':
    case 'mx':
    case 'exists':
    case 'ptr': {
      const over = overSpent(check, mechanism.domain, place);
      if (over !== undefined) return over;
      const target = yield* check.target(mechanism.domain, place.domain);
      if (target === undefined) return NO_MATCH;
      if (mechanism.kind === 'exists') return yield* matchExists(check, target, place);
      if (mechanism.kind === 'ptr') return yield* matchPtr(check, target, place);
      const prefix = ip.version === 4 ? mechanism.prefix4 : mechanism.prefix6;
      return yield* mechanism.kind === 'a' ? matchHost(check, target, prefix, place) : matchExchanges(check, target, prefix, place);
    }
  }
}

const nothingFound = (check: Check, name: string, place: Place): Matched =>
  check.spendVoid() ? settled(false, name) : stopped('permerror', 'voids-over', place, { name });

const unanswered = (place: Place, name: string, reason?: string): Stop =>
  stopped('temperror', 'dns-unanswered', place, { name, ...(reason === undefined ? {} : { reason }) });

function* matchHost(check: Check, name: string, prefix: number, place: Place): Steps<Matched> {
  const [{ status, addresses, reason } = NOTHING] = yield* check.addressesOf([name]);
  if (status === 'failed') return unanswered(place, name, reason);
  if (status === 'absent') return nothingFound(check, name, place);
  return settled(
    addresses.some((address) => isWithin(check.sender.ip, address, prefix)),
    name,
  );
}

function* matchExists(check: Check, name: string, place: Place): Steps<Matched> {
  // A records only, whatever the sender's family (section 5.7).
  const answer = yield* check.ask(name, 'A');
  if (answer.status === 'failed') return unanswered(place, name, answer.reason);
  return answer.status === 'absent' ? nothingFound(check, name, place) : settled(true, name);
}

function* matchExchanges(check: Check, name: string, prefix: number, place: Place): Steps<Matched> {
  const answer = yield* check.ask(name, 'MX');
  if (answer.status === 'failed') return unanswered(place, name, answer.reason);
  if (answer.status === 'absent') return nothingFound(check, name, place);
  const exchanges = answer.records.flatMap((record) => (record.type === 'MX' ? [plainDomain(record.exchange)] : []));
  if (exchanges.length > LIMITS.names) return stopped('permerror', 'mx-over', place, { name });
  // A null MX (RFC 7505) names no host.
  const hosts = exchanges.filter((exchange) => exchange !== '');
  const found = yield* check.addressesOf(hosts);
  // All are asked at once, but judged in order, as if one had been asked after the other.
  for (const [index, { status, addresses, reason }] of found.entries()) {
    if (status === 'failed') return unanswered(place, hosts[index] ?? name, reason);
    if (addresses.some((address) => isWithin(check.sender.ip, address, prefix))) return settled(true, name);
  }
  // Hosts without an address of the sender's family cost nothing: most domains' mail servers have IPv4 only.
  return settled(false, name);
}

function* matchPtr(check: Check, name: string, place: Place): Steps<Matched> {
  const { status, names } = yield* check.validated();
  // Section 5.5: a DNS error means no match here.
  if (status === 'absent') return nothingFound(check, name, place);
  return settled(
    names.some((validated) => isAtOrBelow(validated, name)),
    name,
  );
}
