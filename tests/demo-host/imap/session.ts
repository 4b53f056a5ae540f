import type tls from 'node:tls';
import type { Folder, Mailbox, PostOffice } from '../world/mailboxes.ts';
import type { Wire } from '../wire.ts';
import { foldersCommand } from './folders.ts';
import { messagesCommand } from './messages.ts';
import { type Command, readCommand, wordAt } from './parse.ts';

const BEFORE = 'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+';
const AFTER = 'IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ NAMESPACE CHILDREN UIDPLUS UNSELECT SPECIAL-USE';
const PLAIN_REFUSED = 'NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.';
const WRONG = 'NO [AUTHENTICATIONFAILED] Authentication failed.';

export interface ImapState {
  wire: Wire;
  mailbox: Mailbox | undefined;
  selected: Folder | undefined;
  readOnly: boolean;
  /** Messages this client has been told of. */
  told: number;
}

export interface MailServices {
  office: PostOffice;
  tls: tls.TLSSocketOptions;
}

/** One IMAP conversation from greeting to end (RFC 9051, as Dovecot speaks it). */
export async function imapSession(wire: Wire, services: MailServices): Promise<void> {
  const state: ImapState = { wire, mailbox: undefined, selected: undefined, readOnly: false, told: 0 };
  wire.send(`* OK [CAPABILITY ${capabilities(state)}] Demo host ready.`);
  for (;;) {
    const command = await readCommand(wire);
    if (command === undefined) return;
    if (command.name === 'LOGOUT') {
      wire.send('* BYE Logging out', `${command.tag} OK Logout completed.`);
      wire.end();
      return;
    }
    const reply = await replyTo(state, services, command);
    announce(state);
    wire.send(`${command.tag} ${reply}`);
    if (command.name === 'STARTTLS' && reply.startsWith('OK')) await wire.secure(services.tls);
  }
}

function capabilities({ wire, mailbox }: ImapState): string {
  if (mailbox !== undefined) return AFTER;
  return wire.encrypted ? `${BEFORE} AUTH=PLAIN AUTH=LOGIN` : `${BEFORE} STARTTLS LOGINDISABLED`;
}

/** New messages are told before the answer to any command. */
function announce(state: ImapState): void {
  const { selected, wire, told } = state;
  if (selected === undefined || selected.messages.length === told) return;
  state.told = selected.messages.length;
  wire.send(`* ${selected.messages.length} EXISTS`);
}

async function replyTo(state: ImapState, services: MailServices, command: Command): Promise<string> {
  const { wire } = state;
  switch (command.name) {
    case 'CAPABILITY':
      wire.send(`* CAPABILITY ${capabilities(state)}`);
      return 'OK Capability completed.';
    case 'NOOP':
    case 'CHECK':
      return 'OK Completed.';
    case 'ID':
      wire.send('* ID ("name" "Demo host")');
      return 'OK ID completed.';
    case 'ENABLE':
      return 'OK Enabled.';
    case 'STARTTLS':
      return wire.encrypted ? 'BAD TLS is already active.' : 'OK Begin TLS negotiation now.';
    case 'LOGIN':
      return logIn(state, services.office, wordAt(command.tokens, 0), wordAt(command.tokens, 1));
    case 'AUTHENTICATE':
      return authenticate(state, services.office, command);
    case 'IDLE':
      return idle(state);
    default:
      if (state.mailbox === undefined) return 'BAD Log in first.';
      return foldersCommand(state, state.mailbox, command) ?? messagesCommand(state, state.mailbox, command) ?? 'BAD Unknown command.';
  }
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

function logIn(state: ImapState, office: PostOffice, username: string, password: string): string {
  if (!state.wire.encrypted) return PLAIN_REFUSED;
  state.mailbox = office.open('imap', utf8(username), utf8(password));
  if (state.mailbox === undefined) return office.refusal === undefined ? WRONG : `NO ${office.refusal}`;
  return `OK [CAPABILITY ${capabilities(state)}] Logged in`;
}

async function authenticate(state: ImapState, office: PostOffice, { tokens }: Command): Promise<string> {
  const { wire } = state;
  if (!wire.encrypted) return PLAIN_REFUSED;
  const ask = async (prompt: string): Promise<string> => {
    wire.send(`+ ${prompt}`);
    return Buffer.from((await wire.line()) ?? '', 'base64').toString('latin1');
  };
  const given = wordAt(tokens, 1);
  const first = given === '' ? undefined : Buffer.from(given, 'base64').toString('latin1');
  switch (wordAt(tokens, 0).toUpperCase()) {
    case 'PLAIN': {
      const [, username = '', password = ''] = (first ?? (await ask(''))).split('\0');
      return logIn(state, office, username, password);
    }
    case 'LOGIN': {
      const username = first ?? (await ask('VXNlcm5hbWU6'));
      return logIn(state, office, username, await ask('UGFzc3dvcmQ6'));
    }
    default:
      return 'NO [CANNOT] Unsupported authentication mechanism.';
  }
}

async function idle(state: ImapState): Promise<string> {
  const { wire, selected } = state;
  const watch = (): void => announce(state);
  wire.send('+ idling');
  selected?.watchers.add(watch);
  await wire.line();
  selected?.watchers.delete(watch);
  return 'OK Idle completed.';
}
