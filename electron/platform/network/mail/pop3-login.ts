import Pop3 from 'node-pop3';
import type { Endpoint, LoginAnswer } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import { failureOf } from '../failure.ts';
import type { Limit } from '../limit.ts';
import { type Credentials, failed, refused, textOf } from './answers.ts';
import { Breakdown, converse, type Dialogue } from './dialogue.ts';
import { leave, open } from './greet.ts';

/** One POP3 login (RFC 1939 section 7), then QUIT: by node-pop3, which knows no STLS, so that is spoken here. */
export async function pop3Login(connect: Connector, endpoint: Endpoint, credentials: Credentials, limit: Limit): Promise<LoginAnswer> {
  if (endpoint.security === 'starttls') {
    return converse(connect, endpoint, limit, (dialogue) => overStls(dialogue, endpoint, credentials));
  }
  // node-pop3 connects to one address only: the one that answers.
  const opened = await connect.open(endpoint.host, endpoint.port, limit);
  if (opened.status === 'failed') return failed(opened.reason, credentials, opened.detail);
  const address = opened.socket.remoteAddress ?? endpoint.host;
  opened.socket.destroy();
  return overTls(connect, endpoint, credentials, address, limit);
}

async function overStls(dialogue: Dialogue, endpoint: Endpoint, credentials: Credentials): Promise<LoginAnswer> {
  await open(dialogue, endpoint);
  for (const command of [`USER ${credentials.username}`, `PASS ${credentials.password.reveal()}`]) {
    dialogue.write(command);
    const reply = await dialogue.line();
    if (/^-ERR/i.test(reply)) return refused(reply.slice(5), credentials, codeOf(reply));
    if (!/^\+OK/i.test(reply)) throw new Breakdown('malformed');
  }
  leave(dialogue, endpoint);
  return { status: 'accepted' };
}

/** RFC 2449 section 8: `[AUTH]`, `[IN-USE]`, `[SYS/TEMP]` … */
const codeOf = (reply: string): string => /\[([A-Z/-]+)\]/.exec(reply)?.[1] ?? '';

async function overTls(
  connect: Connector,
  endpoint: Endpoint,
  credentials: Credentials,
  address: string,
  limit: Limit,
): Promise<LoginAnswer> {
  const pop3 = new Pop3({
    user: credentials.username,
    password: credentials.password.reveal(),
    host: address,
    servername: endpoint.host,
    port: endpoint.port,
    tls: true,
    tlsOptions: connect.tlsOptions(endpoint.host),
  });
  let stop: () => void = () => undefined;
  // It reports a lost connection by events alone, and an error event that nobody hears ends the process.
  const broken = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Breakdown(limit.why()));
    pop3.on('error', reject);
    pop3.on('warn', reject);
    limit.signal.addEventListener('abort', stop, { once: true });
    if (limit.signal.aborted) stop();
  });
  let greeted = false;
  const session = async (): Promise<void> => {
    await pop3.connect();
    greeted = true;
    await pop3.command('USER', credentials.username);
    await pop3.command('PASS', credentials.password.reveal());
  };
  try {
    await Promise.race([session(), broken]);
    pop3._socket?.end('QUIT\r\n');
    return { status: 'accepted' };
  } catch (error) {
    return answerOf(error, greeted, credentials);
  } finally {
    limit.signal.removeEventListener('abort', stop);
    // It forgets the socket when the connection ends; then there is nothing to close.
    pop3._socket?.destroy();
  }
}

function answerOf(error: unknown, greeted: boolean, credentials: Credentials): LoginAnswer {
  if (error instanceof Breakdown) return failed(error.reason, credentials);
  const event = textOf(error, 'eventName');
  const words = textOf(error, 'message');
  if (event === 'close' || event === 'end') return failed('reset', credentials);
  if (event === 'bad-server-response') return failed('malformed', credentials);
  if (textOf(error, 'code') !== '') return failed(failureOf(error), credentials, words);
  return greeted ? refused(words, credentials, codeOf(words)) : failed('refused', credentials, words);
}
