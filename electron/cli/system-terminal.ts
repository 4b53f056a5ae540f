import { StringDecoder } from 'node:string_decoder';
import type { Terminal, TypedLine } from './terminal.ts';

const ENTER = /[\r\n]/;
const GIVE_UP = '\u0003';
const END = '\u0004';
const ERASE = ['\u007f', '\b'];

/** The process's own terminal. A reader that went away (`mailramp … | head`) ends the output quietly. */
export function systemTerminal(): Terminal {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return {
    out,
    err: (text) => void process.stderr.write(text),
    interactive: process.stdin.isTTY,
    env: (name) => process.env[name],
    readLine,
    readHidden,
  };
}

/** Rejects when the bytes could not be kept, as on a full disk; a reader who has read enough is no failure. */
const out = (data: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(data, (error) => {
      if (error === null || error === undefined || ('code' in error && error.code === 'EPIPE')) resolve();
      else reject(error);
    }),
  );

/** Feeds standard input to `take` until it answers with something, the input ends or the signal fires. */
function listen(take: (bytes: Buffer) => TypedLine | undefined, atEnd: () => TypedLine, signal: AbortSignal): Promise<TypedLine> {
  const { stdin } = process;
  return new Promise((resolve) => {
    const done = (line: TypedLine): void => {
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd);
      signal.removeEventListener('abort', onAbort);
      stdin.pause();
      resolve(line);
    };
    const onData = (bytes: Buffer): void => {
      const line = take(bytes);
      if (line !== undefined) done(line);
    };
    const onEnd = (): void => done(atEnd());
    const onAbort = (): void => done({ kind: 'gave-up' });
    if (signal.aborted) {
      resolve({ kind: 'gave-up' });
      return;
    }
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd);
    signal.addEventListener('abort', onAbort, { once: true });
    stdin.resume();
  });
}

/** UTF-8; what PowerShell puts before and Windows behind a line goes. */
const lineOf = (bytes: Buffer): TypedLine => ({
  kind: 'line',
  text: bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r$/, ''),
});

function readLine(limit: number, signal: AbortSignal): Promise<TypedLine> {
  const read: Buffer[] = [];
  const take = (bytes: Buffer): TypedLine | undefined => {
    read.push(bytes);
    const all = Buffer.concat(read);
    const end = all.indexOf('\n');
    if ((end < 0 ? all.length : end) > limit) return { kind: 'too-long' };
    return end < 0 ? undefined : lineOf(all.subarray(0, end));
  };
  return listen(take, () => (read.length === 0 ? { kind: 'ended' } : lineOf(Buffer.concat(read))), signal);
}

async function readHidden(prompt: string, signal: AbortSignal): Promise<TypedLine> {
  const { stdin, stderr } = process;
  const decoder = new StringDecoder('utf8');
  let typed: string[] = [];
  const take = (bytes: Buffer): TypedLine | undefined => {
    for (const sign of decoder.write(bytes)) {
      if (ENTER.test(sign)) return { kind: 'line', text: typed.join('') };
      if (sign === GIVE_UP || sign === END) return { kind: 'gave-up' };
      typed = ERASE.includes(sign) ? typed.slice(0, -1) : [...typed, sign];
    }
    return undefined;
  };
  stderr.write(prompt);
  stdin.setRawMode(true);
  try {
    return await listen(take, () => ({ kind: 'gave-up' }), signal);
  } finally {
    stdin.setRawMode(false);
    stderr.write('\n');
  }
}
