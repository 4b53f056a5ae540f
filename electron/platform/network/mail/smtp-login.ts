import nodemailer from 'nodemailer';
import type { Endpoint, LoginAnswer } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import { failureOf } from '../failure.ts';
import type { Limit } from '../limit.ts';
import { type Credentials, failed, refused, textOf } from './answers.ts';
import { EHLO_NAME } from './greet.ts';

/** One SMTP login by nodemailer on a connection of ours, then QUIT. */
export async function smtpLogin(
  connect: Connector,
  endpoint: Endpoint,
  credentials: Credentials,
  limit: Limit,
  timeout: number,
): Promise<LoginAnswer> {
  const opened = await connect.open(endpoint.host, endpoint.port, limit);
  if (opened.status === 'failed') return failed(opened.reason, credentials, opened.detail);
  const { socket } = opened;
  const secure = endpoint.security === 'tls';
  const transport = nodemailer.createTransport({
    host: endpoint.host,
    port: endpoint.port,
    secure,
    requireTLS: !secure,
    tls: connect.tlsOptions(endpoint.host),
    auth: { user: credentials.username, pass: credentials.password.reveal() },
    // Without it a server that offers no AUTH would count as a success, whatever the password.
    forceAuth: true,
    name: EHLO_NAME,
    logger: false,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    getSocket: (_options: unknown, done: (error: Error | null, options: { connection: typeof socket }) => void) =>
      done(null, { connection: socket }),
  });
  const stopped = new Promise<'stopped'>((resolve) => {
    const stop = (): void => resolve('stopped');
    limit.signal.addEventListener('abort', stop, { once: true });
    if (limit.signal.aborted) stop();
  });
  try {
    const ended = await Promise.race([transport.verify(), stopped]);
    return ended === 'stopped' ? failed(limit.why(), credentials) : { status: 'accepted' };
  } catch (error) {
    return answerOf(error, credentials);
  } finally {
    transport.close();
    socket.destroy();
  }
}

function answerOf(error: unknown, credentials: Credentials): LoginAnswer {
  const response = textOf(error, 'response');
  const words = response || textOf(error, 'message');
  const code = textOf(error, 'code');
  const command = textOf(error, 'command');
  if (command.startsWith('AUTH') || code === 'EAUTH') {
    const status = /^(\d{3})(?: (\d\.\d\.\d+))?/.exec(response);
    // 502, 503 and 504 say that there is no such login here, not that the password is wrong (RFC 4954 section 4).
    const none = code === 'ENOAUTH' || /^50[0-4]/.test(response) || /^(530|538)/.test(response);
    if (none) return failed('not-offered', credentials, words);
    if (response !== '') return refused(words, credentials, [status?.[1], status?.[2]].filter(Boolean).join(' '));
  }
  // A reply at this point is the server's refusal to encrypt.
  if (code === 'ETLS' && (response !== '' || /STARTTLS/i.test(words))) return failed('not-offered', credentials, words);
  if (code === 'ETIMEDOUT') return failed('timed-out', credentials, words);
  if (response !== '') return failed('refused', credentials, words);
  if (/connection closed|unexpected socket close/i.test(words)) return failed('reset', credentials, words);
  if (code === 'EPROTOCOL') return failed('malformed', credentials, words);
  return failed(failureOf(error), credentials, words);
}
