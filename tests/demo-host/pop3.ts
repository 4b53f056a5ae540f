import type { MailServices } from './imap/session.ts';
import type { Wire } from './wire.ts';
import type { Mailbox, Message } from './world/mailboxes.ts';

const WRONG = '-ERR [AUTH] Authentication failed.';
const NEEDS_TLS = '-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.';
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

interface Pop3State {
  wire: Wire;
  username: string;
  /** Messages as they were at the login (RFC 1939 section 5); deleted ones are undefined. */
  drop: (Message | undefined)[];
  mailbox: Mailbox | undefined;
}

/** One POP3 conversation (RFC 1939, 2449, 2595, as Dovecot speaks it). */
export async function pop3Session(wire: Wire, services: MailServices): Promise<void> {
  const state: Pop3State = { wire, username: '', drop: [], mailbox: undefined };
  wire.send('+OK Demo host ready.');
  for (;;) {
    const line = await wire.line();
    if (line === undefined) return;
    const [name = '', ...words] = line.split(' ');
    switch (name.toUpperCase()) {
      case 'QUIT':
        leave(state);
        wire.send('+OK Logging out.');
        wire.end();
        return;
      case 'STLS':
        if (wire.encrypted) wire.send('-ERR TLS is already active.');
        else {
          wire.send('+OK Begin TLS negotiation now.');
          await wire.secure(services.tls);
        }
        break;
      case 'CAPA':
        wire.send('+OK', 'CAPA', 'TOP', 'UIDL', 'RESP-CODES', 'PIPELINING', 'AUTH-RESP-CODE');
        if (wire.encrypted) wire.send('USER', 'SASL PLAIN', '.');
        else wire.send('STLS', 'SASL', '.');
        break;
      case 'USER':
        state.username = words.join(' ');
        wire.send(wire.encrypted ? '+OK' : NEEDS_TLS);
        break;
      case 'PASS':
        wire.send(logIn(state, services, state.username, words.join(' ')));
        break;
      case 'AUTH':
        await authenticate(state, services, words);
        break;
      default:
        wire.send(...transaction(state, name.toUpperCase(), words.map(Number)));
    }
  }
}

function logIn(state: Pop3State, { office }: MailServices, username: string, password: string): string {
  if (!state.wire.encrypted) return NEEDS_TLS;
  state.mailbox = office.open('pop3', utf8(username), utf8(password));
  if (state.mailbox === undefined) return office.refusal === undefined ? WRONG : `-ERR ${office.refusal}`;
  state.drop = [...(state.mailbox.folders[0]?.messages ?? [])];
  return '+OK Logged in.';
}

async function authenticate(state: Pop3State, services: MailServices, [mechanism = '', first]: string[]): Promise<void> {
  const { wire } = state;
  if (mechanism.toUpperCase() !== 'PLAIN') {
    wire.send(mechanism === '' ? '+OK' : '-ERR Unsupported mechanism.', ...(mechanism === '' ? ['PLAIN', '.'] : []));
    return;
  }
  if (first === undefined) wire.send('+ ');
  const [, username = '', password = ''] = Buffer.from(first ?? (await wire.line()) ?? '', 'base64')
    .toString('latin1')
    .split('\0');
  wire.send(logIn(state, services, username, password));
}

/** Deleted messages go when the client says goodbye, not before (RFC 1939 section 6). */
function leave({ mailbox, drop }: Pop3State): void {
  const inbox = mailbox?.folders[0];
  if (inbox === undefined || mailbox === undefined) return;
  const last = Math.max(0, ...drop.map((message) => message?.uid ?? 0));
  inbox.messages = inbox.messages.filter((message) => drop.includes(message) || message.uid > last);
}

const stuffed = (text: string): string[] =>
  text
    .replace(/\r\n$/, '')
    .split('\r\n')
    .map((line) => line.replace(/^\./, '..'));

function transaction(state: Pop3State, name: string, [number = 0, count = 0]: number[]): string[] {
  const { drop, mailbox } = state;
  if (mailbox === undefined) return ['-ERR Log in first.'];
  const message = drop[number - 1];
  const sizes = drop.flatMap((one, index) => (one === undefined ? [] : [`${index + 1} ${one.raw.length}`]));
  const ids = drop.flatMap((one, index) => (one === undefined ? [] : [`${index + 1} ${one.uid.toString(16).padStart(8, '0')}`]));
  const listing = (lines: string[]): string[] => {
    if (number === 0) return ['+OK', ...lines, '.'];
    const line = lines.find((one) => one.startsWith(`${number} `));
    return [line === undefined ? "-ERR There's no such message." : `+OK ${line}`];
  };
  switch (name) {
    case 'STAT': {
      const present = drop.filter((one) => one !== undefined);
      return [`+OK ${present.length} ${present.reduce((sum, { raw }) => sum + raw.length, 0)}`];
    }
    case 'LIST':
      return listing(sizes);
    case 'UIDL':
      return listing(ids);
    case 'NOOP':
    case 'RSET':
      return ['+OK'];
    case 'RETR':
    case 'TOP': {
      if (message === undefined) return ["-ERR There's no such message."];
      const text = message.raw.toString('latin1');
      const end = text.indexOf('\r\n\r\n') + 4;
      const top = text.slice(0, end) + text.slice(end).split('\r\n').slice(0, count).join('\r\n');
      return [`+OK ${message.raw.length} octets`, ...stuffed(name === 'TOP' ? top : text), '.'];
    }
    case 'DELE':
      if (message === undefined) return ["-ERR There's no such message."];
      drop[number - 1] = undefined;
      return ['+OK Marked to be deleted.'];
    default:
      return ['-ERR Unknown command.'];
  }
}
