import { answerTo, type DomainFacts, recordsAt, standing } from '../facts.ts';
import { isWithin, parseIp, readableIp } from '../spf/ip.ts';

/** What a name leads to, both families together. `partly`: one family is there, the other could not be asked. */
export interface Addresses {
  state: 'found' | 'absent' | 'unknown';
  v4: readonly string[];
  v6: readonly string[];
  all: readonly string[];
  /** Names that were followed on the way, last one is where the addresses stand. */
  aliases: readonly string[];
  /** One of both families could not be asked. */
  partly: boolean;
}

/** One spelling for an address however it was written; text that is none stays as it is. */
export function canonicalAddress(text: string): string {
  const ip = parseIp(text);
  return ip === undefined ? text.toLowerCase() : readableIp(ip);
}

const isVersion4 = (address: string): boolean => parseIp(address)?.version === 4;

/** Addresses of a name with their standing: absent only if both families are proven absent. */
export function addressesOf(facts: DomainFacts, name: string): Addresses {
  const v4 = recordsAt(facts, 'A', name).map(({ value }) => canonicalAddress(value));
  const v6 = recordsAt(facts, 'AAAA', name).map(({ value }) => canonicalAddress(value));
  const standings = [standing(facts, 'A', name), standing(facts, 'AAAA', name)];
  const state = standings.includes('found') ? 'found' : standings.every((one) => one === 'absent') ? 'absent' : 'unknown';
  return { state, v4, v6, all: [...v4, ...v6], aliases: aliasesOf(facts, name), partly: standings.includes('unknown') };
}

function aliasesOf(facts: DomainFacts, name: string): readonly string[] {
  for (const type of ['A', 'AAAA', 'CNAME'] as const) {
    const answer = answerTo(facts, type, name);
    if (answer !== undefined && answer.status !== 'failed' && answer.aliases !== undefined && answer.aliases.length > 0)
      return answer.aliases;
  }
  const direct = recordsAt(facts, 'CNAME', name)[0];
  return direct === undefined ? [] : [direct.value];
}

/** Addresses that `expected` names, else what the host's own name says. */
export function expectedAddresses(facts: DomainFacts, host: string): Pick<Addresses, 'state' | 'all' | 'v4' | 'v6'> {
  const named = facts.expected.addresses.map(canonicalAddress);
  if (named.length === 0) return addressesOf(facts, host);
  return { state: 'found', all: named, v4: named.filter(isVersion4), v6: named.filter((address) => !isVersion4(address)) };
}

/** Networks that nobody outside reaches (RFC 6890, 5737, 3849, 6598, 4193) and that no mail may be sent to. */
const INNER = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 127],
  ['100::', 64],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;

/** Whether an address is private, loopback, link-local, for documentation or otherwise not reachable from outside. */
export function isInnerAddress(address: string): boolean {
  const ip = parseIp(address);
  if (ip === undefined) return false;
  return INNER.some(([network, prefix]) => {
    const from = parseIp(network);
    return from !== undefined && isWithin(ip, from, prefix);
  });
}

/** Whether text in the place of a host name is an address, bare or in brackets. */
export const isAddressLiteral = (text: string): boolean => parseIp(text.replace(/^\[(?:ipv6:)?(.*)\]$/i, '$1')) !== undefined;
