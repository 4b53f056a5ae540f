import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Dns, DnsAnswer, DnsRecord, RecordType } from '../../../../../electron/core/world/network.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const textData = z.union([z.string(), z.array(z.string())]);
const zoneEntry = z.union([
  z.literal('TIMEOUT'),
  z.object({ SPF: textData }),
  z.object({ TXT: textData }),
  z.object({ A: z.string() }),
  z.object({ AAAA: z.string() }),
  z.object({ PTR: z.string() }),
  z.object({ CNAME: z.string() }),
  z.object({ MX: z.tuple([z.number(), z.string()]) }),
]);
const scenario = z.object({
  description: z.string(),
  tests: z.record(
    z.string(),
    z.object({ helo: z.string(), host: z.string(), mailfrom: z.string(), result: oneOrMore, explanation: z.string().optional() }),
  ),
  zonedata: z.record(z.string(), z.array(zoneEntry)),
});
export type ZoneEntry = z.infer<typeof zoneEntry>;
export type Zone = Readonly<Record<string, readonly ZoneEntry[]>>;

export interface SuiteCase {
  name: string;
  helo: string;
  host: string;
  mailfrom: string;
  results: string[];
  explanation: string | undefined;
  zone: Zone;
}

const file = path.resolve(import.meta.dirname, '../../../../fixtures/rfc7208/rfc7208-tests.yml');

/** The public test suite of RFC 7208, one entry a case. */
export const suite = (): SuiteCase[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    const read: unknown = document.toJS();
    if (read === null) return [];
    const { description, tests, zonedata } = scenario.parse(read);
    return Object.entries(tests).map(([name, one]) => ({
      name: `${description}: ${name}`,
      helo: one.helo,
      host: one.host,
      mailfrom: one.mailfrom,
      results: [one.result].flat(),
      explanation: one.explanation,
      zone: zonedata,
    }));
  });

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

function recordsOf(name: string, entries: readonly ZoneEntry[]): DnsRecord[] {
  const owner = { name, ttl: 300 };
  const hasText = entries.some((entry) => entry !== 'TIMEOUT' && 'TXT' in entry);
  return entries.flatMap((entry): DnsRecord[] => {
    if (entry === 'TIMEOUT') return [];
    if ('MX' in entry) return [{ ...owner, type: 'MX', preference: entry.MX[0], exchange: plain(entry.MX[1]) }];
    if ('A' in entry) return [{ ...owner, type: 'A', value: entry.A }];
    if ('AAAA' in entry) return [{ ...owner, type: 'AAAA', value: entry.AAAA.toLowerCase() }];
    if ('PTR' in entry) return [{ ...owner, type: 'PTR', value: plain(entry.PTR) }];
    if ('CNAME' in entry) return [{ ...owner, type: 'CNAME', value: plain(entry.CNAME) }];
    // Type 99 stands for TXT, unless the zone has its own TXT; NONE says that there is none.
    const text = 'TXT' in entry ? entry.TXT : hasText ? 'NONE' : entry.SPF;
    return text === 'NONE' ? [] : [{ ...owner, type: 'TXT', chunks: [text].flat() }];
  });
}

/** A name server for such a zone. A name with TIMEOUT answers what it has and is silent about everything else. */
export function zoneDns(zone: Zone): Dns & { readonly questions: string[] } {
  const names = new Map(Object.entries(zone).map(([name, entries]) => [plain(name), entries]));
  const questions: string[] = [];
  const look = (name: string, type: RecordType, aliases: number): DnsAnswer => {
    const entries = names.get(name);
    const all = recordsOf(name, entries ?? []);
    const alias = all.find((record) => record.type === 'CNAME');
    if (alias?.type === 'CNAME') return aliases > 8 ? { status: 'failed', reason: 'malformed' } : look(alias.value, type, aliases + 1);
    const records = all.filter((record) => record.type === type);
    if (records.length > 0) return { status: 'found', records, authenticated: false };
    if (entries?.includes('TIMEOUT') === true) return { status: 'failed', reason: 'timed-out' };
    const there = entries !== undefined || [...names.keys()].some((known) => known.endsWith(`.${name}`));
    return { status: 'absent', kind: there ? 'no-such-record' : 'no-such-name', authenticated: false };
  };
  return {
    questions,
    query: (name, type, signal) => {
      questions.push(`${type} ${name}`);
      return Promise.resolve(signal?.aborted === true ? { status: 'failed', reason: 'cancelled' } : look(plain(name), type, 0));
    },
  };
}
