import { addMessage, type Folder, type Mailbox, newFolder } from '../world/mailboxes.ts';
import { type Command, quoted, type Token, wordAt, wordsAt } from './parse.ts';
import type { ImapState } from './session.ts';

const FLAGS = '\\Answered \\Flagged \\Deleted \\Seen \\Draft';
const MISSING = 'NO [NONEXISTENT] Mailbox does not exist.';

export const folderNamed = ({ folders }: Mailbox, name: string): Folder | undefined =>
  folders.find((folder) => folder.name === (name.toUpperCase() === 'INBOX' ? 'INBOX' : name));

/** Commands about folders; undefined for any other. */
export function foldersCommand(state: ImapState, mailbox: Mailbox, command: Command): string | undefined {
  const { wire } = state;
  const { name, tokens } = command;
  switch (name) {
    case 'NAMESPACE':
      wire.send('* NAMESPACE (("" "/")) NIL NIL');
      return 'OK Namespace completed.';
    case 'LIST':
    case 'LSUB':
    case 'XLIST':
      return list(state, mailbox, name, tokens);
    case 'STATUS':
      return status(state, mailbox, tokens);
    case 'SELECT':
    case 'EXAMINE':
      return select(state, mailbox, wordAt(tokens, 0), name === 'EXAMINE');
    case 'CREATE':
      if (folderNamed(mailbox, wordAt(tokens, 0)) !== undefined) return 'NO [ALREADYEXISTS] Mailbox already exists.';
      mailbox.folders.push(newFolder(wordAt(tokens, 0).replace(/\/$/, '')));
      return 'OK Create completed.';
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE': {
      const folder = folderNamed(mailbox, wordAt(tokens, 0));
      if (folder === undefined) return MISSING;
      folder.subscribed = name === 'SUBSCRIBE';
      return 'OK Completed.';
    }
    case 'APPEND':
      return append(mailbox, tokens);
    case 'CLOSE':
    case 'UNSELECT':
      if (state.selected !== undefined && name === 'CLOSE' && !state.readOnly) remove(state.selected);
      state.selected = undefined;
      return 'OK Closed.';
    default:
      return undefined;
  }
}

const remove = (folder: Folder): void => {
  folder.messages = folder.messages.filter(({ flags }) => !flags.has('\\Deleted'));
};

function list({ wire }: ImapState, mailbox: Mailbox, kind: string, tokens: Token[]): string {
  // RFC 5258: selection options may stand before the reference.
  const at = Array.isArray(tokens[0]) ? 1 : 0;
  const pattern = wordAt(tokens, at) + wordAt(tokens, at + 1);
  if (pattern === '') {
    wire.send(`* ${kind} (\\Noselect) "/" ""`);
    return `OK ${kind} completed.`;
  }
  const wild = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/%/g, '[^/]*');
  const matches = new RegExp(`^${wild}$`, 'i');
  const onlySubscribed = kind === 'LSUB' || (at === 1 && wordsAt(tokens, 0).some((word) => /^subscribed$/i.test(word)));
  for (const folder of mailbox.folders) {
    if (!matches.test(folder.name) || (onlySubscribed && !folder.subscribed)) continue;
    const attributes = ['\\HasNoChildren', folder.use, onlySubscribed && kind === 'LIST' ? '\\Subscribed' : undefined];
    wire.send(`* ${kind} (${attributes.filter((one) => one !== undefined).join(' ')}) "/" ${quoted(folder.name)}`);
  }
  return `OK ${kind} completed.`;
}

function status({ wire }: ImapState, mailbox: Mailbox, tokens: Token[]): string {
  const folder = folderNamed(mailbox, wordAt(tokens, 0));
  if (folder === undefined) return MISSING;
  const { messages, uidNext, uidValidity } = folder;
  const values: Readonly<Record<string, number>> = {
    MESSAGES: messages.length,
    RECENT: 0,
    UIDNEXT: uidNext,
    UIDVALIDITY: uidValidity,
    UNSEEN: messages.filter(({ flags }) => !flags.has('\\Seen')).length,
    SIZE: messages.reduce((sum, { raw }) => sum + raw.length, 0),
  };
  const told = wordsAt(tokens, 1).flatMap((item) =>
    values[item.toUpperCase()] === undefined ? [] : [`${item} ${values[item.toUpperCase()]}`],
  );
  wire.send(`* STATUS ${quoted(folder.name)} (${told.join(' ')})`);
  return 'OK Status completed.';
}

function select(state: ImapState, mailbox: Mailbox, name: string, readOnly: boolean): string {
  const folder = folderNamed(mailbox, name);
  state.selected = folder;
  if (folder === undefined) return MISSING;
  state.readOnly = readOnly;
  state.told = folder.messages.length;
  const unseen = folder.messages.findIndex(({ flags }) => !flags.has('\\Seen'));
  state.wire.send(
    `* FLAGS (${FLAGS})`,
    `* OK [PERMANENTFLAGS (${readOnly ? '' : `${FLAGS} \\*`})] Flags permitted.`,
    `* ${folder.messages.length} EXISTS`,
    '* 0 RECENT',
    ...(unseen < 0 ? [] : [`* OK [UNSEEN ${unseen + 1}] First unseen.`]),
    `* OK [UIDVALIDITY ${folder.uidValidity}] UIDs valid`,
    `* OK [UIDNEXT ${folder.uidNext}] Predicted next UID`,
  );
  return `OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] ${readOnly ? 'Examine' : 'Select'} completed.`;
}

function append(mailbox: Mailbox, tokens: Token[]): string {
  const folder = folderNamed(mailbox, wordAt(tokens, 0));
  if (folder === undefined) return 'NO [TRYCREATE] Mailbox does not exist.';
  const flags = tokens.find((token) => Array.isArray(token));
  const { uid } = addMessage(
    folder,
    Buffer.from(wordAt(tokens, tokens.length - 1), 'latin1'),
    flags === undefined ? [] : wordsAt([flags], 0),
  );
  return `OK [APPENDUID ${folder.uidValidity} ${uid}] Append completed.`;
}
