import https from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { domainOf } from '../world/domains.ts';
import { activeSync } from './active-sync.ts';
import { dav } from './dav.ts';
import { page, type WebHost, type WebReply, type WebRequest } from './exchange.ts';
import { autoconfig, autodiscover, autodiscoverJson, mtaSts } from './settings.ts';

const LONGEST_BODY = 1024 * 1024;

/** Whatever a mailcow-like host answers on https, by path, for every domain of the demo world. */
export function webServer(options: https.ServerOptions, host: WebHost, log: (line: string) => void): https.Server {
  return https.createServer(options, (incoming, outgoing) => {
    void answer(host, incoming, log).then((reply) => send(host, incoming, outgoing, reply));
  });
}

async function answer(host: WebHost, incoming: IncomingMessage, log: (line: string) => void): Promise<{ reply: WebReply; slow: boolean }> {
  const { method = 'GET' } = incoming;
  const url = URL.parse(`https://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`);
  const domain = url === null ? undefined : domainOf(url.hostname);
  const body = await bodyOf(incoming);
  if (url === null || domain === undefined || body === undefined) return { reply: page(400, 'Bad request'), slow: false };
  const { reply, path } = route(host, { method, url, headers: incoming.headers, body, domain });
  log(`https ${method} ${url.hostname}${path} ${reply.status}`);
  return { reply, slow: domain.speed === 'slow' };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      if (!Buffer.isBuffer(chunk)) return undefined;
      size += chunk.length;
      if (size > LONGEST_BODY) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function route(host: WebHost, request: WebRequest): { reply: WebReply; path: string } {
  const path = request.url.pathname;
  const first = request.url.hostname.split('.')[0] ?? '';
  const reply = (): WebReply => {
    if (request.domain.mailHost === undefined) return page(404, 'Nothing here');
    if (path.toLowerCase() === '/mail/config-v1.1.xml' && first === 'autoconfig') return autoconfig(host, request);
    if (path === '/.well-known/autoconfig/mail/config-v1.1.xml' && request.url.hostname === request.domain.name)
      return autoconfig(host, request);
    if (/^\/autodiscover\/autodiscover\.xml$/i.test(path)) return autodiscover(host, request);
    if (/^\/autodiscover\/autodiscover\.json/i.test(path)) return autodiscoverJson(host, request);
    if (path === '/.well-known/mta-sts.txt' && first === 'mta-sts') return mtaSts(request);
    if (path.startsWith('/Microsoft-Server-ActiveSync')) return activeSync(host, request);
    if (path === '/.well-known/caldav' || path === '/.well-known/carddav') return { status: 301, headers: { location: '/SOGo/dav/' } };
    if (path.startsWith('/SOGo/dav')) return dav(host, request);
    if (path === '/' || path === '/SOGo/') return page(200, 'Demo host');
    return page(404, 'Not found');
  };
  return { reply: reply(), path };
}

function send(
  host: WebHost,
  { method }: IncomingMessage,
  outgoing: ServerResponse,
  { reply, slow }: { reply: WebReply; slow: boolean },
): void {
  const { status, headers = {}, body = '' } = reply;
  const finish = (): void => {
    const bytes = Buffer.from(body);
    outgoing.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': String(bytes.length) });
    outgoing.end(method === 'HEAD' ? undefined : bytes);
  };
  if (slow) setTimeout(finish, host.behaviours.slowMs);
  else finish();
}
