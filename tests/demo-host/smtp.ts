import type { MailServices } from './imap/session.ts';
import type { Wire } from './wire.ts';

const WRONG = '535 5.7.8 Error: authentication failed: (reason unavailable)';
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
const base64 = (text: string | undefined): string => Buffer.from(text ?? '', 'base64').toString('latin1');

interface SmtpState {
  wire: Wire;
  /** Whose mail is taken only after a login: 465 and 587, not 25. */
  submission: boolean;
  person: string | undefined;
  sender: string | undefined;
  recipients: string[];
}

/** One SMTP conversation (RFC 5321, 6409, 4954, as Postfix speaks it). What is sent lands in the demo mailboxes only. */
export async function smtpSession(wire: Wire, services: MailServices, submission: boolean): Promise<void> {
  const state: SmtpState = { wire, submission, person: undefined, sender: undefined, recipients: [] };
  wire.send('220 mail.demo.test ESMTP Demo host');
  for (;;) {
    const line = await wire.line();
    if (line === undefined) return;
    const [name = '', ...words] = line.split(' ');
    switch (name.toUpperCase()) {
      case 'QUIT':
        wire.send('221 2.0.0 Bye');
        wire.end();
        return;
      case 'STARTTLS':
        if (wire.encrypted) wire.send('554 5.5.1 Error: TLS already active');
        else {
          wire.send('220 2.0.0 Ready to start TLS');
          await wire.secure(services.tls);
        }
        break;
      case 'EHLO':
      case 'HELO':
        wire.send(...hello(state, name.toUpperCase()));
        break;
      case 'AUTH':
        await authenticate(state, services, words);
        break;
      case 'DATA':
        await data(state, services);
        break;
      default:
        wire.send(envelope(state, services, name.toUpperCase(), line));
    }
  }
}

function hello({ wire, submission }: SmtpState, name: string): string[] {
  if (name === 'HELO') return ['250 mail.demo.test'];
  const security = wire.encrypted ? (submission ? ['250-AUTH PLAIN LOGIN'] : []) : ['250-STARTTLS'];
  return [
    '250-mail.demo.test',
    '250-PIPELINING',
    '250-SIZE 16777216',
    ...security,
    '250-ENHANCEDSTATUSCODES',
    '250-8BITMIME',
    '250 SMTPUTF8',
  ];
}

async function authenticate(state: SmtpState, { office }: MailServices, [mechanism = '', first]: string[]): Promise<void> {
  const { wire } = state;
  if (!wire.encrypted) {
    wire.send('530 5.7.0 Must issue a STARTTLS command first');
    return;
  }
  if (!state.submission) {
    wire.send('503 5.5.1 Error: authentication not enabled');
    return;
  }
  const ask = async (prompt: string): Promise<string> => {
    wire.send(`334 ${prompt}`);
    return base64(await wire.line());
  };
  let username = '';
  let password = '';
  if (mechanism.toUpperCase() === 'PLAIN') {
    [, username = '', password = ''] = (first === undefined ? await ask('') : base64(first)).split('\0');
  } else if (mechanism.toUpperCase() === 'LOGIN') {
    username = first === undefined ? await ask('VXNlcm5hbWU6') : base64(first);
    password = await ask('UGFzc3dvcmQ6');
  } else {
    wire.send('535 5.7.8 Error: authentication failed: Invalid authentication mechanism');
    return;
  }
  state.person = office.open('smtp', utf8(username), utf8(password))?.address;
  const refused = office.refusal === undefined ? WRONG : `535 5.7.8 ${office.refusal}`;
  wire.send(state.person === undefined ? refused : '235 2.7.0 Authentication successful');
}

const addressIn = (line: string): string => /<([^<>]*)>/.exec(line)?.[1] ?? '';

function envelope(state: SmtpState, { office }: MailServices, name: string, line: string): string {
  switch (name) {
    case 'MAIL':
      if (state.submission && !state.wire.encrypted) return '530 5.7.0 Must issue a STARTTLS command first';
      if (state.submission && state.person === undefined) return '554 5.7.1 Client host rejected: Access denied';
      if (state.submission && addressIn(line).toLowerCase() !== state.person) {
        return `553 5.7.1 <${addressIn(line)}>: Sender address rejected: not owned by user ${state.person ?? ''}`;
      }
      state.sender = addressIn(line);
      state.recipients = [];
      return '250 2.1.0 Ok';
    case 'RCPT':
      if (state.sender === undefined) return '503 5.5.1 Error: need MAIL command';
      if (!office.knows(addressIn(line))) return `550 5.1.1 <${addressIn(line)}>: no mail leaves this demo host`;
      state.recipients.push(addressIn(line));
      return '250 2.1.5 Ok';
    case 'RSET':
      state.sender = undefined;
      state.recipients = [];
      return '250 2.0.0 Ok';
    case 'NOOP':
      return '250 2.0.0 Ok';
    case 'VRFY':
      return '252 2.0.0 Send some mail';
    default:
      return '502 5.5.2 Error: command not recognized';
  }
}

async function data(state: SmtpState, { office }: MailServices): Promise<void> {
  const { wire } = state;
  if (state.recipients.length === 0) {
    wire.send('554 5.5.1 Error: no valid recipients');
    return;
  }
  wire.send('354 End data with <CR><LF>.<CR><LF>');
  const raw = await wire.block();
  if (raw === undefined) return;
  for (const recipient of state.recipients) office.deliver(recipient, raw);
  state.sender = undefined;
  state.recipients = [];
  wire.send('250 2.0.0 Ok: queued as DEMO');
}
