import { getDomain } from 'tldts';
import { answerTo, type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, FindingId, Fix } from '../finding.ts';
import { satisfies, unusableFor } from '../dane/index.ts';
import type { DnsRecord } from '../../world/network.ts';
import { addressesOf, isAddressLiteral } from './addresses.ts';
import { causeOfSilence, exchangesOf } from './hosts.ts';
import { isLocalName } from './mx-cause.ts';
import { seenOn, type Seen } from './dane-chains.ts';
import { found, type Rule } from './rule.ts';
import { tlsaName } from './transport.ts';
import { publish, remove, step } from './zone-records.ts';

type Tlsa = Extract<DnsRecord, { type: 'TLSA' }>;

/** Whether the certificates of the mail servers are those that DNS vouches for (RFC 6698, 7671, 7672). */
export const dane: Rule = (facts) => {
  // What is no host name has no records of its own.
  const hosts = exchangesOf(facts).filter((host) => !isAddressLiteral(host) && !isLocalName(host));
  const states = hosts.map((host) => ({ host, name: tlsaName(host), state: standing(facts, 'TLSA', tlsaName(host)) }));
  const silent = states.filter(({ state }) => state === 'unknown');
  const unanswered = silent.map(({ name }) => {
    const questions = [`TLSA ${name}`];
    return found('dane-unanswered', 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) });
  });
  const present = states.filter(({ state }) => state === 'found').flatMap(({ host, name }) => judgeHost(facts, host, name));
  if (present.length > 0 || unanswered.length > 0) return [...present, ...unanswered];
  const [first] = states;
  return first === undefined ? [] : [found('dane-none', 'info', { facts: { name: first.name } })];
};

const told = ({ usage, selector, matching, certificate }: Tlsa): string => `${usage} ${selector} ${matching} ${certificate}`;

function judgeHost(facts: DomainFacts, host: string, name: string): Finding[] {
  const records = recordsAt(facts, 'TLSA', name);
  const useless = records.flatMap((record) => {
    const why = unusableFor(record);
    return why === undefined ? [] : [{ record, why }];
  });
  const usable = records.filter((record) => unusableFor(record) === undefined);
  const all = usable.length === 0;
  const [first] = useless;
  const unusable =
    first === undefined
      ? []
      : [
          found('dane-unusable', 'warn', {
            facts: { name, host, records: useless.map(({ record }) => told(record)), reason: first.why, all },
            fix: remove(useless.map(({ record }) => record)),
          }),
        ];
  const security = securityOf(facts, host, name);
  if (all) return [...unusable, ...security];
  const matched = judgeMatch(facts, { host, name, usable, doubt: security[0]?.id });
  const findings = [...security, ...matched, ...unusable];
  if (findings.some(({ severity }) => severity !== 'info')) return findings;
  return [found('dane-right', 'ok', { facts: { name, host, records: usable.map(told) } }), ...findings];
}

/** Both answers must be vouched for by a resolver that validates (RFC 7672 section 2.2.1); without that the records mean nothing. */
function securityOf(facts: DomainFacts, host: string, name: string): Finding[] {
  const signed = [answerTo(facts, 'MX', facts.domain), answerTo(facts, 'TLSA', name)].map(
    (answer) => answer?.status === 'found' && answer.authenticated,
  );
  if (facts.validates !== true) return [found('dane-dnssec-unknown', 'unknown', { who: 'network', facts: { name, host } })];
  const unsigned = [`MX ${facts.domain}`, `TLSA ${name}`].filter((_, index) => signed[index] !== true);
  if (unsigned.length === 0) return [];
  const zones = new Set(unsigned.map((question) => (question.startsWith('MX ') ? facts.domain : (getDomain(host) ?? host))));
  const fix = [...zones].map((domain) => step('registrar-sign', { domain }));
  return [found('dane-not-secure', 'warn', { who: 'registrar', facts: { name, host, questions: unsigned }, fix })];
}

