import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { type Failed, failedAs, failureOf } from '../failure.ts';

export type Body = { status: 'read'; bytes: Uint8Array } | Failed;

// Scripts that mean the character set write it here, and browsers read on.
const NO_CODING = /^(?:|identity|none|binary|7bit|8bit|(?:us-)?ascii|utf-?8|iso-8859-\d{1,2}|windows-125\d)$/;

/**
 * Reads a body, decoding gzip, deflate (with and without its zlib wrapper) and br on the way (RFC 9110 section 8.4).
 * Stops at `maxBytes` decoded bytes, so a bomb costs no more than that.
 */
export function readBody(message: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Body> {
  const named = (message.headers['content-encoding'] ?? '').trim().toLowerCase();
  const encoding = NO_CODING.test(named) ? 'identity' : named;
  const announced = Number(message.headers['content-length']);
  if (encoding === 'identity' && announced > maxBytes) return Promise.resolve(failedAs('too-large'));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let decoded: Readable | undefined;
    const end = (body: Body): void => {
      signal.removeEventListener('abort', stop);
      // Before the stream is torn down: that makes it report itself as aborted.
      resolve(body);
      decoded?.destroy();
      message.destroy();
    };
    const stop = (): void => end(failedAs('timed-out'));
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) end(failedAs('too-large'));
      else chunks.push(chunk);
    };
    const finish = (): void => end(message.complete ? { status: 'read', bytes: bytesOf(chunks) } : failedAs('reset'));
    const fail = (error: Error): void => end(failedAs(failureOf(error), error.message));
    signal.addEventListener('abort', stop, { once: true });
    message.on('error', fail);
    message.on('aborted', () => end(failedAs('reset')));
    if (signal.aborted) {
      stop();
      return;
    }
    if (encoding === 'identity') {
      message.on('data', take).on('end', finish);
      return;
    }
    const first = (chunk: Buffer): void => {
      decoded = decoder(encoding, chunk);
      if (decoded === undefined) end(failedAs('malformed', `content-encoding: ${encoding.slice(0, 40)}`));
      else decoded.on('data', take).on('end', finish).on('error', fail);
    };
    feed(message, first, () => decoded, finish);
  });
}

/** Passes the chunks on to a decoder that is chosen by the first of them; an empty body needs none. */
function feed(message: IncomingMessage, choose: (first: Buffer) => void, decoder: () => Readable | undefined, finish: () => void): void {
  message.on('data', (chunk: Buffer) => {
    if (decoder() === undefined) choose(chunk);
    const target = decoder();
    if (!isWritable(target) || target.write(chunk)) return;
    message.pause();
    target.once('drain', () => message.resume());
  });
  message.on('end', () => {
    const target = decoder();
    if (isWritable(target)) target.end();
    else finish();
  });
}

const isWritable = (stream: Readable | undefined): stream is Readable & NodeJS.WritableStream => stream !== undefined && 'write' in stream;

function decoder(encoding: string, first: Buffer): Readable | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return zlib.createGunzip();
  if (encoding === 'br') return zlib.createBrotliDecompress();
  if (encoding !== 'deflate') return undefined;
  // RFC 9110 section 8.4.1.2: some send the bare format; only the wrapped one starts with method 8.
  return ((first[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
}

// A copy of exactly these bytes: small Buffers are windows into a shared pool that must not leave with them.
const bytesOf = (chunks: Buffer[]): Uint8Array => Uint8Array.from(Buffer.concat(chunks));
