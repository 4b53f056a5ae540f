import type { ServerAddress } from '../addresses.ts';
import type { Question, Reply } from './packet.ts';
import { type Failure, SocketPool } from './socket-pool.ts';
import type { Servers } from './servers.ts';
import { askOverTcp } from './tcp.ts';

export type ExchangeFailure = 'timed-out' | 'servfail' | 'refused' | 'malformed' | 'offline' | 'cancelled';
export type Exchanged = { reply: Reply; believed: boolean } | ExchangeFailure;

/** How long each datagram may take to be answered; then the next server is asked, or the same one again. */
const PATIENCE = [800, 1_200] as const;
const TCP_PATIENCE = 2_000;
const MOST_IN_FLIGHT = 200;
const MOST_TCP = 24;
/** Later failures of the list tell more than earlier ones. */
const TELLING: ExchangeFailure[] = ['offline', 'timed-out', 'malformed', 'refused', 'servfail'];

/** Lets at most `most` go at once; the others wait in order. */
class Turnstile {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  enter(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** Puts questions to name servers: datagrams, another try, another server, TCP for what was cut. */
export class Exchange {
  readonly #servers: Servers;
  readonly #pool = new SocketPool();
  readonly #datagrams = new Turnstile(MOST_IN_FLIGHT);
  readonly #connections = new Turnstile(MOST_TCP);
  /** Servers that understood a question only without EDNS. */
  readonly #simple = new Set<string>();

  constructor(servers: Servers) {
    this.#servers = servers;
  }

  /** Never rejects. Ends within about two seconds, four when a cut reply has to come over TCP. */
  async ask(question: Question, signal?: AbortSignal): Promise<Exchanged> {
    await this.#datagrams.enter();
    try {
      return await this.#askInTurn(question, signal);
    } finally {
      this.#datagrams.leave();
    }
  }

  async #askInTurn(question: Question, signal?: AbortSignal): Promise<Exchanged> {
    const servers = this.#servers.inOrder();
    let failure: ExchangeFailure = 'offline';
    let silences = 0;
    for (let attempt = 0; attempt < Math.max(servers.length, PATIENCE.length); attempt += 1) {
      const server = servers[attempt % servers.length];
      if (server === undefined || silences >= PATIENCE.length) break;
      const result = await this.#askServer(server, question, silences, signal);
      if (typeof result !== 'string') return result;
      if (result === 'cancelled') return result;
      failure = TELLING.indexOf(result) > TELLING.indexOf(failure) ? result : failure;
      if (result === 'timed-out') silences += 1;
      else if (servers.length === 1) break;
    }
    return failure === 'timed-out' && this.#servers.offline() ? 'offline' : failure;
  }

  async #askServer(server: ServerAddress, question: Question, silences: number, signal?: AbortSignal): Promise<Exchanged> {
    const patience = PATIENCE[silences] ?? PATIENCE[0];
    const key = `${server.address} ${server.port}`;
    // Old middleboxes swallow EDNS: what was met with silence is asked again in the simplest form.
    const edns = !this.#simple.has(key) && silences === 0;
    const first = await this.#whole(server, question, edns, patience, signal);
    const unknown = edns && typeof first !== 'string' && first.code === 'not-understood';
    const whole = unknown ? await this.#whole(server, question, false, patience, signal) : first;
    if (whole === 'unreachable') return 'timed-out';
    if (typeof whole === 'string') return whole;
    const { code } = whole;
    if (code === 'not-understood') return 'servfail';
    if (unknown) this.#simple.add(key);
    if (code === 'servfail' || code === 'refused' || code === 'malformed') return code;
    if (whole.referral && code === 'ok' && whole.records.length === 0) return 'servfail';
    return { reply: whole, believed: this.#servers.believed(server) };
  }

  /** The reply to one datagram, by TCP when it was cut. */
  async #whole(
    server: ServerAddress,
    question: Question,
    edns: boolean,
    patience: number,
    signal?: AbortSignal,
  ): Promise<Reply | Failure | 'cancelled'> {
    const result = await cancellable<Reply | Failure>(signal, (settle) => {
      const take = this.#pool.ask(server, question, edns, settle);
      const timer = setTimeout(() => settle('timed-out'), patience);
      return () => {
        clearTimeout(timer);
        take();
      };
    });
    if (result === 'timed-out' || result === 'unreachable') this.#servers.silent(server);
    else if (typeof result !== 'string') this.#servers.answered(server);
    return typeof result !== 'string' && result.truncated ? this.#connection(server, question, edns, signal) : result;
  }

  async #connection(
    server: ServerAddress,
    question: Question,
    edns: boolean,
    signal?: AbortSignal,
  ): Promise<Reply | Failure | 'cancelled'> {
    await this.#connections.enter();
    try {
      return await cancellable(signal, (settle) => askOverTcp(server, question, edns, TCP_PATIENCE, settle));
    } finally {
      this.#connections.leave();
    }
  }
}

/** Runs `start` until it settles or the signal fires; what `start` returns cleans up either way. */
function cancellable<Result>(
  signal: AbortSignal | undefined,
  start: (settle: (result: Result) => void) => () => void,
): Promise<Result | 'cancelled'> {
  if (signal?.aborted === true) return Promise.resolve('cancelled');
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const settle = (result: Result | 'cancelled'): void => {
      signal?.removeEventListener('abort', cancel);
      stop();
      resolve(result);
    };
    const cancel = (): void => settle('cancelled');
    signal?.addEventListener('abort', cancel, { once: true });
    stop = start(settle);
  });
}
