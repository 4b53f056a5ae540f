import type { ChangeData } from './change-data.ts';
import { accountKeys } from './keys.ts';
import { branchKeys, listPref, numberPref, type Prefs, type PrefValue, textPref } from './prefs.ts';

/** New values; `undefined` removes. */
export type Removals = Map<string, PrefValue | undefined>;

/**
 * What must go from a profile to take our account back, whatever became of it meanwhile: whole branches that are still
 * ours, with all that Thunderbird wrote into them since, and nothing that another account uses.
 */
export function removalsFor(prefs: Prefs, data: ChangeData): Removals {
  const removals: Removals = new Map();
  const written = new Map(data.prefs.map((entry) => [entry.name, entry]));
  const context: Context = {
    prefs,
    written: (name) => written.get(name)?.value,
    removeBranch: (branch) => {
      for (const name of prefs.keys()) if (name.startsWith(branch)) removals.set(name, undefined);
    },
    // The former text where it says the same, so that the order and the spaces of the file come back, too.
    shorten: (name, removed, separator) => {
      const items = listPref(prefs, name, separator);
      const left = items.filter((item) => !removed.includes(item));
      if (left.length === items.length) return;
      const before = written.get(name)?.before;
      const same = listPref(new Map([[name, before ?? '']]), name, separator).join(separator) === left.join(separator);
      removals.set(name, same ? before : left.join(separator));
    },
    restore: (name) => {
      removals.set(name, written.get(name)?.before);
    },
  };
  removeAccount(context, data.keys);
  removeCollections(context, data.keys);
  return removals;
}

interface Context {
  prefs: Prefs;
  written: (name: string) => PrefValue | undefined;
  removeBranch: (branch: string) => void;
  shorten: (name: string, removed: readonly string[], separator: string) => void;
  restore: (name: string) => void;
}

function removeAccount(context: Context, { account, server, identity, smtp }: ChangeData['keys']): void {
  const { prefs, written, removeBranch, shorten, restore } = context;
  if (account === undefined || server === undefined || identity === undefined) return;
  const linked = textPref(prefs, `mail.account.${account}.server`);
  const person =
    looksLikeOurs(context, `mail.server.${server}`, ['userName']) || looksLikeOurs(context, `mail.identity.${identity}`, ['useremail']);
  // Keys are given out again after a deletion: this account is somebody else's.
  if (linked !== undefined && (linked !== server || !person)) return;
  const others = accountKeys(prefs).filter((key) => key !== account);
  const ours = linked === server;

  removeBranch(`mail.account.${account}.`);
  shorten('mail.accountmanager.accounts', [account], ',');
  const serverInUse = others.some((key) => textPref(prefs, `mail.account.${key}.server`) === server);
  if (!serverInUse && (ours || looksLikeOurs(context, `mail.server.${server}`, ['hostname', 'userName'])))
    removeBranch(`mail.server.${server}.`);

  const elsewhere = new Set(others.flatMap((key) => listPref(prefs, `mail.account.${key}.identities`)));
  const identities = listPref(prefs, `mail.account.${account}.identities`);
  if (ours || looksLikeOurs(context, `mail.identity.${identity}`, ['useremail'])) identities.push(identity);
  const gone = new Set(identities.filter((key) => !elsewhere.has(key)));
  for (const key of gone) removeBranch(`mail.identity.${key}.`);

  if (smtp !== undefined) removeOutgoing(context, smtp, gone);
  if (textPref(prefs, 'mail.accountmanager.defaultaccount') === account) restore('mail.accountmanager.defaultaccount');
  const lastKey = 'mail.account.lastKey';
  if (numberPref(prefs, lastKey) === written(lastKey) && written(lastKey) !== undefined) restore(lastKey);
}

/** Ours, if the identity that goes used it or it still is what we wrote; kept, if any other identity uses it. */
function removeOutgoing(context: Context, smtp: string, gone: ReadonlySet<string>): void {
  const { prefs, removeBranch, shorten, restore } = context;
  const users = [...branchKeys(prefs, 'mail.identity.')].filter((key) => textPref(prefs, `mail.identity.${key}.smtpServer`) === smtp);
  const ours = users.some((key) => gone.has(key)) || looksLikeOurs(context, `mail.smtpserver.${smtp}`, ['hostname', 'username']);
  if (!ours || users.some((key) => !gone.has(key))) return;
  removeBranch(`mail.smtpserver.${smtp}.`);
  shorten('mail.smtpservers', [smtp], ',');
  if (textPref(prefs, 'mail.smtp.defaultserver') === smtp) restore('mail.smtp.defaultserver');
}

/** The branch's telling settings are as we wrote them; keys of deleted servers are given out again. */
const looksLikeOurs = ({ prefs, written }: Context, branch: string, names: readonly string[]): boolean =>
  names.every((name) => written(`${branch}.${name}`) !== undefined && prefs.get(`${branch}.${name}`) === written(`${branch}.${name}`));

/** Their keys are random, so that they can be nobody else's. */
function removeCollections({ removeBranch, shorten }: Context, { calendars, books }: ChangeData['keys']): void {
  for (const id of calendars) removeBranch(`calendar.registry.${id}.`);
  if (calendars.length > 0) shorten('calendar.list.sortOrder', calendars, ' ');
  for (const key of books) removeBranch(`ldap_2.servers.${key}.`);
}
