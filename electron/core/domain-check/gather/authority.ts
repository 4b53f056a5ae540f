import type { Dns, DnsAnswer } from '../../world/network.ts';
import { recordsOf } from '../facts.ts';
import type { Query } from './asker.ts';
import { hostAddresses } from './dns-part.ts';
import { isInside } from './reachable.ts';

const MOST_SERVERS = 4;
const MOST_ADDRESSES = 6;
const MOST_LABELS = 8;

export interface Circumstances {
  /** Servers inside a private network may be asked: the mail host stands there too. */
  within: boolean;
  signal: AbortSignal;
}

interface Authority {
  zone: string;
  addresses: string[];
  /** The zone's answers are vouched for, as far as the caches know. */
  signed: boolean;
}

/** The zone that a name stands in, and where its own servers are; undefined when they are not to be found. */
async function authorityOf(dns: Dns, domain: string, { within, signal }: Circumstances): Promise<Authority | undefined> {
  const labels = domain.split('.').slice(-MOST_LABELS);
  const zones = [domain, ...labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))];
  const answers = await Promise.all(zones.map((zone) => dns.query(zone, 'NS', signal)));
  const index = answers.findIndex((answer) => answer.status === 'found');
  const zone = zones[index];
  const answer = answers[index];
  if (zone === undefined || answer?.status !== 'found') return undefined;
  const servers = recordsOf(answer, 'NS').map(({ value }) => value);
  const resolved = await Promise.all(servers.slice(0, MOST_SERVERS).map((server) => hostAddresses(dns, server, signal)));
  // IPv4 of every server before the second address of the first: many places have no IPv6.
  const addresses = resolved.flat().toSorted((one, other) => Number(one.includes(':')) - Number(other.includes(':')));
  const usable = [...new Set(addresses)].filter((address) => within || !isInside(address)).slice(0, MOST_ADDRESSES);
  return usable.length === 0 ? undefined : { zone, addresses: usable, signed: answer.authenticated };
}

const isUsable = (answer: DnsAnswer): boolean => answer.status !== 'failed' || answer.reason === 'cancelled';

/**
 * Asks names of the domain's zone at its own servers, one after the other until one answers, and everything else the usual
 * way. SOA and DS are always asked the usual way: they tell what the world makes of the zone's signature.
 */
export async function authoritative(dns: Dns, domain: string, circumstances: Circumstances): Promise<Query | undefined> {
  const authority = await authorityOf(dns, domain, circumstances);
  if (authority === undefined) return undefined;
  const { zone, addresses, signed } = authority;
  return async (name, type, signal, options) => {
    const own = name === zone || name.endsWith(`.${zone}`);
    if (!own || type === 'SOA' || type === 'DS' || options?.unchecked === true) return dns.query(name, type, signal, options);
    for (const at of addresses) {
      const answer = await dns.query(name, type, signal, { at });
      if (isUsable(answer)) return answer.status === 'failed' ? answer : { ...answer, authenticated: answer.authenticated || signed };
    }
    return dns.query(name, type, signal);
  };
}
