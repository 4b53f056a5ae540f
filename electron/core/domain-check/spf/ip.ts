/** An IP address as its octets: four or sixteen. */
export interface Ip {
  readonly version: 4 | 6;
  readonly octets: readonly number[];
}

const OCTET = /^(0|[1-9]\d{0,2})$/;
const HEXTET = /^[0-9a-f]{1,4}$/i;

/** Dotted decimal without leading zeros (`ip4-network` of RFC 7208 section 12). */
export function parseIp4(text: string): Ip | undefined {
  const parts = text.split('.');
  const octets = parts.map(Number);
  const legal = parts.length === 4 && parts.every((part) => OCTET.test(part)) && octets.every((octet) => octet <= 255);
  return legal ? { version: 4, octets } : undefined;
}

/** RFC 4291 section 2.2, all three forms; no zone index. */
export function parseIp6(text: string): Ip | undefined {
  const halves = text.split('::');
  const [head = '', tail] = halves;
  if (halves.length > 2 || text.length > 45) return undefined;
  const left = octetsOf(head, tail === undefined);
  const right = tail === undefined ? [] : octetsOf(tail, true);
  if (left === undefined || right === undefined) return undefined;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return { version: 6, octets: [...left, ...Array.from({ length: missing }, () => 0), ...right] };
}

function octetsOf(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const dotted = last && groups.at(-1)?.includes('.') === true ? groups.pop() : undefined;
  const embedded = dotted === undefined ? [] : parseIp4(dotted)?.octets;
  if (embedded === undefined || groups.some((group) => !HEXTET.test(group))) return undefined;
  const values = groups.map((group) => Number.parseInt(group, 16));
  return [...values.flatMap((value) => [value >> 8, value & 0xff]), ...embedded];
}

/** Either family as typed; an IPv4-mapped IPv6 address is the IPv4 address (RFC 7208 section 5). */
export function parseIp(text: string): Ip | undefined {
  const ip = parseIp4(text) ?? parseIp6(text);
  if (ip === undefined || ip.version === 4) return ip;
  const mapped = ip.octets.slice(0, 10).every((octet) => octet === 0) && ip.octets[10] === 0xff && ip.octets[11] === 0xff;
  return mapped ? { version: 4, octets: ip.octets.slice(12) } : ip;
}

/** Whether the first `prefix` bits are the same; addresses of two families never match. */
export function isWithin(ip: Ip, network: Ip, prefix: number): boolean {
  if (ip.version !== network.version) return false;
  return ip.octets.every((octet, index) => {
    const bits = Math.min(8, Math.max(0, prefix - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return ((octet ^ (network.octets[index] ?? 0)) & mask) === 0;
  });
}

/** As people write it: dotted decimal, or RFC 5952. */
export function readableIp({ version, octets }: Ip): string {
  if (version === 4) return octets.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (((octets[index * 2] ?? 0) << 8) | (octets[index * 2 + 1] ?? 0)).toString(16));
  const longest = longestZeros(groups);
  if (longest.length < 2) return groups.join(':');
  return `${groups.slice(0, longest.start).join(':')}::${groups.slice(longest.start + longest.length).join(':')}`;
}

function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== '0') start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}

/** Parts divided by dots: decimal octets, or the 32 hexadecimal digits (macro `i` of RFC 7208 section 7.2). */
export const dottedIp = ({ version, octets }: Ip): string =>
  version === 4
    ? octets.join('.')
    : octets.map((octet) => [octet >> 4, octet & 0xf].map((digit) => digit.toString(16).toUpperCase()).join('.')).join('.');

/** The name whose PTR records tell what an address is called (RFC 1035 section 3.5, RFC 3596 section 2.5). */
export const reverseName = (ip: Ip): string =>
  `${dottedIp(ip).toLowerCase().split('.').reverse().join('.')}.${ip.version === 4 ? 'in-addr' : 'ip6'}.arpa`;
