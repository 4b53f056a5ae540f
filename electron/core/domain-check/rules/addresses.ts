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

/** Addresses that `expected` names; a family of which it names none has what the host's own name says. */
export function expectedAddresses(facts: DomainFacts, host: string): Addresses {
  const named = facts.expected.addresses.map(canonicalAddress);
  const own = addressesOf(facts, host);
  if (named.length === 0) return own;
  const choose = (those: readonly string[], otherwise: readonly string[]): readonly string[] => (those.length > 0 ? those : otherwise);
  const v4 = choose(named.filter(isVersion4), own.v4);
  const v6 = choose(
    named.filter((address) => !isVersion4(address)),
    own.v6,
  );
  return { ...own, state: 'found', v4, v6, all: [...v4, ...v6] };
}

/** Networks that nobody outside reaches (RFC 6890, 6598, 4193). */
const INNER = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['::', 127],
  ['100::', 64],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;

/** Addresses that stand in documents only (RFC 5737, RFC 3849, RFC 9637). */
const EXAMPLES: readonly (readonly [string, number])[] = [
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['2001:db8::', 32],
  ['3fff::', 20],
];

function isAmong(address: string, networks: readonly (readonly [string, number])[]): boolean {
  const ip = parseIp(address);
  if (ip === undefined) return false;
  return networks.some(([network, prefix]) => {
    const from = parseIp(network);
    return from !== undefined && isWithin(ip, from, prefix);
  });
}

/** Whether an address is private, loopback, link-local, for documentation or otherwise not reachable from outside. */
export const isInnerAddress = (address: string): boolean => isAmong(address, INNER) || isExampleAddress(address);

export const isExampleAddress = (address: string): boolean => isAmong(address, EXAMPLES);

/** Whether text in the place of a host name is an address, bare or in brackets. */
export const isAddressLiteral = (text: string): boolean => parseIp(text.replace(/^\[(?:ipv6:)?(.*)\]$/i, '$1')) !== undefined;
