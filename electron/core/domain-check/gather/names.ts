import { getDomain } from 'tldts';
import { dmarcName, treeWalkNames } from '../dmarc/index.ts';
import { SRV_SERVICES } from '../rules/srv-services.ts';
import type { RecordType } from '../../world/network.ts';
import type { Expectation } from '../facts.ts';

export type Asked = readonly [RecordType, string];

export const CLIENT_LABELS = ['autodiscover', 'autoconfig', 'mta-sts'] as const;
const APEX: readonly RecordType[] = ['SOA', 'NS', 'MX', 'A', 'AAAA', 'TXT', 'CAA', 'DS', 'DNSKEY'];
const WILDCARD: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'TXT', 'MX'];
const HOST: readonly RecordType[] = ['A', 'AAAA', 'CNAME'];
const MOST_SELECTORS = 20;
const MOST_LABELS = 8;

const at = (types: readonly RecordType[], name: string): Asked[] => types.map((type): Asked => [type, name]);

/** Every question that follows from the domain's name and the expectation alone: they are asked all at once. */
export function firstQuestions(domain: string, expected: Expectation, randomLabel: string): Asked[] {
  const below = (label: string): string => `${label}.${domain}`;
  const selectors = expected.selectors.slice(0, MOST_SELECTORS);
  return [
    ...at(APEX, domain),
    ...CLIENT_LABELS.flatMap((label) => at([...HOST, 'CAA'], below(label))),
    ...SRV_SERVICES.map(({ label }): Asked => ['SRV', below(label)]),
    ...SRV_SERVICES.filter(({ path }) => path !== undefined).map(({ label }): Asked => ['TXT', below(label)]),
    ...dmarcDomains(domain).map((name): Asked => ['TXT', dmarcName(name)]),
    ...selectors.map((selector): Asked => ['TXT', below(`${selector}._domainkey`)]),
    ['TXT', below('_domainkey')],
    ['TXT', below('_mta-sts')],
    ['TXT', below('_smtp._tls')],
    ...at(WILDCARD, below(randomLabel)),
    ...doubledNames(domain, expected.host).flatMap((name) => at(['A', 'AAAA'], name)),
    ...(expected.host === undefined ? [] : hostQuestions(expected.host)),
  ];
}

/** What is asked about a mail host. */
export const hostQuestions = (host: string): Asked[] => [
  ...exchangeQuestions(host),
  ['TXT', host],
  ...climbing(host).map((name): Asked => ['CAA', name]),
];

/** What is asked about any host that takes mail. */
export const exchangeQuestions = (host: string): Asked[] => [...at(HOST, host), ['TLSA', `_25._tcp.${host}`]];

/** What is asked about a host that something leads to. */
export const targetQuestions = (host: string): Asked[] => at(HOST, host);

/** By the tree walk of RFC 9989 section 4.10, at most eight, and by the public suffix list as RFC 7489 had it. */
export function dmarcDomains(domain: string): string[] {
  const older = getDomain(domain, { allowPrivateDomains: true });
  return [...new Set([...treeWalkNames(domain), ...(older === null ? [] : [older])])];
}

/** The host's name and each name above it, the root left out (RFC 8659 section 3). */
function climbing(host: string): string[] {
  const labels = host.split('.').slice(-MOST_LABELS);
  return [host, ...labels.map((_, index) => labels.slice(index).join('.'))].filter((name, index, all) => all.indexOf(name) === index);
}

/** Where a host would stand whose final dot was forgotten. */
function doubledNames(domain: string, host: string | undefined): string[] {
  const inside = host !== undefined && host.endsWith(`.${domain}`) ? [host] : [];
  return [...new Set([`mail.${domain}`, ...inside])].map((name) => `${name}.${domain}`);
}
