import type { Account, Collection } from '../../model/account.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { PlanStep } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { singleLine } from '../../model/text.ts';
import { accountPrefs, isProtected, outgoingPrefs, type PrefEntry, type ProtectedService } from './account-prefs.ts';
import { bookPrefs, calendarPrefs } from './collection-prefs.ts';
import { nextAccountKey, nextBookFile, nextIdentityKey, nextServerKey, nextSmtpKey } from './keys.ts';
import { branchKeys, listPref, type Prefs, textPref } from './prefs.ts';
import { accountWith, bookKeys, hasCollection, outgoingWith } from './present.ts';

/** Which branches of the preferences are ours; what `undo` takes away. */
export interface AddedKeys {
  account?: string;
  server?: string;
  identity?: string;
  /** Only if it was made, not reused. */
  smtp?: string;
  calendars: string[];
  books: string[];
}

export interface Additions {
  /** Settings to write, lists and counters with their new value. */
  prefs: PrefEntry[];
  keys: AddedKeys;
  /** What of the plan they are; the account's own steps first. */
  steps: PlanStep[];
}

export interface Surroundings {
  /** What counts in the profile now. */
  prefs: Prefs;
  /** Names of the files in its folder. */
  names: readonly string[];
  uuid: () => string;
}

/** What this account adds to a profile. Nothing that is there is changed but the lists, which get longer. */
export function additionsFor(account: Account, around: Surroundings): Outcome<Additions, Problem> {
  const { incoming, outgoing } = account;
  if (!isProtected(incoming) || (incoming.protocol !== 'imap' && incoming.protocol !== 'pop3')) return failed(lacking(account, 'imap'));
  if (!isProtected(outgoing) || outgoing.protocol !== 'smtp') return failed(lacking(account, 'smtp'));
  const present = accountWith(around.prefs, { ...incoming, username: singleLine(incoming.username) });
  const mail = present === undefined ? newAccount(account, incoming, outgoing, around.prefs) : accountThere(account);
  const identity = present === undefined ? mail.keys.identity : listPref(around.prefs, `mail.account.${present}.identities`)[0];
  const calendars = newCalendars(account, identity, around);
  const books = newBooks(account, around);
  return succeeded({
    prefs: [...mail.prefs, ...calendars.prefs, ...books.prefs],
    keys: { ...mail.keys, calendars: calendars.keys, books: books.keys },
    steps: [...mail.steps, ...calendars.steps, ...books.steps],
  });
}

const lacking = ({ address }: Account, protocol: string): Problem =>
  problemOf('service-missing', { address, protocol }, ['ask-provider', 'choose-other-program', 'copy-report']);

type MailAdditions = Additions & { keys: AddedKeys };

const accountThere = ({ address }: Account): MailAdditions => ({
  prefs: [],
  keys: { calendars: [], books: [] },
  steps: [{ kind: 'already-there', facts: { what: 'account', name: address } }],
});

function newAccount(account: Account, incoming: ProtectedService, outgoing: ProtectedService, prefs: Prefs): MailAdditions {
  const { key, lastKey } = nextAccountKey(prefs);
  const reused = outgoingWith(prefs, { ...outgoing, username: singleLine(outgoing.username) });
  const keys = { account: key, server: nextServerKey(prefs), identity: nextIdentityKey(prefs), smtp: reused ?? nextSmtpKey(prefs) };
  const first = (name: string, value: string): PrefEntry[] =>
    [undefined, ''].some((none) => prefs.get(name) === none) ? [[name, value]] : [];
  return {
    prefs: [
      ['mail.accountmanager.accounts', accountList(prefs, key).join(',')],
      ['mail.account.lastKey', lastKey],
      ...first('mail.accountmanager.defaultaccount', key),
      ...accountPrefs(account, incoming, keys),
      ...(reused === undefined
        ? ([
            ['mail.smtpservers', [...listPref(prefs, 'mail.smtpservers'), keys.smtp].join(',')],
            ...first('mail.smtp.defaultserver', keys.smtp),
            ...outgoingPrefs(account, outgoing, keys.smtp),
          ] satisfies PrefEntry[])
        : []),
    ],
    keys: {
      account: key,
      server: keys.server,
      identity: keys.identity,
      ...(reused === undefined ? { smtp: keys.smtp } : {}),
      calendars: [],
      books: [],
    },
    steps: [
      { kind: 'add-account', facts: { address: account.address, protocol: incoming.protocol, ...placeOf(incoming) } },
      { kind: reused === undefined ? 'add-outgoing-server' : 'reuse-outgoing-server', facts: placeOf(outgoing) },
    ],
  };
}

