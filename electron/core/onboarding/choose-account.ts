import type { Account, Collection } from '../model/account.ts';
import { failed, type Outcome, succeeded } from '../model/outcome.ts';
import { problemOf, type Problem } from '../model/problem.ts';
import type { Service } from '../model/service.ts';
import type { Discovery } from '../discovery/index.ts';

export interface AccountWishes {
  fullName: string;
  /** Which of the two ways to fetch mail; IMAP keeps mail on the server and is the default where both are offered. */
  protocol?: 'imap' | 'pop3';
  /** Calendars and address books seen while the login was proved. */
  collections?: readonly Collection[];
  /** The user name with which the login was proved, instead of those of the services. */
  username?: string;
}

/** Picks from all that was found what one mail program is told. Unprotected services are never picked. */
export function accountFrom(discovery: Discovery, wishes: AccountWishes): Outcome<Account, Problem> {
  const { recommended } = discovery;
  const named = (service: Service): Service => (wishes.username === undefined ? service : { ...service, username: wishes.username });
  const incoming = wishes.protocol === undefined ? recommended.incoming : bestOf(discovery, wishes.protocol);
  if (!isProtected(incoming) || !isProtected(recommended.outgoing)) {
    const missing = isProtected(incoming) ? 'smtp' : (wishes.protocol ?? 'imap');
    return failed(problemOf('service-missing', { domain: discovery.domain, protocol: missing }, ['ask-provider', 'copy-report']));
  }
  return succeeded({
    address: discovery.address,
    fullName: wishes.fullName.trim(),
    ...(discovery.provider === undefined ? {} : { provider: discovery.provider }),
    incoming: named(incoming),
    outgoing: named(recommended.outgoing),
    ...(recommended.activesync === null ? {} : { activesync: named(recommended.activesync) }),
    ...(recommended.calendar === null ? {} : { caldav: named(recommended.calendar) }),
    ...(recommended.contacts === null ? {} : { carddav: named(recommended.contacts) }),
    collections: [...(wishes.collections ?? [])],
  });
}

const bestOf = (discovery: Discovery, protocol: Service['protocol']): Service | null =>
  discovery.services.find((service) => service.protocol === protocol && service.security !== 'none') ?? null;

const isProtected = (service: Service | null): service is Service => service !== null && service.security !== 'none';
