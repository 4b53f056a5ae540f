import type { Dns, DnsAnswer, DnsRecord, RecordType } from '../../../core/world/network.ts';
import { AnswerCache, type Timed } from './cache.ts';
import { Exchange } from './exchange.ts';
import { isAskable, plainName } from './packet.ts';
import type { Servers } from './servers.ts';

const MOST_ALIASES = 8;

type Reason = Extract<DnsAnswer, { status: 'failed' }>['reason'];
const failure = (reason: Reason): Timed => ({ answer: { status: 'failed', reason }, ttl: 0 });

/**
 * The DNS client. An answer is `authenticated` when every reply it rests on carried the AD bit (RFC 4035 section 3.2.3)
 * and came from a name server on this computer or one that was named to us: on any other path the bit could be forged.
 */
export function dnsClient(servers: Servers, now?: () => number): Dns {
  const exchange = new Exchange(servers);
  const cache = new AnswerCache(now);
  return {
    query: (asked, type, signal) => {
      const name = plainName(asked);
      if (!isAskable(name)) return Promise.resolve({ status: 'failed', reason: 'malformed' });
      return cache.get(`${type} ${name}`, (shared) => resolve(exchange, name, type, shared), signal);
    },
  };
}

async function resolve(exchange: Exchange, asked: string, type: RecordType, signal: AbortSignal): Promise<Timed> {
  const passed = new Set<string>();
  let name = asked;
  let authenticated = true;
  let ttl = Infinity;
  for (;;) {
    const exchanged = await exchange.ask({ name, type }, signal);
    if (typeof exchanged === 'string') return failure(exchanged);
    const { reply, believed } = exchanged;
    authenticated &&= believed && reply.authenticated;
    const started = name;
    for (let alias = reply.aliases.get(name); alias !== undefined; alias = reply.aliases.get(name)) {
      if (passed.has(name) || passed.size >= MOST_ALIASES) return failure('malformed');
      passed.add(name);
      name = alias.target;
      ttl = Math.min(ttl, alias.ttl);
      if (!isAskable(name)) return failure('malformed');
    }
    const records = recordsAt(reply.records, name);
    if (records.length > 0) {
      return { answer: { status: 'found', records, authenticated }, ttl: Math.min(ttl, ...records.map((record) => record.ttl)) };
    }
    const remembered = Math.min(ttl, reply.absence?.ttl ?? 10);
    if (reply.code === 'no-such-name') return { answer: { status: 'absent', kind: 'no-such-name', authenticated }, ttl: remembered };
    // An alias into another zone: the server showed the way but not its end.
    const shownEnd = name === started || (reply.absence !== undefined && isWithin(name, reply.absence.zone));
    if (shownEnd) return { answer: { status: 'absent', kind: 'no-such-record', authenticated }, ttl: remembered };
  }
}

const recordsAt = (records: DnsRecord[], name: string): DnsRecord[] => records.filter((record) => record.name === name);

const isWithin = (name: string, zone: string): boolean => zone === '' || name === zone || name.endsWith(`.${zone}`);
