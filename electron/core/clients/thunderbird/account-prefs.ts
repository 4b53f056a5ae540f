import type { Account } from '../../model/account.ts';
import type { Service } from '../../model/service.ts';
import { singleLine } from '../../model/text.ts';
import { isGmail, knowsOAuth } from './oauth-hosts.ts';
import type { PrefValue } from './prefs.ts';
import { SOCKET } from './present.ts';

export type PrefEntry = readonly [name: string, value: PrefValue];

/** A service without protection must never get here: what is written is logged in to with a password. */
export type ProtectedService = Service & { security: 'tls' | 'starttls' };

export const isProtected = (service: Service | undefined): service is ProtectedService =>
  service !== undefined && service.security !== 'none';

export interface MailKeys {
  account: string;
  server: string;
  identity: string;
  smtp: string;
}

const NORMAL_PASSWORD = 3;
const OAUTH = 10;

/** The first way of the service's list that Thunderbird can go; OAuth only to hosts it knows. */
function authMethod({ authentication, host }: Service): number {
  const usable = authentication.find((way) => way === 'password-cleartext' || (way === 'oauth2' && knowsOAuth(host)));
  return usable === 'oauth2' ? OAUTH : NORMAL_PASSWORD;
}

/** A mail account with its identity, as Thunderbird's own Account Hub would leave it. Never a password. */
export function accountPrefs(account: Account, incoming: ProtectedService, keys: MailKeys): PrefEntry[] {
  const server = `mail.server.${keys.server}`;
  const identity = `mail.identity.${keys.identity}`;
  const fullName = singleLine(account.fullName);
  return [
    [`mail.account.${keys.account}.server`, keys.server],
    [`mail.account.${keys.account}.identities`, keys.identity],
    [`${server}.type`, incoming.protocol],
    [`${server}.hostname`, incoming.host],
    [`${server}.userName`, singleLine(incoming.username)],
    [`${server}.port`, incoming.port],
    [`${server}.socketType`, SOCKET[incoming.security]],
    [`${server}.authMethod`, authMethod(incoming)],
    [`${server}.name`, account.address],
    [`${server}.login_at_startup`, true],
    [`${server}.check_new_mail`, true],
    [`${server}.check_time`, 10],
    ...(incoming.protocol === 'pop3' ? keepOnServer(server) : []),
    ...(incoming.protocol === 'imap' && isGmail(incoming.host) ? [[`${server}.is_gmail`, true] as const] : []),
    ...(fullName === '' ? [] : [[`${identity}.fullName`, fullName] as const]),
    [`${identity}.useremail`, account.address],
    [`${identity}.valid`, true],
    [`${identity}.reply_on_top`, 1],
    [`${identity}.smtpServer`, keys.smtp],
  ];
}

/** Without these Thunderbird would delete the mail from the server after fetching it. */
const keepOnServer = (server: string): PrefEntry[] => [
  [`${server}.leave_on_server`, true],
  [`${server}.download_on_biff`, true],
  [`${server}.delete_by_age_from_server`, true],
  [`${server}.num_days_to_leave_on_server`, 14],
  [`${server}.delete_mail_left_on_server`, true],
];

export function outgoingPrefs(account: Account, outgoing: ProtectedService, key: string): PrefEntry[] {
  const server = `mail.smtpserver.${key}`;
  return [
    [`${server}.type`, 'smtp'],
    [`${server}.hostname`, outgoing.host],
    [`${server}.port`, outgoing.port],
    [`${server}.try_ssl`, SOCKET[outgoing.security]],
    [`${server}.authMethod`, authMethod(outgoing)],
    [`${server}.username`, singleLine(outgoing.username)],
    [`${server}.description`, singleLine(account.provider ?? '') || outgoing.host],
  ];
}
