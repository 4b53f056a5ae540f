import type net from 'node:net';
import tls from 'node:tls';

const LONGEST_LINE = 64 * 1024;
const LONGEST_BLOCK = 16 * 1024 * 1024;

/** One conversation in lines: what a client says is read in order, and bytes are kept as they are (latin1). */
export class Wire {
  #socket: net.Socket;
  #buffer = Buffer.alloc(0);
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  get encrypted(): boolean {
    return this.#socket instanceof tls.TLSSocket;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The next line without its end; undefined when the client has gone or talks without end. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      if (end >= 0)
        return this.#take(end + 1)
          .toString('latin1')
          .replace(/\r?\n$/, '');
      if (this.#ended || this.#buffer.length > LONGEST_LINE) {
        this.end();
        return;
      }
      await this.#more();
    }
  }

  /** Exactly so many bytes, a literal of IMAP. */
  async bytes(count: number): Promise<Buffer | undefined> {
    if (count > LONGEST_BLOCK) {
      this.end();
      return;
    }
    while (this.#buffer.length < count) {
      if (this.#ended) return undefined;
      await this.#more();
    }
    return this.#take(count);
  }

  /** Lines up to the one that is a single dot, dots unstuffed (RFC 5321 section 4.5.2). */
  async block(): Promise<Buffer | undefined> {
    const lines: string[] = [];
    let size = 0;
    for (;;) {
      const line = await this.line();
      if (line === undefined || size > LONGEST_BLOCK) return undefined;
      if (line === '.') return Buffer.from(lines.map((one) => `${one}\r\n`).join(''), 'latin1');
      size += line.length;
      lines.push(line.replace(/^\./, ''));
    }
  }

  send(...lines: string[]): void {
    if (!this.#ended) this.#socket.write(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
  }

  end(): void {
    this.#ended = true;
    this.#socket.end();
  }

  /** STARTTLS: what was sent before the handshake is thrown away (CVE-2011-0411). Resolves once the handshake is over. */
  async secure(options: tls.TLSSocketOptions): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#buffer = Buffer.alloc(0);
    const secured = new tls.TLSSocket(plain, { ...options, isServer: true });
    this.#socket = secured;
    this.#listen(secured);
    await new Promise<void>((resolve) => {
      secured.once('secure', () => resolve());
      secured.once('close', () => resolve());
      plain.once('close', () => resolve());
    });
  }

  #listen(socket: net.Socket): void {
    const over = (): void => {
      if (socket !== this.#socket) return;
      this.#ended = true;
      this.#wake?.();
    };
    socket.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#wake?.();
    });
    socket.on('error', over);
    socket.on('end', over);
    socket.on('close', over);
  }

  #more(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #take(count: number): Buffer {
    const taken = this.#buffer.subarray(0, count);
    this.#buffer = this.#buffer.subarray(count);
    return taken;
  }
}
