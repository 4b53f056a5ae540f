import { ImapFlow } from 'imapflow';
import type { Endpoint, LoginAnswer } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import { failureOf } from '../failure.ts';
import type { Limit } from '../limit.ts';
import { type Credentials, failed, hasMark, refused, textOf } from './answers.ts';

const MOST_BYTES = 64 * 1024;

/** One IMAP login by imapflow, then LOGOUT. */
export async function imapLogin(
  connect: Connector,
  endpoint: Endpoint,
  credentials: Credentials,
  limit: Limit,
  timeout: number,
): Promise<LoginAnswer> {
  const secure = endpoint.security === 'tls';
  const client = new ImapFlow({
    host: endpoint.host,
    port: endpoint.port,
    secure,
    ...(secure ? {} : { doSTARTTLS: true }),
    auth: { user: credentials.username, pass: credentials.password.reveal() },
    tls: { ...connect.tlsOptions(endpoint.host), lookup: connect.lookup },
    verifyOnly: true,
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    // Otherwise the library introduces itself with its own maker's name.
    clientInfo: { name: 'Mailramp', version: '', vendor: '', 'support-url': '' },
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    maxLineLength: MOST_BYTES,
    maxLiteralSize: MOST_BYTES,
    maxResponseSize: 2 * MOST_BYTES,
  });
  // Errors after connect() has settled are nobody's any more; without a listener they would end the process.
  client.on('error', () => undefined);
  const stop = (): void => client.close();
  limit.signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    // A server that greets with PREAUTH was never asked for the password, so nothing is proven.
    const methods: unknown = Reflect.get(client, 'authCapabilities');
    const used = methods instanceof Map && [...methods.values()].includes(true);
    return used ? { status: 'accepted' } : failed('malformed', credentials, 'PREAUTH');
  } catch (error) {
    return limit.signal.aborted ? failed(limit.why(), credentials) : answerOf(error, credentials);
  } finally {
    limit.signal.removeEventListener('abort', stop);
    client.close();
  }
}

function answerOf(error: unknown, credentials: Credentials): LoginAnswer {
  const spoken = textOf(error, 'response').replace(/^\S+ (?:NO|BAD) /, '');
  const words = spoken || textOf(error, 'responseText') || textOf(error, 'reason') || textOf(error, 'message');
  if (hasMark(error, 'authenticationFailed')) {
    const code = textOf(error, 'serverResponseCode');
    const offered = words !== 'Login is disabled' && words !== 'No matching authentication method';
    const wireFailed = textOf(error, 'code') === 'NoConnection';
    if (wireFailed) return failed('reset', credentials, words);
    return offered ? refused(words, credentials, code) : failed('not-offered', credentials, words);
  }
  const code = textOf(error, 'code');
  if (textOf(error, 'message') === 'Server does not support STARTTLS') return failed('not-offered', credentials, 'no STARTTLS');
  if (code === 'CONNECT_TIMEOUT' || code === 'GREETING_TIMEOUT' || code === 'UPGRADE_TIMEOUT')
    return failed('timed-out', credentials, words);
  if (code === 'NoConnection' || code.startsWith('ClosedAfterConnect') || code === 'EConnectionClosed') {
    return failed('reset', credentials, words);
  }
  if (code === 'LineTooLarge' || code === 'LiteralTooLarge' || code === 'ResponseTooLarge') return failed('too-large', credentials, words);
  return failed(code === '' || code === 'STARTTLS_INJECTION' ? 'malformed' : failureOf(error), credentials, words);
}
