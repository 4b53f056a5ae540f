import { type Behaviours, USERS } from './domains.ts';
import { welcomeMessages, welcomeContact, welcomeEvent } from './welcome.ts';

export interface Message {
  uid: number;
  flags: Set<string>;
  received: Date;
  raw: Buffer;
}

export interface Folder {
  name: string;
  /** `\Sent` and its like (RFC 6154). */
  use: string | undefined;
  subscribed: boolean;
  uidValidity: number;
  uidNext: number;
  messages: Message[];
  /** Called after a message has arrived. */
  watchers: Set<() => void>;
}

/** One calendar or address book. */
export interface Collection {
  kind: 'calendar' | 'addressbook';
  name: string;
  /** Grows with every change; ctag and sync token are made of it. */
  version: number;
  items: Map<string, { data: string; version: number }>;
  removed: Map<string, number>;
}

export interface Mailbox {
  address: string;
  fullName: string;
  folders: Folder[];
  calendar: Collection;
  contacts: Collection;
}

const SPECIAL: readonly (readonly [string, string | undefined])[] = [
  ['INBOX', undefined],
  ['Drafts', '\\Drafts'],
  ['Sent', '\\Sent'],
  ['Junk', '\\Junk'],
  ['Trash', '\\Trash'],
];

export const newFolder = (name: string, use?: string): Folder => ({
  name,
  use,
  subscribed: true,
  uidValidity: 1_000 + SPECIAL.findIndex(([special]) => special === name),
  uidNext: 1,
  messages: [],
  watchers: new Set(),
});

export function addMessage(folder: Folder, raw: Buffer, flags: readonly string[] = [], received = new Date()): Message {
  const message = { uid: folder.uidNext, flags: new Set(flags), received, raw };
  folder.uidNext += 1;
  folder.messages.push(message);
  for (const watcher of folder.watchers) watcher();
  return message;
}

export function putItem(collection: Collection, name: string, data: string): void {
  collection.version += 1;
  collection.items.set(name, { data, version: collection.version });
  collection.removed.delete(name);
}

export function removeItem(collection: Collection, name: string): boolean {
  if (!collection.items.delete(name)) return false;
  collection.version += 1;
  collection.removed.set(name, collection.version);
  return true;
}

function newMailbox(address: string, fullName: string): Mailbox {
  const collection = (kind: Collection['kind'], name: string): Collection => ({
    kind,
    name,
    version: 1,
    items: new Map(),
    removed: new Map(),
  });
  const folders = SPECIAL.map(([name, use]) => newFolder(name, use));
  const mailbox = {
    address,
    fullName,
    folders,
    calendar: collection('calendar', 'Personal Calendar'),
    contacts: collection('addressbook', 'Personal Address Book'),
  };
  const [inbox] = folders;
  if (inbox !== undefined) for (const raw of welcomeMessages(address, fullName)) addMessage(inbox, raw);
  putItem(mailbox.calendar, 'welcome.ics', welcomeEvent());
  putItem(mailbox.contacts, 'welcome.vcf', welcomeContact(address));
  return mailbox;
}

/** All mailboxes of the demo world, and its one way to log in. */
export class PostOffice {
  readonly #mailboxes = new Map(USERS.map(({ address, fullName }) => [address, newMailbox(address, fullName)]));
  readonly #behaviours: Behaviours;
  readonly #log: (line: string) => void;

  constructor(behaviours: Behaviours, log: (line: string) => void) {
    this.#behaviours = behaviours;
    this.#log = log;
  }

  knows(address: string): boolean {
    return this.#mailboxes.has(address.toLowerCase());
  }

  /** The mailbox, or undefined for a wrong name or password. One line of the log either way, without the password. */
  open(service: string, username: string, password: string): Mailbox | undefined {
    const address = username.toLowerCase();
    const user = USERS.find((one) => one.address === address);
    const accepted = this.#behaviours.refusal === undefined && user?.password === password;
    this.#log(`${service} login ${user === undefined ? '(unknown user)' : address} ${accepted ? 'accepted' : 'refused'}`);
    return accepted ? this.#mailboxes.get(address) : undefined;
  }

  /** What a refused login is told instead of the usual words. */
  get refusal(): string | undefined {
    return this.#behaviours.refusal;
  }

  deliver(address: string, raw: Buffer): boolean {
    const inbox = this.#mailboxes.get(address.toLowerCase())?.folders[0];
    if (inbox !== undefined) addMessage(inbox, raw);
    return inbox !== undefined;
  }
}
