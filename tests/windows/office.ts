import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Bed, buildReplica, root } from './bed.ts';

export const HOST = 'mail.example.test';
export const ADDRESS = 'alice@example.test';
const OFFICE = 'C:\\Program Files\\Microsoft Office\\root\\Office16';
export const APPLET = `${OFFICE}\\MLCFG32.CPL`;

export interface Replica {
  language?: 'en' | 'de' | 'xx';
  look?: 0 | 1 | 2;
  trouble?: string;
  at?: string;
  /** Beginning of the address to which a redirect question points. */
  redirect?: string;
  /** As on Windows itself: control.exe starts a rundll32.exe for the dialogs and ends. */
  handsOver?: boolean;
  autodiscover?: 'activesync' | 'imap' | 'nothing';
  /** A profile that is there before, and is the default one. */
  former?: string;
}

/** Office 2016 by Click-to-Run as its registry shows it, with the replica as its Mail applet. */
export async function installOffice(bed: Bed): Promise<void> {
  const folder = path.join(bed.folder, 'prefix/drive_c/Program Files/Microsoft Office/root/Office16');
  mkdirSync(folder, { recursive: true });
  cpSync(buildReplica(bed.folder), path.join(folder, 'MLCFG32.CPL'));
  writeFileSync(path.join(folder, 'OUTLOOK.EXE'), '');
  const doubled = OFFICE.replaceAll('\\', '\\\\');
  await bed.register(`[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration]
"InstallationPath"="C:\\\\Program Files\\\\Microsoft Office"
"Platform"="x64"
"VersionToReport"="16.0.16130.20000"
"ProductReleaseIds"="ProPlus2016Retail"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\16.0\\Outlook\\InstallRoot]
"Path"="${doubled}\\\\"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\16.0\\Outlook]
"Bitness"="x64"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\OUTLOOK.EXE]
@="${doubled}\\\\OUTLOOK.EXE"
"Path"="${doubled}\\\\"`);
}

const OUTLOOK = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook';
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\')}"`;

/** How the replica behaves from its next opening on. */
const replicaSettings = ({
  language = 'en',
  look = 0,
  trouble = '',
  at = '',
  redirect = '',
  autodiscover = 'imap',
  handsOver = true,
}: Replica): string =>
  `[-HKEY_CURRENT_USER\\Software\\MailrampReplica]

[HKEY_CURRENT_USER\\Software\\MailrampReplica]
"Language"="${language}"
"Look"=dword:0000000${look}
"Trouble"="${trouble}"
"At"="${at}"
"Redirect"="${redirect}"
"HandsOver"=dword:0000000${handsOver ? 1 : 0}
"ExpectServer"="${HOST}"
"Autodiscover"="${autodiscover}"`;

/** Switches the replica for the next opening; the profiles stay. */
export const setReplica = (bed: Bed, replica: Replica): Promise<void> => bed.register(replicaSettings(replica));

/** The computer of somebody without Outlook profiles, or with one that is the default. */
export const resetOutlook = (bed: Bed, replica: Replica): Promise<void> =>
  bed.register(`[-HKEY_CURRENT_USER\\Software\\Microsoft\\Office]

${replicaSettings(replica)}
${
  replica.former === undefined
    ? ''
    : `
[${OUTLOOK}]
"DefaultProfile"=${quoted(replica.former)}

[${OUTLOOK}\\Profiles\\${replica.former}\\9207f3e0a3b11019908b08002b2a56c2]`
}`);

/** What stands in the registry of Outlook. */
export interface OutlookState {
  profiles: string[];
  /** Profiles with at least one account. */
  withAccount: string[];
  default?: string;
  classicSwitch: boolean;
}

export async function outlookState(bed: Bed): Promise<OutlookState> {
  const text = await bed.query('HKCU\\Software\\Microsoft\\Office\\16.0\\Outlook');
  const namesAt = (pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((found) => (found[1] ?? '').trim()))];
  const chosen = /^\s+DefaultProfile\s+REG_SZ\s+(.*?)\s*$/m.exec(text)?.[1];
  return {
    profiles: namesAt(/\\Profiles\\([^\\\r\n]+)/g),
    withAccount: namesAt(/\\Profiles\\([^\\\r\n]+)\\9375CFF0413111d3B88A00104B2A6676\\0000000\d/g),
    ...(chosen === undefined ? {} : { default: chosen }),
    classicSwitch: text.includes('DisableOffice365SimplifiedAccountCreation'),
  };
}

const service = (protocol: string, port: number, more: object = {}): object => ({
  protocol,
  host: HOST,
  port,
  security: 'tls',
  username: ADDRESS,
  authentication: ['password-cleartext'],
  sources: [],
  trusted: true,
  reasons: ['own-domain-https'],
  confidence: 0.9,
  ...more,
});

/** What `discover --json` says about the lab's address, so that a set-up needs no network. */
export function settingsFile(bed: Bed, outlookGets: 'imap' | 'activesync' = 'imap'): string {
  const services = [
    service('imap', 993),
    service('pop3', 995),
    service('smtp', 465),
    service('activesync', 443, { url: `https://${HOST}/Microsoft-Server-ActiveSync` }),
  ];
  const view = { protocols: [], services: [], sources: [], notes: [] };
  const file = path.join(bed.folder, `settings-${outlookGets}.json`);
  const [incoming, , outgoing, activesync] = services;
  writeFileSync(
    file,
    JSON.stringify({
      address: ADDRESS,
      domain: 'example.test',
      domainUnicode: 'example.test',
      services,
      recommended: { incoming, outgoing, activesync, calendar: null, contacts: null },
      tried: [],
      conflicts: [],
      clients: { outlook: { ...view, protocols: [outlookGets] }, thunderbird: view, apple: view },
      pages: [],
    }),
  );
  return bed.windowsPath(file);
}

export const windowsNode = path.join(root, 'out/windows/node.exe');
export const product = path.join(root, 'out/windows/mailramp.js');
