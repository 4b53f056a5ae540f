import { BlockList, isIP, isIPv6 } from 'node:net';
import os from 'node:os';

const PRIVATE_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const;
const PRIVATE_6 = [
  ['::1', 128],
  ['::', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
] as const;

const list = new BlockList();
for (const [net, prefix] of PRIVATE_4) {
  list.addSubnet(net, prefix, 'ipv4');
  // Mapped and translated forms reach the same host (RFC 4291 section 2.5.5.2, RFC 6052).
  list.addSubnet(`::ffff:${net}`, 96 + prefix, 'ipv6');
  list.addSubnet(`64:ff9b::${net}`, 96 + prefix, 'ipv6');
}
for (const [net, prefix] of PRIVATE_6) list.addSubnet(net, prefix, 'ipv6');

/** A host as a URL or a setting writes it, without brackets and zone index. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '').replace(/%.*$/, '');

/** Private, shared, loopback, link-local or unspecified (RFC 1918, 6598, 3927, 4193, 4291), also behind `::ffff:`. */
export function isPrivateAddress(address: string): boolean {
  const bare = bareHost(address);
  const family = isIP(bare);
  return family !== 0 && list.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** RFC 6761 section 6.3: such names never go to a name server. */
export const isLocalhost = (host: string): boolean => /^(.+\.)?localhost\.?$/i.test(host);

export const isLoopback = (address: string): boolean => /^127\./.test(address) || address === '::1';

export interface ServerAddress {
  address: string;
  port: number;
}

/** Reads `192.0.2.1`, `192.0.2.1:5353`, `localhost:5353`, `2001:db8::1` and `[2001:db8::1]:5353`; undefined when it is none of them. */
export function serverAddress(text: string): ServerAddress | undefined {
  if (isIPv6(bareHost(text)) && !text.startsWith('[')) return { address: text, port: 53 };
  const found = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text.trim());
  const host = found?.[1] ?? found?.[2];
  const address = host?.toLowerCase() === 'localhost' ? '127.0.0.1' : host;
  const port = Number(found?.[3] ?? 53);
  if (address === undefined || isIP(bareHost(address)) === 0 || port < 1 || port > 65_535) return undefined;
  return { address, port };
}

/** True when this computer has no way out: only its loopback has an address. */
export function hasNoNetwork(): boolean {
  return Object.values(os.networkInterfaces()).every((addresses) => (addresses ?? []).every(({ internal }) => internal));
}
