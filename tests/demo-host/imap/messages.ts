import { addMessage, type Folder, type Mailbox, type Message } from '../world/mailboxes.ts';
import { describe, fieldOf, split } from './describe.ts';
import { folderNamed } from './folders.ts';
import { type Command, inSet, type Token, wordAt, wordsAt } from './parse.ts';
import type { ImapState } from './session.ts';

/** Commands about the messages of the selected folder, with and without UID; undefined for any other. */
export function messagesCommand(state: ImapState, mailbox: Mailbox, command: Command): string | undefined {
  const byUid = command.name === 'UID';
  const name = byUid ? wordAt(command.tokens, 0).toUpperCase() : command.name;
  const tokens = byUid ? command.tokens.slice(1) : command.tokens;
  if (!['FETCH', 'STORE', 'COPY', 'MOVE', 'SEARCH', 'EXPUNGE'].includes(name)) return undefined;
  const { selected } = state;
  if (selected === undefined) return 'BAD No mailbox selected.';
  switch (name) {
    case 'FETCH':
      return fetch(state, selected, tokens, byUid);
    case 'STORE':
      return store(state, selected, tokens, byUid);
    case 'COPY':
    case 'MOVE':
      return copy(state, mailbox, selected, tokens, byUid, name === 'MOVE');
    case 'SEARCH':
      return search(state, selected, tokens, byUid);
    default:
      return expunge(state, selected, byUid ? wordAt(tokens, 0) : '1:*');
  }
}

interface Numbered {
  message: Message;
  /** Sequence number. */
  number: number;
}

function chosen(folder: Folder, set: string, byUid: boolean): Numbered[] {
  const { messages } = folder;
  const within = inSet(set, byUid ? (messages.at(-1)?.uid ?? 0) : messages.length);
  return messages
    .map((message, index) => ({ message, number: index + 1 }))
    .filter(({ message, number }) => within(byUid ? message.uid : number));
}

function fetch({ wire }: ImapState, folder: Folder, tokens: Token[], byUid: boolean): string {
  const items = wordsAt(tokens, 1);
  const all = byUid && !items.some((item) => /^uid$/i.test(item)) ? ['UID', ...items] : items;
  for (const { message, number } of chosen(folder, wordAt(tokens, 0), byUid)) wire.send(`* ${number} FETCH (${describe(message, all)})`);
  return 'OK Fetch completed.';
}

function store({ wire, readOnly }: ImapState, folder: Folder, tokens: Token[], byUid: boolean): string {
  if (readOnly) return 'NO [READ-ONLY] Mailbox is read-only.';
  const item = wordAt(tokens, 1).toUpperCase();
  const flags = tokens.slice(2).flatMap((_, index) => wordsAt(tokens, index + 2));
  for (const { message, number } of chosen(folder, wordAt(tokens, 0), byUid)) {
    if (item.startsWith('FLAGS')) message.flags.clear();
    for (const flag of flags) {
      if (item.startsWith('-')) message.flags.delete(flag);
      else message.flags.add(flag);
    }
    if (!item.endsWith('.SILENT')) wire.send(`* ${number} FETCH (${describe(message, byUid ? ['UID', 'FLAGS'] : ['FLAGS'])})`);
  }
  return 'OK Store completed.';
}

function copy(state: ImapState, mailbox: Mailbox, folder: Folder, tokens: Token[], byUid: boolean, move: boolean): string {
  const target = folderNamed(mailbox, wordAt(tokens, 1));
  if (target === undefined) return 'NO [TRYCREATE] Mailbox does not exist.';
  const found = chosen(folder, wordAt(tokens, 0), byUid);
  const made = found.map(({ message }) => addMessage(target, message.raw, [...message.flags], message.received));
  if (move) {
    for (const { message } of found) message.flags.add('\\Deleted');
    expunge(state, folder, found.map(({ message }) => message.uid).join(',') || '0');
  }
  const uids = (messages: Message[]): string => messages.map(({ uid }) => uid).join(',');
  const code = made.length === 0 ? '' : `[COPYUID ${target.uidValidity} ${uids(found.map(({ message }) => message))} ${uids(made)}] `;
  return `OK ${code}Copy completed.`;
}

function expunge(state: ImapState, folder: Folder, uids: string): string {
  if (state.readOnly) return 'NO [READ-ONLY] Mailbox is read-only.';
  const within = inSet(uids, folder.messages.at(-1)?.uid ?? 0);
  for (let index = folder.messages.length - 1; index >= 0; index -= 1) {
    const message = folder.messages[index];
    if (message?.flags.has('\\Deleted') !== true || !within(message.uid)) continue;
    folder.messages.splice(index, 1);
    state.wire.send(`* ${index + 1} EXPUNGE`);
  }
  state.told = folder.messages.length;
  return 'OK Expunge completed.';
}

const FLAG_KEYS: Readonly<Record<string, string>> = {
  SEEN: '\\Seen',
  DELETED: '\\Deleted',
  FLAGGED: '\\Flagged',
  ANSWERED: '\\Answered',
  DRAFT: '\\Draft',
};

/** Keys are joined by "and"; those this host does not know are true. */
function search({ wire }: ImapState, folder: Folder, tokens: Token[], byUid: boolean): string {
  const words = tokens.flat(8).filter((token): token is string => typeof token === 'string');
  const tests: ((one: Numbered) => boolean)[] = [];
  const contains =
    (field: string, text: string) =>
    (one: Numbered): boolean =>
      (fieldOf(split(one.message.raw).header, field) ?? '').toLowerCase().includes(text.toLowerCase());
  for (let index = 0; index < words.length; index += 1) {
    const word = (words[index] ?? '').toUpperCase();
    const next = words[index + 1] ?? '';
    const flag = FLAG_KEYS[word.replace(/^UN/, '')];
    if (flag !== undefined) tests.push(({ message }) => message.flags.has(flag) !== word.startsWith('UN'));
    else if (word === 'UID') {
      const within = inSet(next, folder.messages.at(-1)?.uid ?? 0);
      tests.push(({ message }) => within(message.uid));
      index += 1;
    } else if (word === 'SUBJECT' || word === 'FROM' || word === 'TO') {
      tests.push(contains(word, next));
      index += 1;
    } else if (word === 'HEADER') {
      tests.push(contains(next, words[index + 2] ?? ''));
      index += 2;
    } else if (/^[\d*][\d:,*]*$/.test(word)) {
      const within = inSet(word, folder.messages.length);
      tests.push(({ number }) => within(number));
    }
  }
  const found = chosen(folder, '1:*', false).filter((one) => tests.every((test) => test(one)));
  wire.send(`* SEARCH${found.map(({ message, number }) => ` ${byUid ? message.uid : number}`).join('')}`);
  return 'OK Search completed.';
}
