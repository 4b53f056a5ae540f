import type { DnsRecord } from '../../world/network.ts';
import { answerTo, type DomainFacts, recordsAt, standing } from '../facts.ts';
import type { Finding, Fix } from '../finding.ts';
import { addressesOf, canonicalAddress } from './addresses.ts';
import { causeOfSilence, domainStanding, isInside, mailHost, unansweredOf } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { addressRecord, cnameRecord, mxRecord, publish, remove, srvRecord, step } from './zone-records.ts';

/** The domain itself: there or not (RFC 1035, 2308, 8020), doubled names, wildcards, name servers, other answers inside a company. */
export const names: Rule = (facts) => [...existence(facts), ...doubled(facts), ...wildcard(facts), ...nameServers(facts), ...inside(facts)];

function existence(facts: DomainFacts): Finding[] {
  const about = { name: facts.domain };
  switch (domainStanding(facts)) {
    case 'found':
      return [found('name-found', 'ok', { facts: about })];
    case 'absent':
      return [
        found('name-absent', 'fail', { who: 'registrar', facts: about, fix: [step('registrar-register', { domain: facts.domain })] }),
      ];
    case 'unknown': {
      const questions = unansweredOf(facts, ['SOA', 'NS', 'MX'], facts.domain);
      const { cause } = causeOfSilence(facts, questions);
      const explained = cause === 'dnssec-bogus' ? { cause } : {};
      return [found('name-unanswered', 'unknown', { who: 'network', facts: { ...about, questions }, ...explained })];
    }
  }
}

/** Answers may hold thousands; the first few tell. */
const MOST_RECORDS = 32;
const MOST_DOUBLED = 8;

/** `mail.example.org.example.org`: the final dot of a name was forgotten where it was typed. */
function doubled(facts: DomainFacts): Finding[] {
  const { domain } = facts;
  const host = mailHost(facts);
  const ending = `.${domain}.${domain}`;
  const targets = leading(facts).flatMap((record) => targetOf(record) ?? []);
  const used = new Set([...new Set(targets.filter((name) => name.endsWith(ending)))].slice(0, MOST_DOUBLED));
  const published = host !== undefined && isInside(host, domain) && host !== domain ? `${host}.${domain}` : undefined;
  const stray = published !== undefined && !used.has(published) && !isWildcard(facts) && addressesOf(facts, published).state === 'found';
  const pointed = [...used].map((name) => finding(facts, name, host, true));
  return stray ? [...pointed, finding(facts, published, host, false)] : pointed;
}

function finding(facts: DomainFacts, name: string, host: string | undefined, used: boolean): Finding {
  const meant = name.slice(0, -facts.domain.length - 1);
  const there = [...recordsAt(facts, 'A', name), ...recordsAt(facts, 'AAAA', name)].filter((record) => record.name === name);
  const needed = host === meant && addressesOf(facts, meant).state === 'absent';
  const addresses: Fix[] = needed ? there.map(({ value }) => publish(addressRecord(meant, canonicalAddress(value)))) : [];
  const fix = [...remove(there), ...addresses, ...undoubled(facts, name, meant)];
  return found('name-doubled', used || needed ? 'fail' : 'warn', { facts: { name, meant }, fix });
}

/** Records that lead to the doubled name, each with the name that was meant in its place. */
function undoubled(facts: DomainFacts, name: string, meant: string): Fix[] {
  return leading(facts).flatMap((record): Fix[] => {
    if (!isInside(record.name, facts.domain) || targetOf(record) !== name) return [];
    const right: Fix[] = record.type === 'MX' ? [publish(mxRecord(record.name, record.preference, meant))] : [];
    const service: Fix[] = record.type === 'SRV' ? [publish(srvRecord(record.name, record.port, meant))] : [];
    const alias: Fix[] = record.type === 'CNAME' ? [publish(cnameRecord(record.name, meant))] : [];
    return [...remove([record]), ...right, ...service, ...alias];
  });
}

/** Records that lead mail or mail programs somewhere, once each. */
function leading(facts: DomainFacts): DnsRecord[] {
  const all = Object.entries(facts.answers).flatMap(([question, answer]) =>
    /^(?:MX|SRV|CNAME) /.test(question) && answer.status === 'found' ? answer.records.slice(0, MOST_RECORDS) : [],
  );
  return [...new Map(all.map((record) => [`${record.type} ${record.name} ${targetOf(record) ?? ''}`, record])).values()];
}

function targetOf(record: DnsRecord): string | undefined {
  if (record.type === 'MX') return record.exchange;
  if (record.type === 'SRV') return record.target;
  return record.type === 'CNAME' ? record.value : undefined;
}

const WILDCARD_TYPES = ['A', 'AAAA', 'CNAME', 'TXT', 'MX'] as const;
const wildcardTypes = (facts: DomainFacts): string[] =>
  WILDCARD_TYPES.filter((type) => standing(facts, type, `${facts.randomLabel}.${facts.domain}`) === 'found');
const isWildcard = (facts: DomainFacts): boolean => wildcardTypes(facts).length > 0;

function wildcard(facts: DomainFacts): Finding[] {
  const types = wildcardTypes(facts);
  if (types.length === 0) return [];
  return [found('name-wildcard', 'info', { facts: { name: `*.${facts.domain}`, types } })];
}

/** RFC 2182 section 5: at least two. */
function nameServers(facts: DomainFacts): Finding[] {
  const answer = answerTo(facts, 'NS', facts.domain);
  const servers = [...new Set(recordsAt(facts, 'NS', facts.domain).map(({ value }) => value))];
  if (answer?.status !== 'found' || servers.length !== 1) return [];
  const about = { name: facts.domain, servers };
  return [
    found('name-servers-one', 'warn', { who: 'registrar', facts: about, fix: [step('registrar-name-servers', { domain: facts.domain })] }),
  ];
}

/** The operating system (company DNS, hosts file) leads elsewhere than the world's DNS. */
function inside(facts: DomainFacts): Finding[] {
  return Object.entries(facts.system).flatMap(([name, addresses]) => {
    const world = addressesOf(facts, name).all;
    const here = addresses.map(canonicalAddress);
    if (world.length === 0 || here.length === 0 || here.some((address) => world.includes(address))) return [];
    return [found('name-differs-inside', 'info', { who: 'network', facts: { name, inside: here, outside: [...world] } })];
  });
}
