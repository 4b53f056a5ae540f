import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { lines } from '../../unit/platform/network/servers.ts';
import type { Identity } from '../../unit/platform/network/authority.ts';
import { startLateListener } from './late-listener.ts';

type Protocol = 'smtp' | 'imap' | 'pop3' | 'sieve' | 'https';

/** One port of a mail host, and what is wrong with it. */
export interface PortWish {
  identity?: Identity;
  /** Nobody listens. */
  closed?: true;
  /** Encryption is not offered. */
  plain?: true;
  /** A login is offered before encryption. */
  login?: true;
  /** Hangs up when encryption begins. */
  hangsUp?: true;
  /** Has no certificate for names that begin so, and says so (RFC 6066 section 3). */
  turnsAway?: string;
  /** Takes nobody in the first two seconds. */
  late?: true;
  /** Options of its TLS: versions, ciphers. */
  tls?: tls.TlsOptions;
}

export interface HostWish {
  addresses: readonly string[];
  identity: Identity;
  /** What it shows over IPv6, where that is another machine. */
  over6?: Identity;
  /** Name that the SMTP server gives itself. */
  greeting: string;
  page: (host: string, path: string) => { code: number; type: string; body: string; location?: string } | undefined;
  ports?: Partial<Record<number, PortWish>>;
  /** For all ports alike. */
  everywhere?: PortWish;
}

const PORTS: Readonly<Record<number, { protocol: Protocol; starttls: boolean }>> = {
  25: { protocol: 'smtp', starttls: true },
  465: { protocol: 'smtp', starttls: false },
  587: { protocol: 'smtp', starttls: true },
  143: { protocol: 'imap', starttls: true },
  993: { protocol: 'imap', starttls: false },
  110: { protocol: 'pop3', starttls: true },
  995: { protocol: 'pop3', starttls: false },
  4190: { protocol: 'sieve', starttls: true },
  443: { protocol: 'https', starttls: false },
};

