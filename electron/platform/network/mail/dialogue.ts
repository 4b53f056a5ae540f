import type net from 'node:net';
import type { CertificateFacts, Endpoint, NetworkFailure } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import { type Failed, failedAs, failureOf } from '../failure.ts';
import type { Limit } from '../limit.ts';

const LONGEST_LINE = 8_192;
const MOST_BYTES = 64 * 1024;

// Tabs are the only control characters that honest servers put into lines.
const BINARY = /(?!\t)\p{Cc}/u;

/** A conversation that cannot go on; caught where the conversation began. */
export class Breakdown extends Error {
  readonly reason: NetworkFailure | 'not-offered';

  constructor(reason: NetworkFailure | 'not-offered', words = '') {
    super(words);
    this.reason = reason;
  }
}

/** Lines to and from a mail server, with a bound on everything it can send. */
export class Dialogue {
  readonly #connect: Pick<Connector, 'secure'>;
  readonly #host: string;
  readonly #limit: Limit;
  #socket: net.Socket;
  #buffer = Buffer.alloc(0);
  #received = 0;
  #failure: Breakdown | undefined;
  #wake: (() => void) | undefined;
  certificate: CertificateFacts | undefined;
  /** The first line the server ever said. */
  firstLine: string | undefined;
  readonly privateAddress: boolean;

  constructor(connect: Pick<Connector, 'secure'>, host: string, limit: Limit, socket: net.Socket, privateAddress: boolean) {
    this.#connect = connect;
    this.#host = host;
    this.#limit = limit;
    this.#socket = socket;
    this.privateAddress = privateAddress;
    this.#listen(socket);
    limit.signal.addEventListener('abort', this.#stop, { once: true });
  }

  readonly #stop = (): void => this.#fail(new Breakdown(this.#limit.why()));

  #listen(socket: net.Socket): void {
    socket.on('data', this.#take);
    socket.on('error', (error) => this.#fail(new Breakdown(failureOf(error), error.message)));
    socket.on('close', () => this.#fail(new Breakdown('reset')));
  }

  readonly #take = (chunk: Buffer): void => {
    this.#received += chunk.length;
    if (this.#received > MOST_BYTES) {
      this.#fail(new Breakdown('too-large'));
      return;
    }
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    this.#wake?.();
  };

  #fail(failure: Breakdown): void {
    this.#failure ??= failure;
    this.#socket.destroy();
    this.#wake?.();
  }

  /** The next line without its end. Throws Breakdown. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf(0x0a);
      if (end > LONGEST_LINE || (end === -1 && this.#buffer.length > LONGEST_LINE)) throw new Breakdown('malformed', 'endless line');
      if (end !== -1) {
        const text = this.#buffer.subarray(0, end).toString('utf8').replace(/\r$/, '');
        this.#buffer = this.#buffer.subarray(end + 1);
        if (BINARY.test(text)) throw new Breakdown('malformed', 'not a line of text');
        this.firstLine ??= text;
        return text;
      }
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  write(line: string): void {
    if (!this.#socket.destroyed) this.#socket.write(`${line}\r\n`);
  }

  /** TLS on this connection. What came before the handshake was not protected and ends the conversation (CVE-2011-0411). */
  async encrypt(): Promise<void> {
    if (this.#buffer.length > 0) throw new Breakdown('malformed', 'the server spoke between STARTTLS and TLS');
    this.#socket.removeAllListeners('data').removeAllListeners('error').removeAllListeners('close');
    const secured = await this.#connect.secure(this.#socket, this.#host, this.#limit);
    if (secured.status === 'failed') {
      this.certificate = secured.certificate;
      throw new Breakdown(secured.reason, secured.detail);
    }
    this.certificate = secured.certificate;
    this.#socket = secured.socket;
    this.#listen(secured.socket);
  }

  close(): void {
    this.#limit.signal.removeEventListener('abort', this.#stop);
    this.#failure ??= new Breakdown('cancelled');
    this.#socket.destroy();
  }
}

/**
 * Opens a connection and runs `talk` on it; the connection is closed afterwards in every case.
 * A Breakdown becomes the failure it carries.
 */
export async function converse<Value>(
  connect: Connector,
  endpoint: Endpoint,
  limit: Limit,
  talk: (dialogue: Dialogue) => Promise<Value>,
): Promise<Value | (Omit<Failed, 'reason'> & { reason: NetworkFailure | 'not-offered' })> {
  const opened = await connect.open(endpoint.host, endpoint.port, limit);
  if (opened.status === 'failed') return opened;
  const dialogue = new Dialogue(connect, endpoint.host, limit, opened.socket, opened.privateAddress);
  try {
    if (endpoint.security === 'tls') await dialogue.encrypt();
    return await talk(dialogue);
  } catch (error) {
    if (!(error instanceof Breakdown)) throw error;
    const { reason, message } = error;
    const failed = failedAs(reason === 'not-offered' ? 'malformed' : reason, message, dialogue.certificate);
    return { ...failed, reason };
  } finally {
    dialogue.close();
  }
}
