import type { Collection } from '../../model/account.ts';
import type { Service } from '../../model/service.ts';
import { branchKeys, listPref, numberPref, type Prefs, textPref } from './prefs.ts';

/** Numbers of `socketType` and `try_ssl`. */
export const SOCKET = { none: 0, starttls: 2, tls: 3 } as const;

const sameHost = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/**
 * Key of the listed account with this server. The port does not tell accounts apart: folders are named by user and host
 * alone, so that of two accounts with one user on one host the former loses its folders to the latter (seen in 153).
 */
export function accountWith(prefs: Prefs, { protocol, host, username }: Service): string | undefined {
  return listPref(prefs, 'mail.accountmanager.accounts').find((key) => {
    const server = `mail.server.${textPref(prefs, `mail.account.${key}.server`) ?? ''}`;
    return (
      textPref(prefs, `${server}.type`) === protocol &&
      // Old versions kept the first host name there and a later one in `realhostname`.
      sameHost(textPref(prefs, `${server}.realhostname`) ?? textPref(prefs, `${server}.hostname`), host) &&
      (textPref(prefs, `${server}.realuserName`) ?? textPref(prefs, `${server}.userName`)) === username
    );
  });
}

/** Key of a listed outgoing server that is the same in every respect, protection included. */
export function outgoingWith(prefs: Prefs, { host, port, security, username }: Service): string | undefined {
  return listPref(prefs, 'mail.smtpservers').find((key) => {
    const server = `mail.smtpserver.${key}`;
    return (
      (textPref(prefs, `${server}.type`) ?? 'smtp') === 'smtp' &&
      sameHost(textPref(prefs, `${server}.hostname`), host) &&
      numberPref(prefs, `${server}.port`) === port &&
      textPref(prefs, `${server}.username`) === username &&
      numberPref(prefs, `${server}.try_ssl`) === SOCKET[security]
    );
  });
}

/** Whether a calendar or address book of this address is there. */
export function hasCollection(prefs: Prefs, { kind, url }: Collection): boolean {
  if (kind === 'calendar') {
    return [...branchKeys(prefs, 'calendar.registry.')].some((id) => sameUrl(textPref(prefs, `calendar.registry.${id}.uri`), url));
  }
  return bookKeys(prefs).some((key) => sameUrl(textPref(prefs, `ldap_2.servers.${key}.carddav.url`), url));
}

export const bookKeys = (prefs: Prefs): string[] => [...branchKeys(prefs, 'ldap_2.servers.')];

function sameUrl(one: string | undefined, other: string): boolean {
  const address = (text: string): string => {
    try {
      return new URL(text).href.replace(/\/+$/, '');
    } catch {
      return text;
    }
  };
  return one !== undefined && address(one) === address(other);
}
