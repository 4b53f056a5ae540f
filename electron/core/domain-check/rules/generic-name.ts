import { parseIp } from '../spf/ip.ts';

const KINDS =
  'dyn|dynamic|dynip|dhcp|dialup|dial|dip|dsl|adsl|vdsl|ppp|pppoe|pool|cable|broadband|catv|client|clients|customer|cust|unassigned|unknown|reverse|rev|static|host|ip';
const KIND_LABEL = new RegExp(`(?:^|[.-])(?:${KINDS})(?:[.-]|\\d|$)`, 'i');

/**
 * Whether a name is what a provider gives every address (`192-0-2-10.dyn.example`), not what somebody called a mail
 * server: it spells the address in some order, or a kind of line with numbers beside it.
 */
export function isGenericName(name: string, address: string): boolean {
  const ip = parseIp(address);
  if (ip === undefined) return false;
  return ip.version === 4 ? spellsVersion4(name, ip.octets) : spellsVersion6(name, ip.octets);
}

function spellsVersion4(name: string, octets: readonly number[]): boolean {
  const numbers = (name.match(/\d+/g) ?? []).map(Number);
  const inOrder = (wanted: readonly number[]): boolean =>
    numbers.some((_, start) => wanted.every((octet, at) => numbers[start + at] === octet));
  if (inOrder(octets) || inOrder(octets.toReversed())) return true;
  const hex = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const padded = octets.map((octet) => String(octet).padStart(3, '0')).join('');
  if (name.includes(padded) || new RegExp(`(?:^|[^0-9a-f])(?:ip|x)?${hex}(?:[^0-9a-f]|$)`, 'i').test(name)) return true;
  // Two neighbouring octets beside the word for a kind of line are no coincidence.
  const tail = octets.slice(2);
  const pairs = [tail, tail.toReversed()];
  return KIND_LABEL.test(name) && pairs.some((pair) => numbers.some((_, at) => pair.every((octet, next) => numbers[at + next] === octet)));
}

function spellsVersion6(name: string, octets: readonly number[]): boolean {
  const digits = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const bare = name.toLowerCase().replace(/[.-]/g, '');
  const reversed = digits.split('').reverse().join('');
  if ([digits, reversed].some((spelt) => bare.includes(spelt) || bare.includes(spelt.slice(0, 16)) || bare.includes(spelt.slice(16))))
    return true;
  const groups = digits.match(/.{4}/g)?.map((group) => group.replace(/^0{1,3}/, '')) ?? [];
  const short = groups.filter((group) => group !== '0').join('-');
  return short.split('-').length > 2 && name.toLowerCase().replace(/-{2,}/g, '-').includes(short);
}
