import { randomInt } from 'node:crypto';
import net from 'node:net';
import type { ServerAddress } from '../addresses.ts';
import { emptyReply, encodeQuestion, type Question, readReply, type Reply, replyId } from './packet.ts';
import type { Failure } from './socket-pool.ts';

/**
 * One question over its own TCP connection (RFC 7766), for replies that did not fit a datagram.
 * The returned function closes the connection; `settle` is called at most once.
 */
export function askOverTcp(
  server: ServerAddress,
  question: Question,
  edns: boolean,
  timeout: number,
  settle: (result: Reply | Failure) => void,
): () => void {
  const id = randomInt(0x10000);
  const packet = encodeQuestion(id, question, edns);
  const socket = net.connect({ host: server.address, port: server.port });
  const chunks: Buffer[] = [];
  let size = 0;
  let over = false;
  const end = (result?: Reply | Failure): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.destroy();
    if (result !== undefined) settle(result);
  };
  const timer = setTimeout(() => end('timed-out'), timeout);
  socket.on('connect', () => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(packet.length);
    socket.write(Buffer.concat([length, packet]));
  });
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    const first = chunks[0];
    if (first === undefined || size < 2) return;
    const received = first.length >= 2 && size < 2 + first.readUInt16BE(0) ? undefined : Buffer.concat(chunks);
    if (received === undefined || received.length < 2 + received.readUInt16BE(0)) return;
    const bytes = received.subarray(2, 2 + received.readUInt16BE(0));
    const reply = replyId(bytes) === id ? readReply(bytes, question) : 'not-ours';
    if (reply === 'not-ours' || reply.truncated) end(emptyReply('malformed'));
    else end(reply);
  });
  socket.on('error', () => end('unreachable'));
  socket.on('close', () => end('unreachable'));
  return () => end();
}
