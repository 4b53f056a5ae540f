import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Bed, buildReplica, root } from './bed.ts';

export const HOST = 'mail.example.test';
export const ADDRESS = 'alice@example.test';
const OFFICE = 'C:\\Program Files\\Microsoft Office\\root\\Office16';

export interface Replica {
  language?: 'en' | 'de' | 'xx';
  look?: 0 | 1;
  trouble?: string;
  at?: string;
  autodiscover?: 'activesync' | 'imap' | 'nothing';
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

/** Switches the replica for the next opening; what an earlier test left is gone. */
export async function setReplica(
  bed: Bed,
  { language = 'en', look = 0, trouble = '', at = '', autodiscover = 'imap' }: Replica,
): Promise<void> {
  await bed.remove('HKCU\\Software\\MailrampReplica');
  await bed.register(`[HKEY_CURRENT_USER\\Software\\MailrampReplica]
"Language"="${language}"
"Look"=dword:0000000${look}
"Trouble"="${trouble}"
"At"="${at}"
"ExpectServer"="${HOST}"
"Autodiscover"="${autodiscover}"`);
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
