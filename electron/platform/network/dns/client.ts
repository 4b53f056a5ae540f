import type { Dns, DnsRecord } from '../../../core/world/network.ts';
import { type ServerAddress, serverAddress } from '../addresses.ts';
import { AnswerCache, type Timed } from './cache.ts';
import { Exchange, type Refusal } from './exchange.ts';
import type { Interest } from './interest.ts';
import type { PaceLimits } from './pace.ts';
import { isAskable, plainName, type Question } from './packet.ts';
import type { Servers } from './servers.ts';

const MOST_ALIASES = 8;

const failure = ({ reason, extended }: Refusal): Timed => ({
  answer: { status: 'failed', reason, ...(extended === undefined ? {} : { extended }) },
  ttl: 0,
});
const malformed = (): Timed => failure({ reason: 'malformed' });

export interface DnsClientOptions {
  now?: () => number;
  pace?: PaceLimits;
  /** Where the zones' own servers listen. */
  port?: number;
}

/**
 * The DNS client. An answer is `authenticated` when every reply it rests on carried the AD bit (RFC 4035 section 3.2.3)
 * and came from a name server on this computer or one that was named to us: on any other path the bit could be forged.
 */
export function dnsClient(servers: Servers, { now, pace, port = 53 }: DnsClientOptions = {}): Dns {
  const exchange = new Exchange(servers, pace);
  const cache = new AnswerCache(now);
  return {
    query: async (asked, type, signal, { unchecked = false, at } = {}) => {
      const question = { name: plainName(asked), type, ...(unchecked ? { unchecked } : {}) };
      const server = at === undefined ? undefined : serverAddress(at);
      if (!isAskable(question.name) || (at !== undefined && server === undefined)) return { status: 'failed', reason: 'malformed' };
      if (server !== undefined) {
        const listening = server.port === 53 ? { ...server, port } : server;
        return (await resolve(exchange, question, signal, listening)).answer;
      }
      const key = `${type} ${question.name}${unchecked ? ' unchecked' : ''}`;
      return cache.get(key, (shared) => resolve(exchange, question, shared), signal);
    },
  };
}

async function resolve(exchange: Exchange, question: Question, signal?: Interest, at?: ServerAddress): Promise<Timed> {
  const passed: string[] = [];
  let name = question.name;
  let authenticated = true;
  let ttl = Infinity;
  let server = at;
  for (;;) {
    const direct = server === undefined ? {} : { direct: true };
    const exchanged = await exchange.ask({ ...question, ...direct, name }, signal, server);
    if ('reason' in exchanged) return failure(exchanged);
    const { reply, believed } = exchanged;
    authenticated &&= believed && reply.authenticated;
    const started = name;
    for (let alias = reply.aliases.get(name); alias !== undefined; alias = reply.aliases.get(name)) {
      if (passed.includes(alias.target) || alias.target === question.name || passed.length >= MOST_ALIASES) return malformed();
      passed.push(alias.target);
      name = alias.target;
      ttl = Math.min(ttl, alias.ttl);
      if (!isAskable(name)) return malformed();
    }
    const aliases = passed.length === 0 ? {} : { aliases: passed };
    const records = recordsAt(reply.records, name);
    if (records.length > 0) {
      return {
        answer: { status: 'found', records, authenticated, ...aliases },
        ttl: Math.min(ttl, ...records.map((record) => record.ttl)),
      };
    }
    // An alias into another zone: the server showed the way but not its end.
    const shownEnd = name === started || (reply.absence !== undefined && isWithin(name, reply.absence.zone));
    const gone = reply.code === 'no-such-name';
    if (shownEnd || (gone && server === undefined)) {
      const kind = gone ? 'no-such-name' : 'no-such-record';
      return { answer: { status: 'absent', kind, authenticated, ...aliases }, ttl: Math.min(ttl, reply.absence?.ttl ?? 10) };
    }
    // What stands in another zone its own server cannot tell.
    server = undefined;
  }
}

const recordsAt = (records: DnsRecord[], name: string): DnsRecord[] => records.filter((record) => record.name === name);

const isWithin = (name: string, zone: string): boolean => zone === '' || name === zone || name.endsWith(`.${zone}`);
