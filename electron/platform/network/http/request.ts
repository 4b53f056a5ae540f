import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { CertificateFacts, HttpAnswer, HttpRequest } from '../../../core/world/network.ts';
import { watchCertificate } from '../certificate.ts';
import type { Connector } from '../connect.ts';
import { type Failed, failedAs, failedBy } from '../failure.ts';
import { type Limit, limitOf } from '../limit.ts';
import { readBody } from './body.ts';
import type { ProxyChoice } from './proxy.ts';
import { route, type Route } from './route.ts';

type OpenRoute = Extract<Route, { status: 'open' }>;

/** One request over one connection that is closed afterwards. See `Http.request` for the promises it keeps. */
export async function request(connect: Connector, choose: ProxyChoice, agent: string, wanted: HttpRequest): Promise<HttpAnswer> {
  const url = URL.canParse(wanted.url) ? new URL(wanted.url) : undefined;
  if (wanted.credentials !== undefined && url?.protocol !== 'https:') {
    throw new Error('Credentials go over https only.');
  }
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return failedAs('malformed', 'not an http address');
  const total = limitOf(wanted.limits.total, wanted.signal);
  try {
    return await withinTotal(connect, choose, agent, wanted, url, total);
  } finally {
    total.done();
  }
}

async function withinTotal(
  connect: Connector,
  choose: ProxyChoice,
  agent: string,
  wanted: HttpRequest,
  url: URL,
  total: Limit,
): Promise<HttpAnswer> {
  const connecting = limitOf(wanted.limits.connect, total.signal);
  try {
    const way = await route(url, connect, choose, connecting, wanted.addresses);
    if (way.status === 'failed') return total.signal.aborted ? failedAs(total.why()) : way;
    const exchange = await send(way, wanted, headersFor(wanted, url, agent), connecting, total);
    if (exchange.status === 'failed') return exchange;
    const { message } = exchange;
    const body = await readBody(message, wanted.limits.maxBytes, total.signal);
    way.release();
    if (total.signal.aborted) return failedAs(total.why());
    if (body.status === 'failed') return body;
    const { privateAddress } = way;
    return { status: 'answered', code: message.statusCode ?? 0, headers: headersOf(message), body: body.bytes, privateAddress };
  } finally {
    connecting.done();
  }
}

function headersFor(wanted: HttpRequest, url: URL, agent: string): Record<string, string> {
  const given = Object.fromEntries(Object.entries(wanted.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const length = wanted.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(wanted.body)) };
  const { credentials } = wanted;
  const pair = credentials === undefined ? undefined : `${credentials.username}:${credentials.password.reveal()}`;
  return {
    'user-agent': agent,
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    ...given,
    ...length,
    ...(pair === undefined ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
    host: url.host,
    connection: 'close',
  };
}

type Sent = { status: 'sent'; message: IncomingMessage } | Failed;

/** Sends, and waits for the answer's headers. */
function send(way: OpenRoute, wanted: HttpRequest, headers: Record<string, string>, connecting: Limit, total: Limit): Promise<Sent> {
  const sent = total.signal.aborted ? failedAs(total.why()) : started(way, wanted, headers);
  if ('status' in sent) {
    way.release();
    return Promise.resolve(sent);
  }
  return new Promise((resolve) => {
    let waiting: NodeJS.Timeout | undefined;
    let throughProxy = way.ready;
    let certificate: () => CertificateFacts | undefined = () => undefined;
    let over = false;
    const end = (result: Sent): void => {
      over = true;
      clearTimeout(waiting);
      total.signal.removeEventListener('abort', stop);
      connecting.signal.removeEventListener('abort', connectStop);
      if (result.status === 'failed') {
        sent.destroy();
        way.release();
      }
      resolve(result);
    };
    const stop = (): void => end(failedAs(total.why()));
    const connectStop = (): void => end(failedAs(total.signal.aborted ? total.why() : 'timed-out'));
    const awaitAnswer = (): void => {
      // The answer, or the caller's farewell, may come before everything was sent.
      if (over) return;
      connecting.signal.removeEventListener('abort', connectStop);
      waiting = setTimeout(() => end(failedAs('timed-out')), wanted.limits.firstByte);
    };
    total.signal.addEventListener('abort', stop, { once: true });
    if (!way.ready) connecting.signal.addEventListener('abort', connectStop, { once: true });
    sent.on('error', (error) => end(throughProxy ? failedBy(error, certificate()) : failedAs('proxy', error.message)));
    // Nobody asked for another protocol, and without a listener the request would never end.
    sent.on('upgrade', () => end(failedAs('malformed', 'HTTP 101')));
    sent.on('response', (message) => end({ status: 'sent', message }));
    sent.on('finish', awaitAnswer);
    watchProxy(sent, (code) => {
      throughProxy = true;
      if (code !== 200) end(failedAs('proxy', `CONNECT ${code}`));
    });
    sent.on('socket', (socket) => {
      socket.once('data', () => clearTimeout(waiting));
      if (socket instanceof TLSSocket) certificate = watchCertificate(socket);
    });
    sent.end(wanted.body);
  });
}

function started(way: OpenRoute, wanted: HttpRequest, headers: Record<string, string>): ClientRequest | Failed {
  try {
    return way.start({ ...way.options, method: wanted.method, headers: { ...headers, ...way.headers } });
  } catch (error) {
    return failedAs('malformed', error instanceof Error ? error.message : undefined);
  }
}

function watchProxy(sent: ClientRequest, answered: (code: number) => void): void {
  sent.on('proxyConnect', (answer: { statusCode: number }) => answered(answer.statusCode));
  // Its errors are those of the TLS connection inside, which are heard already.
  sent.on('proxy', ({ socket }: { socket: Socket }) => socket.on('error', () => undefined));
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = (message.rawHeaders[index] ?? '').toLowerCase();
    const value = message.rawHeaders[index + 1] ?? '';
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name] ?? ''}, ${value}` : value;
  }
  return headers;
}
