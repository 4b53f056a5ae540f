import { isWithin, parseIp } from '../spf/ip.ts';

/** Inside this computer, this network, or a company (RFC 1122, 1918, 3927, 4193, 4291, 6598). */
const INSIDE = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
] as const;

/** Whether a stranger's zone could use this address to make us knock at doors behind the firewall. */
export function isInside(address: string): boolean {
  const ip = parseIp(address);
  if (ip === undefined) return true;
  return INSIDE.some(([network, prefix]) => {
    const from = parseIp(network);
    return from !== undefined && isWithin(ip, from, prefix);
  });
}
