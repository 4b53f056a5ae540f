import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change, Proof } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import { type ChangeData, changeData } from './change-data.ts';
import { parseIni, sectionOf } from './ini.ts';
import { listPref, type Prefs, type PrefValue } from './prefs.ts';
import { readProfile } from './profile-state.ts';
import { knownProfiles } from './profiles.ts';

/** Settings that Thunderbird drops when they equal its own defaults, so that their absence proves nothing. */
const DROPPABLE =
  /\.(authMethod|type|description|fullName|name|color|cache\.enabled|check_\w+|login_at_startup|download_on_biff|valid|reply_on_top|syncinterval|refreshInterval|calendar-main-in-composite)$/;

/** Reads the profile as Thunderbird would and finds in it each thing that was to be added; every find is one proof. */
export async function verify(world: World, change: Change): Promise<Outcome<Proof[], Problem>> {
  const parsed = changeData.safeParse(change.data);
  if (!parsed.success) return failed(problemOf('not-verified', { change: change.id, reason: 'record-unreadable' }));
  const data = parsed.data;
  const state = await readProfile(world, data.target.folder);
  if (!state.ok) return state;
  const { prefs } = state.value;
  const missing = data.prefs.find((entry) => !isThere(prefs, entry));
  if (missing !== undefined) return failed(problemOf('not-verified', { setting: missing.name, profile: data.target.folder }));
  const registration = await registrationProofs(world, data);
  return registration.ok ? succeeded([...registration.value, ...accountProofs(prefs, data, change.address)]) : registration;
}

/** A list must hold what we put into it; it may have grown since. */
function isThere(prefs: Prefs, { name, value, before }: { name: string; value: PrefValue; before?: PrefValue | undefined }): boolean {
  if (name === 'mail.account.lastKey') return Number(prefs.get(name) ?? 0) >= Number(value);
  if (['mail.accountmanager.accounts', 'mail.smtpservers', 'calendar.list.sortOrder'].includes(name)) {
    const separator = name.startsWith('calendar') ? ' ' : ',';
    const former = listPref(new Map([[name, before ?? '']]), name, separator);
    const ours = listPref(new Map([[name, value]]), name, separator).filter((item) => !former.includes(item));
    const now = listPref(prefs, name, separator);
    return ours.every((item) => now.includes(item));
  }
  const found = prefs.get(name);
  return found === value || (found === undefined && DROPPABLE.test(name));
}

function accountProofs(prefs: Prefs, { keys }: ChangeData, address: string): Proof[] {
  const facts = (entries: Record<string, PrefValue | undefined>): Proof['facts'] =>
    Object.fromEntries(Object.entries(entries).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const server = `mail.server.${keys.server ?? ''}`;
  const smtp = `mail.smtpserver.${keys.smtp ?? ''}`;
  const account = {
    address,
    protocol: prefs.get(`${server}.type`),
    host: prefs.get(`${server}.hostname`),
    port: prefs.get(`${server}.port`),
  };
  return [
    ...(keys.account === undefined ? [] : [{ kind: 'account-in-profile', facts: facts(account) }]),
    ...(keys.smtp === undefined
      ? []
      : [{ kind: 'outgoing-server-in-profile', facts: facts({ host: prefs.get(`${smtp}.hostname`), port: prefs.get(`${smtp}.port`) }) }]),
    ...keys.calendars.map((id) => ({ kind: 'calendar-in-profile', facts: facts({ name: prefs.get(`calendar.registry.${id}.name`) }) })),
    ...keys.books.map((key) => ({
      kind: 'address-book-in-profile',
      facts: facts({ name: prefs.get(`ldap_2.servers.${key}.description`) }),
    })),
  ];
}

/** A new profile must be known to Thunderbird and, where that can be said, be the one it starts with. */
async function registrationProofs(world: World, { target }: ChangeData): Promise<Outcome<Proof[], Problem>> {
  if (target.registration === undefined) return succeeded([]);
  const { root, path, install } = target.registration;
  const file = world.machine.files.join(root, 'profiles.ini');
  try {
    const ini = parseIni((await world.machine.files.read(file)) ?? '');
    const known = knownProfiles(world, root, ini).some((profile) => profile.path === path);
    const started = install === undefined || sectionOf(ini, `Install${install}`)?.values.get('Default') === path;
    if (!known || !started) return failed(problemOf('not-verified', { path: file }));
    return succeeded([{ kind: 'profile-in-list', facts: { name: target.name ?? '', folder: target.folder } }]);
  } catch (error) {
    if (error instanceof FileProblem) return failed(problemOf('not-verified', { path: file, reason: error.reason }));
    throw error;
  }
}
