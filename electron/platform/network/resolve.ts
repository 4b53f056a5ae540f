import dns from 'node:dns';
import { isIP } from 'node:net';
import os from 'node:os';
import type { Dns, DnsAnswer, NetworkFailure } from '../../core/world/network.ts';
import { bareHost, hasNoNetwork, isLocalhost } from './addresses.ts';
import { failureOf } from './failure.ts';
import { limitOf } from './limit.ts';

/** Addresses of a host, best first, or why there are none. Never rejects. */
export type Resolve = (host: string, signal?: AbortSignal) => Promise<string[] | NetworkFailure>;

/** How long the other family may lag behind (RFC 8305 section 3). */
const RESOLUTION_DELAY = 50;
const SYSTEM_LIMIT = 2_500;

function literal(host: string): string[] | undefined {
  const bare = bareHost(host);
  if (isIP(bare) !== 0) return [bare];
  return isLocalhost(host) ? ['127.0.0.1', '::1'] : undefined;
}

const hasIpv6 = (): boolean =>
  Object.values(os.networkInterfaces()).some((all) =>
    all?.some(({ family, internal, address }) => family === 'IPv6' && !internal && !address.startsWith('fe80')),
  );

/** By our own DNS client alone: nothing but the named server is asked. */
export function resolveBy(client: Dns): Resolve {
  return async (host, signal) => {
    const known = literal(host);
    if (known !== undefined) return known;
    const questions = [client.query(host, 'A', signal), client.query(host, 'AAAA', signal)] as const;
    const found = (answer: DnsAnswer): boolean => answer.status === 'found';
    const arrived: DnsAnswer[] = [];
    for (const question of questions) void question.then((answer) => arrived.push(answer));
    const first = await Promise.race(questions);
    if (found(first)) await Promise.race([Promise.all(questions), pause(RESOLUTION_DELAY)]);
    else await Promise.all(questions);
    if (signal?.aborted === true) return 'cancelled';
    return addressesOf(arrived);
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function addressesOf(answers: DnsAnswer[]): string[] | NetworkFailure {
  const families = { A: new Array<string>(), AAAA: new Array<string>() };
  for (const answer of answers) {
    for (const record of answer.status === 'found' ? answer.records : []) {
      if (record.type === 'A' || record.type === 'AAAA') families[record.type].push(record.value);
    }
  }
  const addresses = hasIpv6() ? [...families.AAAA, ...families.A] : [...families.A, ...families.AAAA];
  if (addresses.length > 0) return addresses;
  const failure = answers.find((answer) => answer.status === 'failed');
  if (failure === undefined) return 'name-absent';
  return failure.reason === 'offline' || failure.reason === 'cancelled' ? failure.reason : 'name-unanswered';
}

/** By the system: hosts files, split DNS and VPN rules count. Equal names asked at the same time share one look-up. */
export function resolveBySystem(offline: () => boolean = hasNoNetwork): Resolve {
  const flights = new Map<string, Promise<string[] | NetworkFailure>>();
  const lookUp = async (host: string): Promise<string[] | NetworkFailure> => {
    try {
      const found = await dns.promises.lookup(host, { all: true, verbatim: true });
      return found.map(({ address }) => address);
    } catch (error) {
      const reason = failureOf(error);
      return reason === 'name-unanswered' && offline() ? 'offline' : reason === 'unreachable' ? 'name-unanswered' : reason;
    } finally {
      flights.delete(host);
    }
  };
  return async (host, signal) => {
    const known = literal(host);
    if (known !== undefined) return known;
    const flight = flights.get(host) ?? lookUp(host);
    flights.set(host, flight);
    const limit = limitOf(SYSTEM_LIMIT, signal);
    try {
      return await Promise.race([
        flight,
        new Promise<NetworkFailure>((resolve) => {
          const end = (): void => resolve(limit.why() === 'cancelled' ? 'cancelled' : 'name-unanswered');
          limit.signal.addEventListener('abort', end, { once: true });
          if (limit.signal.aborted) end();
        }),
      ]);
    } finally {
      limit.done();
    }
  };
}
