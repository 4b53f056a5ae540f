import type { Inspection, ShownCertificate, TlsVersion } from '../../../world/inspection.ts';
import type { Finding, FindingId, Fix, Severity } from '../../finding.ts';
import { leafOf } from '../certificate-names.ts';
import { found } from '../rule.ts';
import { step } from '../zone-records.ts';
import { addressesOfPorts, isTransferOnly, portsOf } from './ports.ts';

/** Keys, signatures, versions, and logins in the clear at the ports of one host (RFC 9325 sections 3.1 and 4, RFC 8996, RFC 8314 section 4.1). */
export const strengthFaults = (host: string, endpoints: readonly Inspection[]): Finding[] => [
  ...weakKeys(host, endpoints),
  ...weakSignatures(host, endpoints),
  ...oldVersions(host, endpoints),
  ...newestMissing(host, endpoints),
  ...plainLogins(host, endpoints),
];

function tell(
  id: FindingId,
  severity: Severity,
  host: string,
  there: readonly Inspection[],
  { facts = {}, fix = [] }: { facts?: Finding['facts']; fix?: Fix[] } = {},
): Finding[] {
  if (there.length === 0) return [];
  return [
    found(id, severity, { who: 'server', facts: { name: host, ports: portsOf(there), addresses: addressesOfPorts(there), ...facts }, fix }),
  ];
}

const severityOf = (there: readonly Inspection[]): Severity => (isTransferOnly(there) ? 'warn' : 'fail');

const SHORTEST: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, ec: 256 };

/** RSA below 2048 bits, curves below 256, DSA at all. */
function isWeakKey({ keyType, keyBits }: ShownCertificate): boolean {
  if (keyType.toLowerCase() === 'dsa') return true;
  const shortest = SHORTEST[keyType.toLowerCase()];
  return shortest !== undefined && keyBits !== undefined && keyBits < shortest;
}

function weakKeys(host: string, endpoints: readonly Inspection[]): Finding[] {
  const there = endpoints.filter((endpoint) => chainOf(endpoint).some(isWeakKey));
  const weak = there.flatMap(chainOf).find(isWeakKey);
  if (weak === undefined) return [];
  const facts = { keyType: weak.keyType, keyBits: weak.keyBits ?? 0 };
  return tell('tls-key-weak', severityOf(there), host, there, { facts, fix: renewal(host) });
}

const chainOf = ({ result }: Inspection): readonly ShownCertificate[] => (result.status === 'encrypted' ? result.chain : []);
const renewal = (host: string): Fix[] => [step('mailcow-renew-certificate', { name: host })];

/** Names and OIDs of signatures over MD2, MD5 and SHA-1. */
const WEAK_SIGNATURE = /md2|md5|sha-?1(?![0-9])/i;
const WEAK_SIGNATURE_OIDS = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
  '1.3.14.3.2.29',
];

/** A root's own signature proves nothing and is not looked at. */
const isWeaklySigned = ({ signature, selfSigned }: ShownCertificate, place: number): boolean =>
  !(selfSigned && place > 0) && (WEAK_SIGNATURE.test(signature) || WEAK_SIGNATURE_OIDS.includes(signature));

function weakSignatures(host: string, endpoints: readonly Inspection[]): Finding[] {
  const there = endpoints.filter((endpoint) => chainOf(endpoint).some(isWeaklySigned));
  const weak = there.flatMap((endpoint) => chainOf(endpoint).filter(isWeaklySigned))[0];
  if (weak === undefined) return [];
  return tell('tls-signature-weak', severityOf(there), host, there, { facts: { signature: weak.signature }, fix: renewal(host) });
}

const OLD: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1'];

const versionsOf = ({ result }: Inspection): readonly TlsVersion[] =>
  result.status === 'encrypted' ? [result.version, ...result.accepted] : [];

function oldVersions(host: string, endpoints: readonly Inspection[]): Finding[] {
  const there = endpoints.filter((endpoint) => versionsOf(endpoint).some((version) => OLD.includes(version)));
  const versions = OLD.filter((version) => there.some((endpoint) => versionsOf(endpoint).includes(version)));
  return tell('tls-old-version', severityOf(there), host, there, {
    facts: { versions },
    fix: [step('mailcow-old-tls-off', { name: host })],
  });
}

/** Programs that speak 1.3 offer it first: a port that settled for less has not got it. */
function newestMissing(host: string, endpoints: readonly Inspection[]): Finding[] {
  const there = endpoints.filter((endpoint) => endpoint.result.status === 'encrypted' && !versionsOf(endpoint).includes('TLSv1.3'));
  return tell('tls-newest-missing', 'info', host, there);
}

function plainLogins(host: string, endpoints: readonly Inspection[]): Finding[] {
  const there = endpoints.filter(({ plainLogin }) => plainLogin === true);
  return tell('tls-plain-login', 'warn', host, there, {
    fix: [step('mailcow-allow-plain-login-never', { name: host, ports: portsOf(there) })],
  });
}

/** Ports of one address that show another certificate than most, and ports whose two families show different ones. */
export function differences(host: string, endpoints: readonly Inspection[]): Finding[] {
  const printOf = (endpoint: Inspection): string | undefined => leafOf(endpoint)?.certificate.sha256;
  const byPort = groupsOf(endpoints, ({ target }) => String(target.port));
  const families = byPort.filter((there) => new Set(there.flatMap((one) => printOf(one) ?? [])).size > 1);
  const first = byPort.flatMap((there) => there.find((one) => printOf(one) !== undefined) ?? []);
  const usual = mostCommon(first.flatMap((one) => printOf(one) ?? []));
  const other = first.filter((one) => printOf(one) !== usual);
  const expected = first.filter((one) => printOf(one) === usual);
  return [
    ...tell('tls-different', 'warn', host, other, { facts: { others: portsOf(expected) }, fix: renewal(host) }),
    ...tell('tls-families-differ', 'warn', host, families.flat(), { fix: renewal(host) }),
  ];
}

function groupsOf<Value>(values: readonly Value[], key: (value: Value) => string): Value[][] {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return [...groups.values()];
}

function mostCommon(values: readonly string[]): string | undefined {
  return groupsOf(values, (value) => value).sort((one, other) => other.length - one.length)[0]?.[0];
}