/** A mail host that opens every conversation as a real one does and logs nobody in. */
export async function startMailHost(wish: HostWish): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const servers = wish.addresses.flatMap((address) =>
    Object.entries(PORTS).flatMap(([number, { protocol, starttls }]) => {
      const port = Number(number);
      const own: PortWish = { ...wish.everywhere, ...wish.ports?.[port] };
      if (own.closed === true) return [];
      const shown = address.includes(':') ? { ...wish, identity: wish.over6 ?? wish.identity } : wish;
      const server = protocol === 'https' ? webServer(shown, own) : mailServer(shown, own, { protocol, starttls });
      server.on('connection', (socket: net.Socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => sockets.delete(socket));
      });
      return [{ server, address, port, late: own.late === true }];
    }),
  );
  const before = await Promise.all(
    servers.map(async ({ server, address, port, late }) => {
      await listening(server, late ? { port: 0, host: '127.0.0.1' } : { port, host: address });
      const at = server.address();
      return late && typeof at === 'object' && at !== null ? [await startLateListener(address, port, at.port)] : [];
    }),
  );
  return {
    stop: async () => {
      await Promise.all(before.flat().map((one) => one.stop()));
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

const listening = (server: net.Server, at: { port: number; host: string }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(at, resolve);
  });

const tlsOptions = (wish: HostWish, own: PortWish): tls.TlsOptions => ({ ...(own.identity ?? wish.identity), ...own.tls });

function webServer(wish: HostWish, own: PortWish): net.Server {
  const server = https.createServer(tlsOptions(wish, own), (request, response) => {
    request.resume();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const page = wish.page((request.headers.host ?? '').split(':', 1)[0] ?? '', path) ?? { code: 404, type: 'text/plain', body: '' };
    const { code, type, body, location } = page;
    response.writeHead(code, { 'content-type': type, ...(location === undefined ? {} : { location }) });
    response.end(body);
  });
  server.on('tlsClientError', () => undefined);
  return own.turnsAway === undefined ? server : doorkeeper(server, own.turnsAway);
}

/** A fatal alert of one record: unrecognized_name. */
const NOT_HERE = Buffer.from([21, 3, 3, 0, 2, 2, 112]);

/** The name that a browser wants stands unencrypted in its first words. */
const doorkeeper = (server: net.Server, name: string): net.Server =>
  net.createServer((socket) => {
    socket.once('data', (hello) => {
      if (hello.includes(name)) {
        socket.end(NOT_HERE);
        return;
      }
      socket.pause();
      socket.unshift(hello);
      server.emit('connection', socket);
    });
  });

function mailServer(wish: HostWish, own: PortWish, { protocol, starttls }: { protocol: Protocol; starttls: boolean }): net.Server {
  if (own.hangsUp === true) return net.createServer((socket) => socket.once('data', () => socket.destroy()));
  const options = tlsOptions(wish, own);
  const conversation = CONVERSATIONS[protocol](wish.greeting, own);
  if (!starttls) {
    const server = tls.createServer(options, (socket) => converse(socket, conversation, () => undefined));
    server.on('tlsClientError', () => undefined);
    return server;
  }
  const secureContext = tls.createSecureContext(options);
  return net.createServer((socket) =>
    converse(socket, conversation, () => {
      socket.removeAllListeners('data');
      const secured = new tls.TLSSocket(socket, { isServer: true, secureContext });
      secured.on('error', () => undefined);
      secured.on('secure', () =>
        converse(secured, { ...conversation, greeting: protocol === 'sieve' ? conversation.greeting : [] }, () => undefined),
      );
    }),
  );
}

interface Conversation {
  greeting: string[];
  /** Lines to say; `upgrade`: TLS begins behind them. */
  answer: (line: string) => { say: string[]; upgrade?: boolean; end?: boolean };
}

function converse(socket: net.Socket, { greeting, answer }: Conversation, upgrade: () => void): void {
  const say = (words: readonly string[]): void => {
    if (words.length > 0) socket.write(`${words.join('\r\n')}\r\n`);
  };
  socket.on('error', () => undefined);
  say(greeting);
  lines(socket, (line) => {
    const { say: words, upgrade: encrypt = false, end = false } = answer(line);
    say(words);
    if (encrypt) upgrade();
    if (end) socket.end();
  });
}

const CONVERSATIONS: Readonly<Record<Protocol, (greeting: string, own: PortWish) => Conversation>> = {
  smtp: (greeting, { plain, login }) => ({
    greeting: [`220 ${greeting} ESMTP`],
    answer: (line) => {
      if (/^EHLO/i.test(line)) {
        const offers = [...(plain ? [] : ['250-STARTTLS']), ...(login ? ['250-AUTH PLAIN LOGIN'] : [])];
        return { say: [`250-${greeting}`, ...offers, '250 8BITMIME'] };
      }
      if (/^STARTTLS/i.test(line)) return { say: ['220 go on'], upgrade: true };
      return /^QUIT/i.test(line) ? { say: ['221 bye'], end: true } : { say: ['500 what'] };
    },
  }),
  imap: (_greeting, { plain, login }) => ({
    greeting: ['* OK ready'],
    answer: (line) => {
      const [tag = '*', word = ''] = line.split(' ');
      const offers = ['IMAP4rev1', ...(plain ? [] : ['STARTTLS']), ...(login ? ['AUTH=PLAIN'] : ['LOGINDISABLED'])].join(' ');
      if (/^CAPABILITY/i.test(word)) return { say: [`* CAPABILITY ${offers}`, `${tag} OK done`] };
      if (/^STARTTLS/i.test(word)) return { say: [`${tag} OK go on`], upgrade: true };
      return { say: ['* BYE', `${tag} OK`], end: true };
    },
  }),
  pop3: (_greeting, { plain, login }) => ({
    greeting: ['+OK ready'],
    answer: (line) => {
      if (/^CAPA/i.test(line)) return { say: ['+OK', 'UIDL', ...(plain ? [] : ['STLS']), ...(login ? ['USER'] : []), '.'] };
      if (/^STLS/i.test(line)) return { say: ['+OK go on'], upgrade: true };
      return { say: ['+OK bye'], end: true };
    },
  }),
  sieve: (_greeting, { plain, login }) => ({
    greeting: [
      '"IMPLEMENTATION" "a server"',
      ...(plain ? [] : ['"STARTTLS"']),
      ...(login ? ['"SASL" "PLAIN"'] : ['"SASL" ""']),
      'OK "ready"',
    ],
    answer: (line) => (/^STARTTLS/i.test(line) ? { say: ['OK "go on"'], upgrade: true } : { say: ['OK "bye"'], end: true }),
  }),
  https: () => ({ greeting: [], answer: () => ({ say: [] }) }),
};
