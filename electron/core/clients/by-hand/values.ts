import type { Account } from '../../model/account.ts';
import { securityName } from '../../model/document.ts';
import type { Service } from '../../model/service.ts';
import { singleLine } from '../../model/text.ts';

export const VALUE_GROUPS = ['incoming', 'outgoing', 'activesync', 'calendar', 'contacts'] as const;
export type ValueGroup = (typeof VALUE_GROUPS)[number];

export const VALUE_NAMES = ['type', 'host', 'port', 'security', 'url', 'username'] as const;
export type ValueName = (typeof VALUE_NAMES)[number];

/** One thing to type. `name` is a code; `value` reads the same in every language. */
export interface ValueByHand {
  group: ValueGroup;
  name: ValueName;
  value: string;
}

const TYPES = {
  imap: 'IMAP',
  pop3: 'POP3',
  smtp: 'SMTP',
  activesync: 'Exchange ActiveSync',
  caldav: 'CalDAV',
  carddav: 'CardDAV',
} as const;
const USUAL_PORT = 443;

const mailServer = (group: ValueGroup, type: string, service: Service): ValueByHand[] => [
  { group, name: 'type', value: type },
  { group, name: 'host', value: service.host },
  { group, name: 'port', value: String(service.port) },
  { group, name: 'security', value: securityName(service) },
  { group, name: 'username', value: singleLine(service.username) },
];

const phoneServer = (service: Service): ValueByHand[] => [
  { group: 'activesync', name: 'type', value: TYPES.activesync },
  { group: 'activesync', name: 'host', value: service.host },
  ...(service.port === USUAL_PORT ? [] : [{ group: 'activesync' as const, name: 'port' as const, value: String(service.port) }]),
  { group: 'activesync', name: 'username', value: singleLine(service.username) },
];

const davServer = (group: ValueGroup, type: string, service: Service): ValueByHand[] => [
  { group, name: 'type', value: type },
  { group, name: 'url', value: service.url ?? `https://${service.host}${service.port === USUAL_PORT ? '' : `:${service.port}`}/` },
  { group, name: 'username', value: singleLine(service.username) },
];

/** What a person types into a program Mailramp does not know, in the order in which programs ask. Never a password. */
export function valuesByHand(account: Account): ValueByHand[] {
  const { incoming, outgoing, activesync, caldav, carddav } = account;
  const type = incoming?.protocol === 'pop3' ? TYPES.pop3 : TYPES.imap;
  return [
    ...(incoming === undefined ? [] : mailServer('incoming', type, incoming)),
    ...(outgoing === undefined ? [] : mailServer('outgoing', TYPES.smtp, outgoing)),
    ...(activesync === undefined ? [] : phoneServer(activesync)),
    ...(caldav === undefined ? [] : davServer('calendar', TYPES.caldav, caldav)),
    ...(carddav === undefined ? [] : davServer('contacts', TYPES.carddav, carddav)),
  ];
}
