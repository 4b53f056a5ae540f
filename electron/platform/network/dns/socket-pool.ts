import { randomInt } from 'node:crypto';
import dgram from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { ServerAddress } from '../addresses.ts';
import { encodeQuestion, type Question, readReply, type Reply, replyId } from './packet.ts';

export type Failure = 'timed-out' | 'unreachable' | 'offline';
export type Settle = (result: Reply | Failure) => void;

interface Waiting {
  question: Question;
  settle: Settle;
}

interface PooledSocket {
  key: string;
  socket: dgram.Socket;
  waiting: Map<number, Waiting>;
  ready: boolean;
  closed: boolean;
  queued: Buffer[];
  asked: number;
  idle: NodeJS.Timeout;
}

const SOCKETS_PER_SERVER = 8;
/** After so many questions a socket gives way to one on another random port. */
const QUESTIONS_PER_SOCKET = 1_000;
const IDLE = 500;
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * A few connected UDP sockets per name server: the system drops datagrams from any other address and reports a
 * closed port at once. Ids and ports are random (RFC 5452 section 4).
 */
export class SocketPool {
  readonly #sockets = new Map<string, PooledSocket[]>();

  /** Sends one question; the returned function takes it back. `settle` is called at most once. */
  ask(server: ServerAddress, question: Question, edns: boolean, settle: Settle): () => void {
    const pooled = this.#take(server);
    let id = randomInt(0x10000);
    while (pooled.waiting.has(id)) id = randomInt(0x10000);
    if (pooled.waiting.size === 0) pooled.socket.ref();
    pooled.waiting.set(id, { question, settle });
    pooled.asked += 1;
    const packet = encodeQuestion(id, question, edns);
    if (pooled.ready) pooled.socket.send(packet);
    else pooled.queued.push(packet);
    return () => this.#forget(pooled, id);
  }

  #take(server: ServerAddress): PooledSocket {
    const key = `${server.address} ${server.port}`;
    const usable = (this.#sockets.get(key) ?? []).filter(({ asked }) => asked < QUESTIONS_PER_SOCKET);
    const chosen = usable.length < SOCKETS_PER_SERVER ? undefined : usable[randomInt(usable.length)];
    return chosen ?? this.#open(server, key);
  }

  #open(server: ServerAddress, key: string): PooledSocket {
    const socket = dgram.createSocket({ type: isIPv6(server.address) ? 'udp6' : 'udp4', recvBufferSize: 1 << 19 });
    const pooled: PooledSocket = {
      key,
      socket,
      waiting: new Map(),
      ready: false,
      closed: false,
      queued: [],
      asked: 0,
      idle: setInterval(() => {
        if (pooled.waiting.size === 0) this.#close(pooled);
      }, IDLE).unref(),
    };
    this.#sockets.set(key, [...(this.#sockets.get(key) ?? []), pooled]);
    socket.on('message', (bytes) => this.#receive(pooled, bytes));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const failure = NO_ROUTE.has(error.code ?? '') ? 'offline' : 'unreachable';
      const waiting = [...pooled.waiting.values()];
      this.#close(pooled);
      for (const { settle } of waiting) settle(failure);
    });
    socket.on('connect', () => {
      if (pooled.closed) return;
      pooled.ready = true;
      for (const packet of pooled.queued.splice(0)) socket.send(packet);
    });
    socket.connect(server.port, server.address);
    return pooled;
  }

  #receive(pooled: PooledSocket, bytes: Buffer): void {
    const id = replyId(bytes);
    const waiting = id === undefined ? undefined : pooled.waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    const reply = readReply(bytes, waiting.question);
    if (reply === 'not-ours') return;
    this.#forget(pooled, id);
    waiting.settle(reply);
  }

  #forget(pooled: PooledSocket, id: number): void {
    if (pooled.closed) return;
    pooled.waiting.delete(id);
    if (pooled.waiting.size > 0) return;
    if (pooled.asked >= QUESTIONS_PER_SOCKET) this.#close(pooled);
    else pooled.socket.unref();
  }

  #close(pooled: PooledSocket): void {
    clearInterval(pooled.idle);
    pooled.closed = true;
    pooled.waiting.clear();
    const left = (this.#sockets.get(pooled.key) ?? []).filter((other) => other !== pooled);
    if (left.length === 0) this.#sockets.delete(pooled.key);
    else this.#sockets.set(pooled.key, left);
    try {
      pooled.socket.close();
    } catch {
      // It closed itself after the error.
    }
  }
}
