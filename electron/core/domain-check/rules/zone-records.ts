import type { DnsRecord } from '../../world/network.ts';
import type { Fix, ZoneRecord } from '../finding.ts';
import { publish, textRecord } from '../texts.ts';

export { publish, textRecord };

/** Characters that mean something in a zone file, and everything unprintable, as RFC 1035 section 5.1 writes them. */
const escaped = (text: string, special: RegExp): string =>
  text
    .replace(special, '\\$&')
    .replace(/[^\x20-\x7e]/g, (character) => `\\${String(Math.min(character.codePointAt(0) ?? 0, 255)).padStart(3, '0')}`);

const nameData = (name: string): string => {
  const bare = name.replace(/\.$/, '');
  return bare === '' ? '.' : `${escaped(bare, /[\\;"() @$]/g)}.`;
};

const quoted = (text: string): string => `"${escaped(text, /[\\"]/g)}"`;

export const mxRecord = (name: string, preference: number, exchange: string): ZoneRecord => ({
  name,
  type: 'MX',
  data: `${preference} ${nameData(exchange)}`,
});

export const cnameRecord = (name: string, target: string): ZoneRecord => ({ name, type: 'CNAME', data: nameData(target) });

/** A or AAAA, whichever the address is. */
export const addressRecord = (name: string, address: string): ZoneRecord => ({
  name,
  type: address.includes(':') ? 'AAAA' : 'A',
  data: address,
});

export const srvRecord = (name: string, port: number, target: string): ZoneRecord => ({
  name,
  type: 'SRV',
  data: `0 1 ${port} ${nameData(target)}`,
});

/** The service is decidedly not offered (RFC 2782, RFC 6186 section 3.4). */
export const srvNotOffered = (name: string): ZoneRecord => ({ name, type: 'SRV', data: '0 0 0 .' });

export const caaRecord = (name: string, tag: string, value: string): ZoneRecord => ({
  name,
  type: 'CAA',
  data: `0 ${tag} ${quoted(value)}`,
});

export const ptrRecord = (name: string, host: string): ZoneRecord => ({ name, type: 'PTR', data: nameData(host) });

/** A record as it was answered, to be taken out; undefined for types that no fix touches. */
export function zoneRecordOf(record: DnsRecord): ZoneRecord | undefined {
  const { name } = record;
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return { name, type: record.type, data: record.value };
    case 'CNAME':
    case 'PTR':
      return { name, type: record.type, data: nameData(record.value) };
    case 'MX':
      return mxRecord(name, record.preference, record.exchange);
    case 'SRV':
      return { name, type: 'SRV', data: `${record.priority} ${record.weight} ${record.port} ${nameData(record.target)}` };
    case 'TXT':
      return textRecord(name, record.chunks.join(''), record.chunks);
    case 'CAA':
      return { name, type: 'CAA', data: `${record.flags} ${record.tag} ${quoted(record.value)}` };
    case 'DS':
      return { name, type: 'DS', data: record.data };
    case 'TLSA':
      return { name, type: 'TLSA', data: `${record.usage} ${record.selector} ${record.matching} ${record.certificate}` };
    case 'NS':
    case 'SOA':
    case 'DNSKEY':
      return undefined;
  }
}

/** Takes these records out of the zone. */
export const remove = (records: readonly DnsRecord[]): Fix[] =>
  records.flatMap((record) => {
    const there = zoneRecordOf(record);
    return there === undefined ? [] : [{ kind: 'remove', record: there }];
  });

export const step = (name: Extract<Fix, { kind: 'step' }>['step'], facts: Extract<Fix, { kind: 'step' }>['facts'] = {}): Fix => ({
  kind: 'step',
  step: name,
  facts,
});
