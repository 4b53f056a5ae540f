import dgram from 'node:dgram';
import net from 'node:net';
import packets, { type Answer, type DecodedPacket } from 'dns-packet';
import { isName, type Records, soaOf, zoneFor } from './world/zones.ts';

const NXDOMAIN = 3;
const REFUSED = 5;
const FORMERR = 1;
const LONGEST_DATAGRAM = 1_232;
const TRIES = 20;

interface Reply {
  rcode: number;
  answers: Answer[];
  authorities: Answer[];
}

/** RFC 1034 section 4.3.2 for our zones alone: CNAMEs followed, proven absence with the SOA (RFC 2308), the rest refused. */
export function lookUp(records: Records, asked: string, type: string): Reply {
  const answers: Answer[] = [];
  let name = asked.toLowerCase();
  for (let hops = 0; hops < 8; hops += 1) {
    const zone = zoneFor(name);
    if (zone === undefined) return { rcode: answers.length > 0 ? 0 : REFUSED, answers, authorities: [] };
    const here = records.get(name) ?? [];
    const matching = here.filter((record) => record.type === type || type === 'ANY');
    if (matching.length > 0) return { rcode: 0, answers: [...answers, ...matching], authorities: [] };
    const alias = here.find((record) => record.type === 'CNAME');
    if (alias?.type !== 'CNAME') return { rcode: isName(records, name) ? 0 : NXDOMAIN, answers, authorities: [soaOf(zone)] };
    answers.push(alias);
    name = alias.data.toLowerCase();
  }
  return { rcode: 0, answers, authorities: [] };
}

export interface NameServer {
  port: number;
  close(): Promise<void>;
}

/** A name server on UDP and TCP of one free port. */
export async function nameServer(address: string, records: () => Records, log: (line: string) => void): Promise<NameServer> {
  const answer = (bytes: Buffer): Buffer | undefined => {
    const query = decoded(bytes);
    if (query === undefined) return undefined;
    const question = query.questions?.[0];
    const { rcode, answers, authorities } =
      question === undefined
        ? { rcode: FORMERR, answers: [], authorities: [] }
        : lookUp(records(), question.name.replace(/\.$/, ''), question.type);
    if (question !== undefined) log(`dns ${question.type} ${question.name}`);
    return packets.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: packets.AUTHORITATIVE_ANSWER | packets.RECURSION_DESIRED | packets.RECURSION_AVAILABLE | rcode,
      questions: query.questions ?? [],
      answers,
      authorities,
    });
  };
  const tcp = overTcp(answer);
  const { udp, port } = await bind(address, tcp.server);
  udp.on('message', (bytes, from) => {
    const reply = answer(bytes);
    if (reply !== undefined) udp.send(fitted(reply), from.port, from.address);
  });
  udp.on('error', () => undefined);
  return {
    port,
    close: async () => {
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      await tcp.close();
    },
  };
}

function decoded(bytes: Buffer): DecodedPacket | undefined {
  try {
    const packet = packets.decode(bytes);
    return packet.type === 'query' ? packet : undefined;
  } catch {
    return undefined;
  }
}

/** What does not fit into a datagram comes as a truncated answer, so that the client asks again over TCP. */
function fitted(reply: Buffer): Buffer {
  if (reply.length <= LONGEST_DATAGRAM) return reply;
  const { id = 0, flags = 0, questions = [] } = packets.decode(reply);
  return packets.encode({ type: 'response', id, flags: flags | packets.TRUNCATED_RESPONSE, questions });
}

function overTcp(answer: (bytes: Buffer) => Buffer | undefined): { server: net.Server; close(): Promise<void> } {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      while (buffer.length >= 2 && buffer.length >= 2 + buffer.readUInt16BE(0)) {
        const length = buffer.readUInt16BE(0);
        const reply = answer(buffer.subarray(2, 2 + length));
        buffer = buffer.subarray(2 + length);
        if (reply === undefined) continue;
        const prefix = Buffer.alloc(2);
        prefix.writeUInt16BE(reply.length);
        socket.write(Buffer.concat([prefix, reply]));
      }
    });
  });
  return {
    server,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The same free port for both transports. */
async function bind(address: string, tcp: net.Server): Promise<{ udp: dgram.Socket; port: number }> {
  for (let attempt = 0; ; attempt += 1) {
    const udp = dgram.createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      udp.once('error', reject);
      udp.bind(0, address, resolve);
    });
    const { port } = udp.address();
    try {
      await new Promise<void>((resolve, reject) => {
        tcp.once('error', reject);
        tcp.listen(port, address, () => {
          tcp.off('error', reject);
          resolve();
        });
      });
      return { udp, port };
    } catch (error) {
      udp.close();
      if (attempt >= TRIES) throw error;
    }
  }
}
