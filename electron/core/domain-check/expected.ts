import type { DomainFacts, Expectation } from './facts.ts';
import type { ZoneRecord } from './finding.ts';
import { addressRecord, cnameRecord, mxRecord, ptrRecord, srvNotOffered, srvRecord, textRecord } from './rules/zone-records.ts';
import { parseIp, reverseName } from './spf/ip.ts';

import { zoneLines } from './zone-lines.ts';

/** The selector that mailcow signs with unless it is told another one. */
export const DEFAULT_SELECTOR = 'dkim';

/** Where an expectation comes from, the most deliberate first: what the person said, what the company set, what was found. */
export interface ExpectationSources {
  given: Partial<Expectation>;
  policy?: { expectedHost?: string | undefined; expectedAddresses: readonly string[] };
  /** Host of the settings that discovery recommends. */
  found?: { host?: string | undefined; mailbox?: string | undefined };
}

const nameOf = (host: string): string => host.trim().toLowerCase().replace(/\.$/, '');

/** What the domain should look like. Addresses belong to a host: those of the policy count only for the host of the policy. */
export function expectationFrom({ given, policy, found }: ExpectationSources): Expectation {
  const host = [given.host, policy?.expectedHost, found?.host].find((one) => one !== undefined && one !== '');
  const ofPolicy = given.host === undefined || given.host === policy?.expectedHost ? (policy?.expectedAddresses ?? []) : [];
  const addresses = (given.addresses ?? []).length > 0 ? (given.addresses ?? []) : ofPolicy;
  const mailbox = given.mailbox ?? found?.mailbox;
  const selectors = [...new Set((given.selectors ?? []).map(nameOf))];
  return {
    ...(host === undefined ? {} : { host: nameOf(host) }),
    addresses: [...new Set(addresses.map((address) => address.toLowerCase()))],
    selectors: selectors.length > 0 ? selectors : [DEFAULT_SELECTOR],
    ...(given.dkimKeys === undefined ? {} : { dkimKeys: given.dkimKeys }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(given.reports === undefined ? {} : { reports: given.reports }),
  };
}

/** Ports as mailcow offers them (RFC 6186, 8314 section 5.1, 5804, 6764). */
const SERVICES: readonly (readonly [string, number])[] = [
  ['_imaps', 993],
  ['_imap', 143],
  ['_pop3s', 995],
  ['_submissions', 465],
  ['_submission', 587],
  ['_sieve', 4190],
  ['_autodiscover', 443],
  ['_caldavs', 443],
  ['_carddavs', 443],
];
const DAV_PATH = 'path=/SOGo/dav/';

/** Every record that a healthy domain on this host has: the provider's table. Empty without an expected host. */
export function expectedZone({ domain, expected }: Pick<DomainFacts, 'domain' | 'expected'>): ZoneRecord[] {
  const { host, addresses } = expected;
  if (host === undefined) return [];
  const below = (label: string): string => `${label}.${domain}`;
  return [
    mxRecord(domain, 10, host),
    ...addresses.map((address) => addressRecord(host, address)),
    // The host may have one of these names itself.
    ...['autodiscover', 'autoconfig', 'mta-sts'].map(below).flatMap((name) => (name === host ? [] : [cnameRecord(name, host)])),
    ...SERVICES.map(([service, port]) => srvRecord(below(`${service}._tcp`), port, host)),
    srvNotOffered(below('_pop3._tcp')),
    ...['_caldavs', '_carddavs'].map((service) => textRecord(below(`${service}._tcp`), DAV_PATH)),
    ...policies({ domain, expected }),
    ...addresses.flatMap((address) => {
      const ip = parseIp(address);
      return ip === undefined ? [] : [ptrRecord(reverseName(ip), host)];
    }),
  ];
}

function policies({ domain, expected }: Pick<DomainFacts, 'domain' | 'expected'>): ZoneRecord[] {
  const { host = domain, dkimKeys = {}, reports = `postmaster@${domain}` } = expected;
  return [
    textRecord(domain, 'v=spf1 mx a -all'),
    ...(host === domain ? [] : [textRecord(host, 'v=spf1 a -all')]),
    ...Object.entries(dkimKeys).map(([selector, key]) =>
      textRecord(`${selector}._domainkey.${domain}`, `v=DKIM1;k=rsa;t=s;s=email;p=${key.replace(/\s/g, '')}`),
    ),
    textRecord(`_dmarc.${domain}`, `v=DMARC1; p=reject; rua=mailto:${reports}`),
    textRecord(`_smtp._tls.${domain}`, `v=TLSRPTv1; rua=mailto:${reports}`),
  ];
}

/** Notes of the table: `joined` as in every fragment; `policy` before a policy that refuses what an unknown sender sends. */
export interface TableRemarks {
  note: (note: 'joined' | 'policy') => string;
}

/** The provider's table as a zone file; what belongs into other zones stands in comments. */
export function expectedZoneText(facts: Pick<DomainFacts, 'domain' | 'expected'>, remarks: TableRemarks): string {
  const { domain } = facts;
  const records = expectedZone(facts);
  const own = records.filter(({ name }) => name === domain || name.endsWith(`.${domain}`));
  const others = records.filter((record) => !own.includes(record));
  const lines = (some: readonly ZoneRecord[], origin: string): string[] =>
    some.flatMap((record) => [
      ...(record.name === `_dmarc.${domain}` ? [`; ${remarks.note('policy')}`] : []),
      ...zoneLines(record, origin, remarks),
    ]);
  return [
    `$ORIGIN ${domain}.`,
    ...lines(own, domain),
    ...lines(others, '').map((line) => (line.startsWith(';') ? line : `; ${line}`)),
    '',
  ].join('\n');
}
