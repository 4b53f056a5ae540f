import { getDomain } from 'tldts';

const SUFFIXES = { allowPrivateDomains: true } as const;

/** The domain somebody registered (public suffix list, with its private part); undefined for a public suffix itself. */
export const registrableDomain = (host: string): string | undefined => getDomain(host, SUFFIXES) ?? undefined;

/** Whether two hosts belong to the same registrant; never so for public suffixes. */
export function sameRegistrant(one: string, other: string): boolean {
  const domain = registrableDomain(one);
  return domain !== undefined && domain === registrableDomain(other);
}

/** `autodiscover.com` and its kind belong to strangers: no client may ask them anything. */
export function isStrangersAutodiscover(host: string): boolean {
  const parent = /^(?:autodiscover|autoconfig)\.(.+)$/.exec(host)?.[1];
  return parent !== undefined && registrableDomain(parent) === undefined;
}

/** The host name of an http or https address that was checked before. */
export const hostOfUrl = (url: string): string => new URL(url).hostname;

export function portOfUrl(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}
