import type { DomainFacts, Expectation, PageFacts } from '../../electron/core/domain-check/facts.ts';
import type { Inspection, ShownCertificate } from '../../electron/core/world/inspection.ts';
import { type DnsAnswer, type RecordType, RECORD_TYPES } from '../../electron/core/world/network.ts';
import { healthyEndpoints, healthyPages } from './domain-endpoints.ts';
import { answerFrom, recordOf } from './domain-zone.ts';

/** The key under `dkim._domainkey` of the healthy domain, base64. */
export const DKIM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnrQ6EKYF4yWCTkTFWmF5RA7Ei0sJXSDmdcIQvGyZytnb5kje0N7Z5ELFhjesr5FWu7UDQn6fC1vtlwuhK6sfelT4PwqskzNNvqB62dfeBNSfcwQ/TzEeLPP03Xkyc1/R7aY3FCHs3EJxN9copXpwjTPKJWugCpG3u3cOIkXkLGSfnbHTmwfYRRlEzhlcTm90u3ISnY7DrkcYcj34xcuC5mBIO0nlnSGOQB7PIc156xc82RIEkmt6p3UJNl63KJWkqvnDe68pOvCUguMDXw9te/d1TZaZFymOkLrtfZcI7mLmzOc0JFWheakBgnefiGwOmC2FqCKPX+hcGAYxvkgyQwIDAQAB';

/** SHA-256 of the healthy host's public key, as its TLSA record has it. */
export const KEY_HASH = '79e33033817b8c5a9840265fc19acbaccaf10555025efa607feb46f695ecf06b';

/** Label of the wildcard question. */
export const RANDOM_LABEL = 'k7x2q9z4';

/** example.org as a mailcow's documentation wants it, everything optional published too. */
export const HEALTHY_ZONE: readonly string[] = [
  'example.org SOA ns1.example.net',
  'example.org NS ns1.example.net',
  'example.org NS ns2.example.net',
  'example.org MX 10 mail.example.org',
  'example.org TXT "v=spf1 mx a -all"',
  'example.org CAA 0 issue "letsencrypt.org"',
  'example.org A 192.0.2.10',
  'example.org AAAA 2001:db8::10',
  'mail.example.org A 192.0.2.10',
  'mail.example.org AAAA 2001:db8::10',
  'mail.example.org TXT "v=spf1 a -all"',
  'autodiscover.example.org CNAME mail.example.org',
  'autoconfig.example.org CNAME mail.example.org',
  'mta-sts.example.org CNAME mail.example.org',
  '_imaps._tcp.example.org SRV 0 1 993 mail.example.org',
  '_imap._tcp.example.org SRV 0 1 143 mail.example.org',
  '_pop3s._tcp.example.org SRV 0 1 995 mail.example.org',
  '_pop3._tcp.example.org SRV 0 1 110 mail.example.org',
  '_submissions._tcp.example.org SRV 0 1 465 mail.example.org',
  '_submission._tcp.example.org SRV 0 1 587 mail.example.org',
  '_sieve._tcp.example.org SRV 0 1 4190 mail.example.org',
  '_autodiscover._tcp.example.org SRV 0 1 443 mail.example.org',
  '_caldavs._tcp.example.org SRV 0 1 443 mail.example.org',
  '_caldavs._tcp.example.org TXT "path=/SOGo/dav/"',
  '_carddavs._tcp.example.org SRV 0 1 443 mail.example.org',
  '_carddavs._tcp.example.org TXT "path=/SOGo/dav/"',
  `dkim._domainkey.example.org TXT "v=DKIM1;k=rsa;t=s;s=email;p=${DKIM_KEY.slice(0, 226)}" "${DKIM_KEY.slice(226)}"`,
  '_dmarc.example.org TXT "v=DMARC1; p=reject; rua=mailto:reports@example.org"',
  '_mta-sts.example.org TXT "v=STSv1; id=20261122120000"',
  '_smtp._tls.example.org TXT "v=TLSRPTv1; rua=mailto:reports@example.org"',
  `_25._tcp.mail.example.org TLSA 3 1 1 ${KEY_HASH}`,
  `_25._tcp.mail.example.org TLSA 3 1 1 ${KEY_HASH.split('').reverse().join('')}`,
  '10.2.0.192.in-addr.arpa PTR mail.example.org',
  '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR mail.example.org',
  'ns1.example.net A 198.51.100.1',
  'ns1.example.net AAAA 2001:db8:53::1',
  'ns2.example.net A 198.51.100.2',
  'ns2.example.net AAAA 2001:db8:53::2',
];

