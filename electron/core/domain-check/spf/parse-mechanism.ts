import { type Ip, parseIp4, parseIp6 } from './ip.ts';
import type { MacroString } from './macros.ts';
import { readDomainSpec, type Reading, wrong } from './parse-domain.ts';

export type Mechanism =
  | { readonly kind: 'all' }
  | { readonly kind: 'include'; readonly domain: MacroString }
  | { readonly kind: 'exists'; readonly domain: MacroString }
  | { readonly kind: 'a' | 'mx'; readonly domain: MacroString | undefined; readonly prefix4: number; readonly prefix6: number }
  | { readonly kind: 'ptr'; readonly domain: MacroString | undefined }
  | { readonly kind: 'ip4' | 'ip6'; readonly network: Ip; readonly prefix: number };

/** Reads a mechanism without its qualifier (RFC 7208 sections 5 and 12). */
export function readMechanism(text: string): Reading<Mechanism> {
  const typed = /^[^:/]*/.exec(text)?.[0] ?? '';
  const rest = text.slice(typed.length);
  const name = typed.toLowerCase();
  switch (name) {
    case 'all':
      return rest === '' ? good({ kind: 'all' }) : wrong('argument-not-allowed', typed.length);
    case 'include':
    case 'exists':
      return moved(readTarget(rest), typed.length, (domain) => ({ kind: name, domain }));
    case 'ptr':
      return rest === '' ? good({ kind: name, domain: undefined }) : moved(readTarget(rest), 3, (domain) => ({ kind: name, domain }));
    case 'a':
    case 'mx':
      return moved(readHosts(rest), typed.length, (hosts) => ({ kind: name, ...hosts }));
    case 'ip4':
    case 'ip6':
      return moved(readNetwork(rest, name), typed.length, (network) => ({ kind: name, ...network }));
    default:
      return /[^!-~]/.test(typed) ? wrong('character-not-allowed', typed.search(/[^!-~]/)) : wrong('mechanism-unknown');
  }
}

const good = (value: Mechanism): Reading<Mechanism> => ({ ok: true, value });

const moved = <Value>(read: Reading<Value>, by: number, then: (value: Value) => Mechanism): Reading<Mechanism> =>
  read.ok ? good(then(read.value)) : wrong(read.code, read.offset + by);

/** `:domain-spec` */
function readTarget(text: string): Reading<MacroString> {
  if (text === '') return wrong('argument-missing');
  if (!text.startsWith(':')) return wrong('argument-not-allowed');
  const domain = readDomainSpec(text.slice(1));
  return domain.ok ? domain : wrong(domain.code, domain.offset + 1);
}

const DUAL_PREFIX = /(?:\/(\d+))?(?:\/\/(\d+))?$/;

interface Hosts {
  domain: MacroString | undefined;
  prefix4: number;
  prefix6: number;
}

/** `[ ":" domain-spec ] [ dual-cidr-length ]` */
function readHosts(text: string): Reading<Hosts> {
  const [prefixes = '', four, six] = DUAL_PREFIX.exec(text) ?? [];
  const target = text.slice(0, text.length - prefixes.length);
  const domain = target === '' ? undefined : readTarget(target);
  if (domain?.ok === false) return domain;
  const prefix4 = readPrefix(four, 32);
  const prefix6 = readPrefix(six, 128);
  if (prefix4 === undefined || prefix6 === undefined) return wrong('prefix-invalid', target.length);
  return { ok: true, value: { domain: domain?.value, prefix4, prefix6 } };
}

/** `:network [ "/" prefix ]` */
function readNetwork(text: string, kind: 'ip4' | 'ip6'): Reading<{ network: Ip; prefix: number }> {
  if (text === '' || text === ':') return wrong('argument-missing', text.length);
  if (!text.startsWith(':')) return wrong('argument-not-allowed');
  const slash = text.indexOf('/');
  const address = text.slice(1, slash < 0 ? undefined : slash);
  const network = kind === 'ip4' ? parseIp4(address) : parseIp6(address);
  if (network === undefined) return wrong('address-invalid', 1);
  const prefix = readPrefix(slash < 0 ? undefined : text.slice(slash + 1), kind === 'ip4' ? 32 : 128);
  return prefix === undefined ? wrong('prefix-invalid', slash) : { ok: true, value: { network, prefix } };
}

/** No leading zeros, nothing beyond the family's length; undefined text means the whole address. */
function readPrefix(digits: string | undefined, longest: number): number | undefined {
  if (digits === undefined) return longest;
  return /^(0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= longest ? Number(digits) : undefined;
}
