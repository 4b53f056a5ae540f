import { HttpsProxyAgent } from 'https-proxy-agent';
import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import { isPrivateAddress } from '../addresses.ts';
import type { Connector } from '../connect.ts';
import { type Failed, failedAs } from '../failure.ts';
import type { Limit } from '../limit.ts';
import { proxyAuthorization, type ProxyChoice } from './proxy.ts';

/** How one request travels: a ready socket, or a proxy's tunnel that opens with the request. */
export type Route =
  | {
      status: 'open';
      options: RequestOptions;
      /** For the proxy. */
      headers: Record<string, string>;
      start: typeof http.request;
      /** The socket is connected (and encrypted): the connect limit is kept already. */
      ready: boolean;
      privateAddress: boolean;
      release: () => void;
    }
  | Failed;

/** Through a proxy a name is looked up here only to keep private hosts off it; that must not cost long. */
const PRIVATE_CHECK = 1_000;

const PROXY_ATTEMPT = 1_000;

/** Chooses proxy or direct way and opens it. Plain http to a private address is refused before a byte is sent. */
export async function route(
  url: URL,
  connect: Connector,
  choose: ProxyChoice,
  limit: Limit,
  addresses?: readonly string[],
): Promise<Route> {
  const proxy = await choose(url);
  const toHost = addresses === undefined ? connect : connect.at(addresses);
  if (proxy !== undefined && !(await isPrivateHost(url.hostname, toHost))) {
    return url.protocol === 'https:' ? tunnel(url, proxy, connect) : viaProxy(url, proxy, connect, limit);
  }
  if (limit.signal.aborted) return failedAs(limit.why());
  return direct(url, toHost, limit);
}

async function isPrivateHost(host: string, connect: Connector): Promise<boolean> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PRIVATE_CHECK);
  const addresses = await connect.resolve(host, giveUp.signal);
  clearTimeout(timer);
  return typeof addresses !== 'string' && addresses.some(isPrivateAddress);
}

async function direct(url: URL, connect: Connector, limit: Limit): Promise<Route> {
  const secure = url.protocol === 'https:';
  const opened = await connect.open(url.hostname, portOf(url), limit);
  if (opened.status === 'failed') return opened;
  const { socket, privateAddress } = opened;
  if (!secure) {
    if (!privateAddress) return onSocket(socket, url, privateAddress);
    socket.destroy();
    return failedAs('private-address', socket.remoteAddress);
  }
  const secured = await connect.secure(socket, url.hostname, limit);
  return secured.status === 'failed' ? secured : onSocket(secured.socket, url, privateAddress);
}

const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

function onSocket(socket: net.Socket, url: URL, privateAddress: boolean): Route {
  return {
    status: 'open',
    options: { createConnection: () => socket, path: pathOf(url) },
    headers: {},
    start: http.request,
    ready: true,
    privateAddress,
    release: () => socket.destroy(),
  };
}

const pathOf = (url: URL): string => `${url.pathname}${url.search}`;

/** RFC 9112 section 3.2.2: plain http through a proxy asks for the whole address. */
async function viaProxy(url: URL, proxy: URL, connect: Connector, limit: Limit): Promise<Route> {
  const opened = await connect.open(proxy.hostname, portOf(proxy), limit);
  if (opened.status === 'failed') return proxyFailed(opened);
  const secured = proxy.protocol === 'https:' ? await connect.secure(opened.socket, proxy.hostname, limit) : opened;
  if (secured.status === 'failed') return proxyFailed(secured);
  const through = onSocket(secured.socket, url, false);
  if (through.status === 'failed') return through;
  const options = { ...through.options, path: `http://${url.host}${pathOf(url)}` };
  return { ...through, options, headers: proxyAuthorization(proxy) };
}

const proxyFailed = (failed: Failed): Failed =>
  failed.reason === 'cancelled' ? failed : { ...failed, reason: 'proxy', detail: failed.detail ?? failed.reason };

/** RFC 9110 section 9.3.6: CONNECT, then TLS with the host itself. */
function tunnel(url: URL, proxy: URL, connect: Connector): Route {
  const over = new AbortController();
  const agent = new HttpsProxyAgent(proxy, {
    lookup: connect.lookup,
    autoSelectFamily: true,
    // Node gives an address up for the next after so long, and does not come back to it.
    autoSelectFamilyAttemptTimeout: PROXY_ATTEMPT,
    // The agent keeps no hold of a connection that waits for the proxy's answer; this ends it.
    signal: over.signal,
    ...connect.tlsOptions(proxy.hostname),
  });
  return {
    status: 'open',
    options: { agent, port: portOf(url), path: pathOf(url), ...connect.tlsOptions(url.hostname) },
    headers: {},
    start: https.request,
    ready: false,
    privateAddress: false,
    release: () => over.abort(),
  };
}