const placeOf = ({ host, port, security, username }: ProtectedService) => ({ host, port, security, username });

/** Before Local Folders, which Thunderbird keeps last. */
function accountList(prefs: Prefs, key: string): string[] {
  const accounts = listPref(prefs, 'mail.accountmanager.accounts');
  const local = textPref(prefs, 'mail.accountmanager.localfoldersserver');
  const place = accounts.findIndex((one) => local !== undefined && textPref(prefs, `mail.account.${one}.server`) === local);
  return place < 0 ? [...accounts, key] : [...accounts.slice(0, place), key, ...accounts.slice(place)];
}

interface CollectionAdditions {
  prefs: PrefEntry[];
  keys: string[];
  steps: PlanStep[];
}

/** A password would go to it, so only what is protected counts. Twice the same address counts once. */
function wanted(account: Account, kind: Collection['kind']): Collection[] {
  const protectedOnes = account.collections.filter((one) => one.kind === kind && /^https:\/\//i.test(one.url));
  return [...new Map(protectedOnes.map((one) => [one.url, one])).values()];
}

const nameOf = (account: Account, { name }: Collection): string => singleLine(name) || account.address;

const there = (what: string, name: string): PlanStep => ({ kind: 'already-there', facts: { what, name } });

function newCalendars(account: Account, identity: string | undefined, { prefs, uuid }: Surroundings): CollectionAdditions {
  const result: CollectionAdditions = { prefs: [], keys: [], steps: [] };
  const username = account.caldav?.username ?? account.incoming?.username ?? account.address;
  const before = branchKeys(prefs, 'calendar.registry.').size;
  for (const calendar of wanted(account, 'calendar')) {
    const name = nameOf(account, calendar);
    if (hasCollection(prefs, calendar)) {
      result.steps.push(there('calendar', name));
      continue;
    }
    const id = uuid();
    result.prefs.push(...calendarPrefs({ id, url: calendar.url, name, username, identity, place: before + result.keys.length }));
    result.keys.push(id);
    result.steps.push({ kind: 'add-calendar', facts: { name, url: calendar.url } });
  }
  const order = [...listPref(prefs, 'calendar.list.sortOrder', ' '), ...result.keys];
  if (result.keys.length > 0) result.prefs.push(['calendar.list.sortOrder', order.join(' ')]);
  return result;
}

function newBooks(account: Account, { prefs, names, uuid }: Surroundings): CollectionAdditions {
  const result: CollectionAdditions = { prefs: [], keys: [], steps: [] };
  const username = account.carddav?.username ?? account.incoming?.username ?? account.address;
  const files = [...names];
  const taken = new Set(bookKeys(prefs));
  for (const book of wanted(account, 'addressbook')) {
    const name = nameOf(account, book);
    if (hasCollection(prefs, book)) {
      result.steps.push(there('address-book', name));
      continue;
    }
    const uid = uuid();
    let key = `mailramp_${uid.replaceAll('-', '')}`;
    while (taken.has(key)) key += '_';
    const file = nextBookFile(prefs, files);
    taken.add(key);
    files.push(file);
    result.prefs.push(...bookPrefs({ key, uid, file, url: book.url, name, username }));
    result.keys.push(key);
    result.steps.push({ kind: 'add-address-book', facts: { name, url: book.url } });
  }
  return result;
}
