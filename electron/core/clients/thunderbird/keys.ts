import { branchKeys, listPref, numberPref, type Prefs, textPref } from './prefs.ts';

const GREATEST = 2 ** 31 - 1;
const LAST_KEY = 'mail.account.lastKey';

/** Every account key of the list and of any `mail.account.*` branch. */
export function accountKeys(prefs: Prefs): string[] {
  return [...new Set([...listPref(prefs, 'mail.accountmanager.accounts'), ...branchKeys(prefs, 'mail.account.')])];
}

/**
 * The next account: above every number that was ever given out. Thunderbird counts on from `lastKey` and would give the
 * same key to Local Folders if that were lower than a used one, so it must be written as well.
 */
export function nextAccountKey(prefs: Prefs): { key: string; lastKey: number } {
  const numbers = accountKeys(prefs).flatMap((key) => {
    const number = /^account(\d{1,10})$/.exec(key)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const highest = Math.max(0, numberPref(prefs, LAST_KEY) ?? 0, ...numbers.filter((number) => number <= GREATEST));
  if (highest < GREATEST) return { key: `account${highest + 1}`, lastKey: highest + 1 };
  return { key: firstFree('account', new Set(accountKeys(prefs))), lastKey: GREATEST };
}

/** First `serverN` with no setting of its own that no account refers to. */
export function nextServerKey(prefs: Prefs): string {
  const referred = accountKeys(prefs).map((key) => textPref(prefs, `mail.account.${key}.server`));
  return firstFree('server', new Set([...branchKeys(prefs, 'mail.server.'), ...referred]));
}

/** First `idN` with no setting of its own that no account refers to. */
export function nextIdentityKey(prefs: Prefs): string {
  const referred = accountKeys(prefs).flatMap((key) => listPref(prefs, `mail.account.${key}.identities`));
  return firstFree('id', new Set([...branchKeys(prefs, 'mail.identity.'), ...referred]));
}

/** First `smtpN` with no setting of its own that is in no list and that no identity refers to. */
export function nextSmtpKey(prefs: Prefs): string {
  const identities = [...branchKeys(prefs, 'mail.identity.')];
  const referred = identities.map((key) => textPref(prefs, `mail.identity.${key}.smtpServer`));
  const listed = [...listPref(prefs, 'mail.smtpservers'), textPref(prefs, 'mail.smtp.defaultserver')];
  return firstFree('smtp', new Set([...branchKeys(prefs, 'mail.smtpserver.'), ...listed, ...referred]));
}

/** `abook-N.sqlite` that neither a setting nor a file of the profile uses. */
export function nextBookFile(prefs: Prefs, names: readonly string[]): string {
  const used = new Set(names);
  for (const [name, value] of prefs) if (name.startsWith('ldap_2.servers.') && typeof value === 'string') used.add(value);
  let number = 1;
  while (used.has(`abook-${number}.sqlite`)) number += 1;
  return `abook-${number}.sqlite`;
}

function firstFree(prefix: string, used: ReadonlySet<string | undefined>): string {
  let number = 1;
  while (used.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}
