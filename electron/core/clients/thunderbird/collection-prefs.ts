import { singleLine } from '../../model/text.ts';
import type { PrefEntry } from './account-prefs.ts';

const COLOURS = ['#3465a4', '#4e9a06', '#c17d11', '#75507b', '#a40000', '#06989a'];
const CARDDAV = 102;

export interface NewCalendar {
  id: string;
  url: string;
  name: string;
  username: string;
  /** Invitations are answered from it. */
  identity: string | undefined;
  /** Place among the calendars, for its colour. */
  place: number;
}

/** Without `type` and `uri` Thunderbird deletes the whole branch at its next start. */
export function calendarPrefs({ id, url, name, username, identity, place }: NewCalendar): PrefEntry[] {
  const calendar = `calendar.registry.${id}`;
  return [
    [`${calendar}.type`, 'caldav'],
    [`${calendar}.uri`, url],
    [`${calendar}.name`, singleLine(name)],
    [`${calendar}.username`, singleLine(username)],
    [`${calendar}.cache.enabled`, true],
    // Text on purpose: Thunderbird reads minutes from a text here.
    [`${calendar}.refreshInterval`, '30'],
    [`${calendar}.color`, COLOURS[place % COLOURS.length] ?? '#3465a4'],
    [`${calendar}.calendar-main-in-composite`, true],
    ...(identity === undefined ? [] : [[`${calendar}.imip.identity.key`, identity] as const]),
  ];
}

export interface NewBook {
  key: string;
  uid: string;
  file: string;
  url: string;
  name: string;
  username: string;
}

export function bookPrefs({ key, uid, file, url, name, username }: NewBook): PrefEntry[] {
  const book = `ldap_2.servers.${key}`;
  return [
    [`${book}.dirType`, CARDDAV],
    [`${book}.description`, singleLine(name)],
    [`${book}.filename`, file],
    [`${book}.uid`, uid],
    [`${book}.carddav.url`, url],
    [`${book}.carddav.username`, singleLine(username)],
    [`${book}.carddav.syncinterval`, 30],
  ];
}