/** Names that a check asks about whether or not the zone has them. */
const ASKED: readonly string[] = [
  'example.org',
  'autodiscover.example.org',
  'autoconfig.example.org',
  'mta-sts.example.org',
  ...['_imaps', '_imap', '_pop3s', '_pop3', '_submissions', '_submission', '_smtps', '_sieve', '_jmap'].map(
    (at) => `${at}._tcp.example.org`,
  ),
  ...['_autodiscover', '_caldavs', '_caldav', '_carddavs', '_carddav'].map((at) => `${at}._tcp.example.org`),
  'dkim._domainkey.example.org',
  '_dmarc.example.org',
  '_dmarc.org',
  '_mta-sts.example.org',
  '_smtp._tls.example.org',
  '_25._tcp.mail.example.org',
  'org',
  'mail.example.org.example.org',
  `${RANDOM_LABEL}.example.org`,
  '10.2.0.192.in-addr.arpa',
  '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
];

/** How a domain differs from the healthy one. */
export interface Difference {
  /** Lines of the zone that are taken out: those that begin with one of these. */
  drop?: readonly string[];
  /** Lines that are put in: `name TYPE data`, names without final dot. */
  add?: readonly string[];
  /** Answers in place of the zone's, by `TYPE name`; 'any name' for every type there. */
  answers?: Readonly<Record<string, DnsAnswer>>;
  /** Questions that nobody asked, by `TYPE name`. */
  unasked?: readonly string[];
  unchecked?: Readonly<Record<string, DnsAnswer>>;
  expected?: Partial<Expectation>;
  endpoints?: (healthy: Inspection[]) => Inspection[];
  pages?: (healthy: PageFacts[]) => PageFacts[];
  /** No answer carries the authenticated-data mark. */
  unsigned?: boolean;
  validates?: boolean | 'unknown';
  at?: string;
  system?: Record<string, string[]>;
}

export const SERVFAIL: DnsAnswer = { status: 'failed', reason: 'servfail' };
export const TIMED_OUT: DnsAnswer = { status: 'failed', reason: 'timed-out' };
export const NO_SUCH_NAME: DnsAnswer = { status: 'absent', kind: 'no-such-name', authenticated: true };
export const NO_SUCH_RECORD: DnsAnswer = { status: 'absent', kind: 'no-such-record', authenticated: true };

const EXPECTED: Expectation = { host: 'mail.example.org', addresses: ['192.0.2.10', '2001:db8::10'], selectors: ['dkim'] };

/** Facts about example.org: healthy in every respect, but for the difference. */
export function domainFacts(difference: Difference = {}): DomainFacts {
  const { drop = [], add = [], unasked = [], unchecked = {}, validates = true } = difference;
  const kept = HEALTHY_ZONE.filter((line) => !drop.some((start) => line.startsWith(start)));
  const zone = [...kept, ...add].map(recordOf);
  const pointed = zone.flatMap((record) => ('exchange' in record ? [record.exchange] : 'target' in record ? [record.target] : []));
  const named = zone.flatMap((record) =>
    'value' in record && record.type !== 'CAA' && record.type !== 'A' && record.type !== 'AAAA' ? [record.value] : [],
  );
  const names = new Set([...ASKED, ...zone.map((record) => record.name), ...pointed, ...named]);
  const answers: Record<string, DnsAnswer> = {};
  for (const name of names) {
    for (const type of RECORD_TYPES) {
      const answer = difference.answers?.[`${type} ${name}`] ?? difference.answers?.[`any ${name}`];
      answers[`${type} ${name}`] = answer ?? answerFrom(zone, name, type, difference.unsigned !== true);
    }
  }
  return {
    format: 1,
    domain: 'example.org',
    at: difference.at ?? '2026-11-22T12:00:00.000Z',
    expected: { ...EXPECTED, ...difference.expected },
    answers: Object.fromEntries(Object.entries(answers).filter(([question]) => !unasked.includes(question))),
    unchecked: { ...unchecked },
    randomLabel: RANDOM_LABEL,
    ...(validates === 'unknown' ? {} : { validates }),
    system: difference.system ?? {},
    endpoints: (difference.endpoints ?? same)(healthyEndpoints()),
    pages: (difference.pages ?? same)(healthyPages()),
    questions: Object.keys(answers).length,
    ms: 105,
    cut: false,
  };
}

const same = <Value>(value: Value): Value => value;

/** Every endpoint that the choice takes, changed. */
export const changed =
  (which: (endpoint: Inspection) => boolean, change: (endpoint: Inspection) => Inspection) =>
  (endpoints: Inspection[]): Inspection[] =>
    endpoints.map((endpoint) => (which(endpoint) ? change(endpoint) : endpoint));

/** The same endpoint with another leaf certificate; untouched where it never got that far. */
export function withLeaf(endpoint: Inspection, leaf: Partial<ShownCertificate>): Inspection {
  if (endpoint.result.status !== 'encrypted') return endpoint;
  const [first, ...rest] = endpoint.result.chain;
  return first === undefined ? endpoint : { ...endpoint, result: { ...endpoint.result, chain: [{ ...first, ...leaf }, ...rest] } };
}

export const onPort =
  (...ports: number[]) =>
  (endpoint: Inspection): boolean =>
    ports.includes(endpoint.target.port);

/** Every question of this type, as `answers` of a difference. */
export const question = (type: RecordType, name: string): string => `${type} ${name}`;