interface Compared {
  host: string;
  name: string;
  usable: readonly Tlsa[];
  /** Why senders may not heed the records at all. */
  doubt: FindingId | undefined;
}

function judgeMatch(facts: DomainFacts, { host, name, usable, doubt }: Compared): Finding[] {
  const seen = seenOn(facts.endpoints, host);
  const fits = ({ chain }: Seen, record: Tlsa): boolean => satisfies(chain, record, { names: [host, facts.domain], at: facts.at });
  const onPort25 = seen.filter(({ port }) => port === 25);
  const strangers = onPort25.filter((one) => !usable.some((record) => fits(one, record)));
  const records = usable.map(told);
  // An authority's whole certificate in DNS need not be sent by the server: only its signature would tell (RFC 7671 section 5.2.2).
  const unsent = strangers.length > 0 && usable.some(({ usage, matching }) => usage === 2 && matching === 0);
  if (onPort25.length === 0 || unsent) {
    const indication =
      seen.length === 0 || unsent ? 'none' : seen.every((one) => usable.some((record) => fits(one, record))) ? 'fits' : 'differs';
    return [
      found('dane-not-compared', 'unknown', { who: 'network', facts: { name, host, records, indication }, cause: notReached(facts, host) }),
    ];
  }
  const [stranger] = strangers;
  if (stranger === undefined) return renewal(onPort25, usable, { name, host, fits });
  const key = stranger.chain[0]?.publicKey.sha256 ?? '';
  return [
    found('dane-mismatch', doubt === undefined ? 'fail' : 'warn', {
      facts: { name, host, records, key, addresses: strangers.map(({ address }) => address) },
      fix: proper(usable, onPort25, { name, fits }),
      ...(doubt === undefined ? {} : { cause: doubt }),
    }),
  ];
}

/** Why port 25 showed no certificate. */
function notReached(facts: DomainFacts, host: string): FindingId {
  const { state } = addressesOf(facts, host);
  if (state === 'found') return 'tls-port-25-unreachable';
  const expected = facts.expected.host === host;
  if (state === 'unknown') return expected ? 'host-unanswered' : 'mx-unanswered';
  return expected ? 'host-missing' : 'mx-no-address';
}

/** A record for the key in use; those that fit nothing go, unless they are the one for the next key beside one that fits. */
function proper(
  usable: readonly Tlsa[],
  seen: readonly Seen[],
  { name, fits }: { name: string; fits: (one: Seen, record: Tlsa) => boolean },
): Fix[] {
  const keys = [...new Set(seen.flatMap(({ chain }) => chain[0]?.publicKey.sha256 ?? []))];
  const stale = usable.filter((record) => !seen.some((one) => fits(one, record)));
  const wanted = keys.map((key) => `3 1 1 ${key}`).filter((data) => !usable.some((record) => told(record).toLowerCase() === data));
  return [...remove(stale), ...wanted.map((data) => publish({ name, type: 'TLSA', data }))];
}

/**
 * What happens when the certificate is renewed: a record of the whole certificate stops fitting; one of the key does where the
 * key is made anew. A second record, for the next key, or one of the issuer, carries over.
 */
function renewal(
  seen: readonly Seen[],
  usable: readonly Tlsa[],
  { name, host, fits }: { name: string; host: string; fits: (one: Seen, record: Tlsa) => boolean },
): Finding[] {
  const lasting = usable.some((record) => record.usage === 2 || !seen.some((one) => fits(one, record)));
  if (lasting) return [];
  const byKey = usable.some(({ selector }) => selector === 1);
  const [first] = seen;
  const key = first?.chain[0]?.publicKey.sha256;
  const fix: Fix[] = byKey || key === undefined ? [] : [publish({ name, type: 'TLSA', data: `3 1 1 ${key}` })];
  return [found('dane-renewal', byKey ? 'info' : 'warn', { facts: { name, host, records: usable.map(told) }, fix })];
}
