import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { expectedZone } from '../../../electron/core/domain-check/expected.ts';
import type { Expectation } from '../../../electron/core/domain-check/facts.ts';
import { parseIp, reverseName } from '../../../electron/core/domain-check/spf/ip.ts';
import { lineOf, readZoneFile, type Line } from './zone-file.ts';
import type { Zones } from './zones.ts';

/** The mail host that real servers answer for. */
export const SHARED = { host: 'mail.example.test', address: '127.77.0.10' } as const;

/** The public half of a new key, base64 as in the `p=` tag. */
export function dkimKey(bits = 2048): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

export const KEY = dkimKey();

/** Where a record of the key of a certificate stands for port 25 (RFC 7672 section 3.1.1). */
export function pinOf(host: string, certificate: string): Line {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return { name: `_25._tcp.${host}`, type: 'TLSA', data: `3 1 1 ${createHash('sha256').update(key).digest('hex')}` };
}

/** A domain as a person edits its zone. */
export class Plot {
  readonly domain: string;
  readonly expected: Expectation;
  readonly zones: Zones;

  constructor(zones: Zones, domain: string, host: { name: string; addresses: readonly string[] }) {
    this.zones = zones;
    this.domain = domain;
    this.expected = {
      host: host.name,
      addresses: [...host.addresses],
      selectors: ['dkim'],
      dkimKeys: { dkim: KEY },
      reports: `postmaster@${domain}`,
    };
  }

  get host(): string {
    return this.expected.host ?? '';
  }

  /** The provider's whole table, and what a careful administrator adds to it. */
  plantHealthy(certificate: string): void {
    this.zones.publish(...expectedZone(this).map(lineOf), pinOf(this.host, certificate));
    this.add('@ A 127.78.0.80', '@ CAA 0 issue "letsencrypt.org"', '_mta-sts TXT "v=STSv1; id=20260105"');
  }

  /** Lines as in the zone's file; targets absolute. */
  add(...lines: readonly string[]): void {
    this.zones.publish(...lines.flatMap((line) => this.#read(line)));
  }

  /** Everything of one type at a name, relative to the domain. */
  drop(type: string, label: string): void {
    this.zones.remove(...this.zones.at(type, this.#nameOf(label)));
  }

  /** This record and no other of its type at its name. */
  instead(line: string): void {
    for (const { type, name } of this.#read(line)) this.zones.remove(...this.zones.at(type, name));
    this.add(line);
  }

  /** Where the names of an address of the host stand. */
  reverse(at = 0): string {
    const ip = parseIp(this.expected.addresses[at] ?? '');
    return ip === undefined ? '' : reverseName(ip);
  }

  #nameOf(label: string): string {
    if (label.endsWith('.')) return label.slice(0, -1);
    return label === '@' ? this.domain : `${label}.${this.domain}`;
  }

  #read(line: string): Line[] {
    return readZoneFile(`$ORIGIN ${this.domain}.\n${line.replace(/^(\S+) /, '$1 60 IN ')}`);
  }
}
