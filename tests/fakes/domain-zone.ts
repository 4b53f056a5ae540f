import type { DnsAnswer, DnsRecord, RecordType } from '../../electron/core/world/network.ts';

const TTL = 3600;

/** `name TYPE data` as in a zone file, names without final dot, texts in quotes, to a record. */
export function recordOf(line: string): DnsRecord {
  const [name = '', type = '', ...words] = line.split(/\s+/);
  const owned = { name, ttl: TTL };
  const [first = '', second = '', third = '', fourth = ''] = words;
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { type, ...owned, value: first };
    case 'MX':
      return { type, ...owned, preference: Number(first), exchange: second };
    case 'SRV':
      return { type, ...owned, priority: Number(first), weight: Number(second), port: Number(third), target: fourth };
    case 'TXT':
      return { type, ...owned, chunks: [...line.matchAll(/"([^"]*)"/g)].map((found) => found[1] ?? '') };
    case 'SOA':
      return { type, ...owned, primary: first, minimum: 3600 };
    case 'CAA':
      return { type, ...owned, flags: Number(first), tag: second, value: third.replaceAll('"', '') };
    case 'TLSA':
      return { type, ...owned, usage: Number(first), selector: Number(second), matching: Number(third), certificate: fourth };
    case 'DS':
    case 'DNSKEY':
      return { type, ...owned, data: words.join(' ') };
    default:
      throw new Error(`The zone of a test has no ${type}: ${line}`);
  }
}

/** What a resolver says that knows this zone and nothing else: aliases are followed, wildcards are not. */
export function answerFrom(zone: readonly DnsRecord[], name: string, type: RecordType, authenticated: boolean): DnsAnswer {
  const aliases: string[] = [];
  let here = name;
  for (let step = 0; step < 8; step += 1) {
    const there = zone.filter((record) => record.name === here);
    const records = there.filter((record) => record.type === type);
    const followed = aliases.length === 0 ? {} : { aliases };
    if (records.length > 0) return { status: 'found', records, authenticated, ...followed };
    const alias = there.find((record) => record.type === 'CNAME');
    if (alias === undefined || !('value' in alias)) {
      const exists = there.length > 0 || zone.some((record) => record.name.endsWith(`.${here}`));
      return { status: 'absent', kind: exists ? 'no-such-record' : 'no-such-name', authenticated, ...followed };
    }
    here = alias.value;
    aliases.push(here);
  }
  return { status: 'failed', reason: 'servfail' };
}
