import { generateKeyPairSync } from 'node:crypto';
import type { Answer } from 'dns-packet';
import { type DemoDomain, DOMAINS, type Ports } from './domains.ts';

const TTL = 60;

/** All records of the demo world by lower-case name. */
export type Records = ReadonlyMap<string, readonly Answer[]>;

/** `[label, port]` of every service record a complete host publishes (RFC 6186, 8314, 6764; Autodiscover). */
const services = (ports: Ports): [string, number][] => [
  ['_imaps._tcp', ports.imaps],
  ['_imap._tcp', ports.imap],
  ['_pop3s._tcp', ports.pop3s],
  ['_pop3._tcp', ports.pop3],
  ['_submissions._tcp', ports.submissions],
  ['_submission._tcp', ports.submission],
  ['_caldavs._tcp', ports.https],
  ['_carddavs._tcp', ports.https],
  ['_autodiscover._tcp', ports.https],
];

interface Place {
  address: string;
  ports: Ports;
  /** Base64 of a public key for DKIM. */
  dkim: string;
}

export const soaOf = (zone: string): Answer => ({
  type: 'SOA',
  name: zone,
  ttl: TTL,
  data: { mname: `ns1.${zone}`, rname: `hostmaster.${zone}`, serial: 2026010501, refresh: 3600, retry: 600, expire: 86400, minimum: TTL },
});

function zoneOf({ name, mailHost, speed }: DemoDomain, { address, ports, dkim }: Place): Answer[] {
  const host = (owner: string): Answer => ({ type: 'A', name: owner, ttl: TTL, data: address });
  const text = (owner: string, ...data: string[]): Answer => ({ type: 'TXT', name: `${owner}${name}`, ttl: TTL, data });
  const base: Answer[] = [
    soaOf(name),
    { type: 'NS', name, ttl: TTL, data: `ns1.${name}` },
    { type: 'NS', name, ttl: TTL, data: `ns2.${name}` },
    host(`ns1.${name}`),
    host(`ns2.${name}`),
    host(`www.${name}`),
  ];
  // Without an address of its own, so that nobody finds this host's mail servers there by guessing.
  if (mailHost === undefined) return [...base, text('', 'v=spf1 -all')];
  const alias = (label: string): Answer => ({ type: 'CNAME', name: `${label}.${name}`, ttl: TTL, data: mailHost });
  const own = mailHost.endsWith(`.${name}`);
  return [
    ...base,
    host(name),
    ...(own ? [host(mailHost)] : []),
    { type: 'MX', name, ttl: TTL, data: { preference: 10, exchange: mailHost } },
    ...['autoconfig', 'autodiscover', 'mta-sts'].map(alias),
    text('', 'v=spf1 mx -all'),
    text('_dmarc.', `v=DMARC1; p=reject; rua=mailto:postmaster@${name}`),
    text('dkim._domainkey.', `v=DKIM1;k=rsa;t=s;s=email;p=${dkim.slice(0, 200)}`, dkim.slice(200)),
    text('_mta-sts.', 'v=STSv1; id=2026010501'),
    text('_smtp._tls.', `v=TLSRPTv1; rua=mailto:postmaster@${name}`),
    ...(speed === 'silent' ? [] : services(ports)).map(([label, port]): Answer => ({
      type: 'SRV',
      name: `${label}.${name}`,
      ttl: TTL,
      data: { priority: 0, weight: 1, port, target: mailHost },
    })),
    text('_caldavs._tcp.', 'path=/SOGo/dav/'),
    text('_carddavs._tcp.', 'path=/SOGo/dav/'),
  ];
}

export function recordsOf(address: string, ports: Ports): Records {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const dkim = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const reverse = `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
  const all: Answer[] = [
    ...DOMAINS.flatMap((domain) => zoneOf(domain, { address, ports, dkim })),
    { type: 'PTR', name: reverse, ttl: TTL, data: 'mail.demo.test' },
  ];
  const records = new Map<string, Answer[]>();
  for (const record of all) records.set(record.name, [...(records.get(record.name) ?? []), record]);
  return records;
}

/** The zone that answers for a name, if it is one of ours. */
export const zoneFor = (name: string): string | undefined =>
  DOMAINS.find((domain) => name === domain.name || name.endsWith(`.${domain.name}`))?.name ??
  (name.endsWith('.in-addr.arpa') ? 'in-addr.arpa' : undefined);

/** Whether something exists at or below a name: then it is no NXDOMAIN (RFC 8020). */
export const isName = (records: Records, name: string): boolean =>
  records.has(name) || [...records.keys()].some((owner) => owner.endsWith(`.${name}`));
