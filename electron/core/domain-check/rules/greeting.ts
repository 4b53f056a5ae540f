import type { DomainFacts } from '../facts.ts';
import { canonicalAddress } from './addresses.ts';

/** Port 25 is what other servers meet; from desks it is shut, and the submission ports greet with the same name. */
const PORTS = [25, 587, 465];

/** The name that the SMTP server gives itself in its first line (RFC 5321 section 4.2); undefined when it gives none. */
export function greetingOf(facts: DomainFacts, host: string, addresses: readonly string[]): string | undefined {
  const banners = PORTS.flatMap((port) =>
    facts.endpoints
      .filter(({ target }) => target.port === port && (target.host === host || addresses.includes(canonicalAddress(target.address))))
      .flatMap(({ banner }) => banner ?? []),
  );
  for (const banner of banners) {
    const name = /^(?:220[ -])?\s*([a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z0-9-]{2,63})\.?(?:\s|$)/i.exec(banner)?.[1];
    if (name !== undefined) return name.toLowerCase();
  }
  return undefined;
}
