import dgram from 'node:dgram';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import packets, { type Answer, type DecodedPacket } from 'dns-packet';
import type { Identity } from './authority.ts';

export interface Listening {
  port: number;
  close(): Promise<void>;
}

const portOf = (address: AddressInfo | string | null): number => (typeof address === 'object' && address !== null ? address.port : 0);

/** A TCP or TLS server on 127.0.0.1 whose sockets all end with it. */
export async function listen(onSocket: (socket: net.Socket) => void, identity?: Identity, port = 0): Promise<Listening> {
  const sockets = new Set<net.Socket>();
  const accept = (socket: net.Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    onSocket(socket);
  };
  const server = identity === undefined ? net.createServer(accept) : tls.createServer(identity, accept);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Calls `onLine` for each line that arrives. */
export function lines(socket: net.Socket, onLine: (line: string) => void): void {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end).replace(/\r$/, '');
      text = text.slice(end + 1);
      onLine(line);
    }
  });
}

export interface NameServer extends Listening {
  address: string;
  /** Names and types asked so far, over UDP. */
  readonly asked: string[];
}

export type Reply = Partial<Omit<DecodedPacket, 'type'>> & { raw?: Buffer; silent?: boolean; rcode?: number };

/** The bytes of a reply to `query`. */
export function encodeReply(query: DecodedPacket, reply: Reply): Buffer {
  if (reply.raw !== undefined) return reply.raw;
  const { rcode = 0, flags = 0, answers = [], authorities = [], questions = query.questions ?? [], id = query.id ?? 0 } = reply;
  const recursion = packets.RECURSION_DESIRED | packets.RECURSION_AVAILABLE;
  return packets.encode({ type: 'response', id, flags: recursion | flags | rcode, questions, answers, authorities });
}

/** A name server on UDP (and TCP when `overTcp` is given) that says what the test wants. */
export async function nameServer(
  answer: (name: string, type: string, count: number, query: DecodedPacket) => Reply | Reply[],
  overTcp?: (query: DecodedPacket, socket: net.Socket) => Reply | undefined,
  host = '127.0.0.1',
): Promise<NameServer> {
  const asked: string[] = [];
  const udp = dgram.createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, host, resolve));
  const { port } = udp.address();
  udp.on('message', (bytes, from) => {
    const query = packets.decode(bytes);
    const { name = '', type = '' } = query.questions?.[0] ?? {};
    asked.push(`${name} ${type}`);
    for (const reply of [answer(name, type, asked.length, query)].flat()) {
      if (reply.silent !== true) udp.send(encodeReply(query, reply), from.port, from.address);
    }
  });
  const tcp =
    overTcp === undefined
      ? undefined
      : await listen(
          (socket) => {
            socket.on('data', (bytes) => {
              const query = packets.decode(bytes.subarray(2));
              const reply = overTcp(query, socket);
              if (reply === undefined) return;
              const body = encodeReply(query, reply);
              const length = Buffer.alloc(2);
              length.writeUInt16BE(body.length);
              socket.write(Buffer.concat([length, body]));
            });
          },
          undefined,
          port,
        );
  return {
    port,
    address: `${host}:${port}`,
    asked,
    close: async () => {
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      await tcp?.close();
    },
  };
}

export const a = (name: string, data: string, ttl = 60): Answer => ({ type: 'A', name, ttl, data });
export const cname = (name: string, data: string, ttl = 60): Answer => ({ type: 'CNAME', name, ttl, data });
export const soa = (name: string, minimum = 60): Answer => ({
  type: 'SOA',
  name,
  ttl: minimum,
  data: { mname: `ns.${name}`, rname: `admin.${name}`, serial: 1, refresh: 1, retry: 1, expire: 1, minimum },
});
