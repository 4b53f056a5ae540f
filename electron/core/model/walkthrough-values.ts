import { singleLine } from './text.ts';
import type { WalkthroughValues } from './walkthrough.ts';

/** What stands in a walkthrough that nobody gave values to; names and addresses of RFC 2606 and RFC 5737. */
export const EXAMPLE_VALUES: WalkthroughValues = {
  name: 'Anna Berg',
  email: 'anna.berg@firma.example',
  server: 'mail.firma.example',
  user: 'anna.berg@firma.example',
  profile: 'Mailramp – anna.berg@firma.example',
  domain: 'firma.example',
  ip: '192.0.2.10',
  dkim: 'v=DKIM1; k=rsa; t=s; s=email; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu5xExampleExampleExample',
};

/** The name of the new Outlook profile, `{address}` in it filled. */
export const PROFILE_PATTERN = 'Mailramp – {address}';
const LONGEST_PROFILE = 60;

/** What is known of a person; anything may be missing. */
export type KnownValues = { readonly [Name in keyof WalkthroughValues]?: string | undefined };

/**
 * All values of a walkthrough from those that are known; empty ones count as unknown. The user is the address, the domain
 * and a likely server come from it, and what follows from nothing is an example.
 */
export function completeValues(given: KnownValues, pattern = PROFILE_PATTERN): WalkthroughValues {
  const known = (name: keyof WalkthroughValues): string | undefined => singleLine(given[name] ?? '') || undefined;
  const email = known('email');
  const domain = known('domain') ?? (email === undefined ? undefined : domainIn(email)) ?? EXAMPLE_VALUES.domain;
  const address = email ?? `anna.berg@${domain}`;
  return {
    name: known('name') ?? (email === undefined ? EXAMPLE_VALUES.name : nameFrom(email)),
    email: address,
    server: known('server') ?? `mail.${domain}`,
    user: known('user') ?? address,
    profile: known('profile') ?? pattern.replaceAll('{address}', address).slice(0, LONGEST_PROFILE),
    domain,
    ip: known('ip') ?? EXAMPLE_VALUES.ip,
    dkim: known('dkim') ?? EXAMPLE_VALUES.dkim,
  };
}

const domainIn = (email: string): string | undefined => /@([^@\s]+)$/.exec(email)?.[1];

/** `anna.berg@…` is most likely Anna Berg; a person who sees another name in the picture still knows what is meant. */
const nameFrom = (email: string): string =>
  (email.split('@')[0] ?? '')
    .split(/[._-]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toLocaleUpperCase('en') + part.slice(1))
    .join(' ') || EXAMPLE_VALUES.name;
