import type { OutlookAccount, OutlookProfile } from '../office-facts.ts';
import type { Reader } from './registry-reading.ts';

export const ACCOUNT_SECTION = '9375CFF0413111d3B88A00104B2A6676';

const OLD_PROFILES = 'Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging Subsystem\\Profiles';

export const outlookKey = (registryVersion: string): string => `Software\\Microsoft\\Office\\${registryVersion}\\Outlook`;

/** Where profiles lie: since 2013 below Outlook's own key. */
export const profilesKey = (registryVersion: string): string =>
  Number.parseInt(registryVersion, 10) < 15 ? OLD_PROFILES : `${outlookKey(registryVersion)}\\Profiles`;

const CLASSES: Readonly<Record<string, OutlookAccount['kind']>> = {
  '{ED475411-B0D6-11D2-8C3B-00104B2A6676}': 'pop3',
  '{ED475412-B0D6-11D2-8C3B-00104B2A6676}': 'imap',
  '{ED475414-B0D6-11D2-8C3B-00104B2A6676}': 'exchange',
  '{ED475415-B0D6-11D2-8C3B-00104B2A6676}': 'activesync',
  '{4DB5CBF0-3B77-4852-BC8E-BB81908861F3}': 'http',
};

export const defaultProfile = (reader: Reader, registryVersion: string): Promise<string | undefined> =>
  reader.text('HKCU', outlookKey(registryVersion), 'DefaultProfile');

/** Profiles with their accounts. Each value is asked for by its own name; passwords are not among the names. */
export async function readProfiles(reader: Reader, registryVersion: string): Promise<OutlookProfile[]> {
  const key = profilesKey(registryVersion);
  const chosen = await defaultProfile(reader, registryVersion);
  const profiles: OutlookProfile[] = [];
  for (const name of await reader.keys('HKCU', key)) {
    profiles.push({ name, default: name.toLowerCase() === chosen?.toLowerCase(), accounts: await readAccounts(reader, `${key}\\${name}`) });
  }
  return profiles;
}

async function readAccounts(reader: Reader, profileKey: string): Promise<OutlookAccount[]> {
  const section = `${profileKey}\\${ACCOUNT_SECTION}`;
  const accounts: OutlookAccount[] = [];
  for (const key of await reader.keys('HKCU', section)) {
    if (!/^[0-9a-f]{8}$/i.test(key)) continue;
    const account = await readAccount(reader, `${section}\\${key}`, key);
    if (account !== undefined) accounts.push(account);
  }
  return accounts;
}

const PREFIX: Partial<Record<OutlookAccount['kind'], string>> = { imap: 'IMAP', pop3: 'POP3' };

async function readAccount(reader: Reader, path: string, key: string): Promise<OutlookAccount | undefined> {
  const text = (name: string): Promise<string | undefined> => reader.text('HKCU', path, name);
  const number = (name: string): Promise<number | undefined> => reader.number('HKCU', path, name);
  const clsid = await text('clsid');
  if (clsid === undefined) return undefined;
  const kind = CLASSES[clsid.toUpperCase()] ?? 'other';
  const prefix = PREFIX[kind];
  const isSync = kind === 'activesync';
  const server = isSync ? await text('EAS Server URL') : prefix && (await text(`${prefix} Server`));
  const user = isSync ? await text('EAS User') : prefix && (await text(`${prefix} User`));
  const port = prefix === undefined ? undefined : await number(`${prefix} Port`);
  const outgoingServer = prefix === undefined ? undefined : await text('SMTP Server');
  const outgoingPort = prefix === undefined ? undefined : await number('SMTP Port');
  const login = prefix === undefined ? undefined : await number('SMTP Use Auth');
  return present({
    kind,
    key,
    name: await text('Account Name'),
    address: await text('Email'),
    server,
    user,
    port,
    security: prefix === undefined ? undefined : await encryption(number, prefix),
    outgoingServer,
    outgoingPort,
    outgoingSecurity: outgoingServer === undefined ? undefined : await encryption(number, 'SMTP'),
    outgoingLogin: login === undefined ? undefined : login !== 0,
  });
}

/** Without the members that are not there. */
function present(
  account: { [Name in keyof OutlookAccount]: OutlookAccount[Name] | undefined } & Pick<OutlookAccount, 'kind' | 'key'>,
): OutlookAccount {
  const { kind, key, ...rest } = account;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { kind, key, ...known };
}

const CONNECTIONS = ['none', 'tls', 'starttls', 'auto'] as const;

/** Newer builds say which encryption, older ones only whether. */
async function encryption(number: (name: string) => Promise<number | undefined>, prefix: string): Promise<OutlookAccount['security']> {
  const connection = await number(`${prefix} Secure Connection`);
  if (connection !== undefined) return CONNECTIONS[connection];
  const ssl = await number(`${prefix} Use SSL`);
  return ssl === undefined ? undefined : ssl === 0 ? 'none' : 'tls';
}
