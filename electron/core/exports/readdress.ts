import type { Account } from '../model/account.ts';
import { type EmailAddress, parseAddress } from '../model/address.ts';
import type { Service } from '../model/service.ts';

export interface Person {
  address: EmailAddress;
  fullName: string;
}

const encoded = (text: string): string => encodeURIComponent(text).replaceAll('%40', '@');

/** The other person's user name by the same rule, whole address or local part; undefined when there is no such rule. */
function renamed(username: string, from: EmailAddress, to: EmailAddress): string | undefined {
  if (username.toLowerCase() === from.text.toLowerCase()) return to.text;
  return username.toLowerCase() === from.local.toLowerCase() ? to.local : undefined;
}

/** A path names a person by a whole segment, as address or as local part. */
function moved(url: string, from: EmailAddress, to: EmailAddress): string {
  const [, origin = '', path = ''] = /^([a-z]+:\/\/[^/]*)(.*)$/is.exec(url) ?? [];
  const segments = path.split('/').map((segment) => {
    const same = (text: string): boolean =>
      segment.toLowerCase() === text.toLowerCase() || segment.toLowerCase() === encoded(text).toLowerCase();
    if (same(from.text) || segment.toLowerCase() === encodeURIComponent(from.text).toLowerCase()) return encoded(to.text);
    return same(from.local) ? encoded(to.local) : segment;
  });
  return origin === '' ? url : origin + segments.join('/');
}

function forPerson(service: Service, from: EmailAddress, to: EmailAddress): Service | undefined {
  const username = renamed(service.username, from, to);
  if (username === undefined) return undefined;
  return { ...service, username, ...(service.url === undefined ? {} : { url: moved(service.url, from, to) }) };
}

/**
 * The account of one person as another of the same domain has it, so that a batch asks a domain once and not once a
 * person. undefined when a user name follows no rule, or the domains differ: then that person has to be asked for.
 */
export function accountForColleague(account: Account, person: Person): Account | undefined {
  const from = parseAddress(account.address);
  if (!from.ok || from.value.domain !== person.address.domain) return undefined;
  const one = { ...account, address: person.address.text, fullName: person.fullName, collections: [] };
  for (const role of ['incoming', 'outgoing', 'activesync', 'caldav', 'carddav'] as const) {
    const service = account[role];
    if (service === undefined) continue;
    const theirs = forPerson(service, from.value, person.address);
    if (theirs === undefined) return undefined;
    one[role] = theirs;
  }
  return one;
}
