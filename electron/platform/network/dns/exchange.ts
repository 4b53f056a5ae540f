import type { ServerAddress } from '../addresses.ts';
import type { Interest } from './interest.ts';
import { Pace, type PaceLimits, UNPACED } from './pace.ts';
import type { Question, Reply } from './packet.ts';
import { type Failure, SocketPool } from './socket-pool.ts';
import type { Servers } from './servers.ts';
import { askOverTcp } from './tcp.ts';

export type ExchangeFailure = 'timed-out' | 'servfail' | 'refused' | 'malformed' | 'offline' | 'cancelled';
/** `extended`: the extended DNS error that came with it. */
export interface Refusal {
  reason: ExchangeFailure;
  extended?: number;
}
export type Exchanged = { reply: Reply; believed: boolean } | Refusal;

const refusal = (reason: ExchangeFailure, extended?: number): Refusal => ({ reason, ...(extended === undefined ? {} : { extended }) });

/** How long each datagram may take to be answered; then the next server is asked, or the same one again. */
const PATIENCE = [800, 1_200] as const;
const TCP_PATIENCE = 2_000;
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
  readonly #datagrams: Turnstile;
  readonly #pace: Pace;
  readonly #connections = new Turnstile(MOST_TCP);
  /** Servers that understood a question only without EDNS. */
  readonly #simple = new Set<string>();

  constructor(servers: Servers, limits: PaceLimits = UNPACED) {
    this.#servers = servers;
    this.#pace = new Pace(limits);
    this.#datagrams = new Turnstile(limits.inFlight);
  }

  /**
   * Never rejects. Once it is its turn, it ends within about two seconds, four when a cut reply has to come over TCP.
   * `at` is asked alone, and neither its silence nor its answer says anything about the usual servers.
   */
  async ask(question: Question, signal?: Interest, at?: ServerAddress): Promise<Exchanged> {
    await this.#datagrams.enter();
    try {
      return await this.#askInTurn(question, at === undefined ? this.#servers.inOrder() : [at], signal);
    } finally {
      this.#datagrams.leave();
    }
  }

  async #askInTurn(question: Question, servers: readonly ServerAddress[], signal?: Interest): Promise<Exchanged> {
    let failure = refusal('offline');
    let silences = 0;
    for (let attempt = 0; attempt < Math.max(servers.length, PATIENCE.length); attempt += 1) {
      const server = servers[attempt % servers.length];
      if (server === undefined || silences >= PATIENCE.length) break;
      const result = await this.#askServer(server, question, silences, signal);
      if (!('reason' in result) || result.reason !== 'timed-out') this.#pace.answered(silences);
      if (!('reason' in result) || result.reason === 'cancelled') return result;
      failure = TELLING.indexOf(result.reason) > TELLING.indexOf(failure.reason) ? result : failure;
      if (result.reason === 'timed-out') silences += 1;
      else if (servers.length === 1) break;
    }
    return failure.reason === 'timed-out' && this.#servers.offline() ? refusal('offline') : failure;
  }

  async #askServer(server: ServerAddress, question: Question, silences: number, signal?: Interest): Promise<Exchanged> {
    const patience = PATIENCE[silences] ?? PATIENCE[0];
    const key = `${server.address} ${server.port}`;
    // Old middleboxes swallow EDNS: what was met with silence is asked again in the simplest form.
    const edns = !this.#simple.has(key) && silences === 0;
    const first = await this.#whole(server, question, edns, patience, signal);
    const unknown = edns && typeof first !== 'string' && first.code === 'not-understood';
    const whole = unknown ? await this.#whole(server, question, false, patience, signal) : first;
    if (whole === 'unreachable') return refusal('timed-out');
    if (typeof whole === 'string') return refusal(whole);
    const { code, extended } = whole;
    if (code === 'not-understood') return refusal('servfail');
    if (unknown) this.#simple.add(key);
    if (code === 'servfail' || code === 'refused' || code === 'malformed') return refusal(code, extended);
    const nothing = code === 'ok' && whole.records.length === 0 && whole.aliases.size === 0;
    // Whoever does not speak for the zone has no say in what is not there.
    const lame = question.direct === true && !whole.authoritative && (nothing || code === 'no-such-name');
    if (lame || (whole.referral && code === 'ok' && whole.records.length === 0)) return refusal('servfail', extended);
    return { reply: whole, believed: question.direct !== true && this.#servers.believed(server) };
  }

  /** The reply to one datagram, by TCP when it was cut. */
  async #whole(
    server: ServerAddress,
    question: Question,
    edns: boolean,
    patience: number,
    signal?: Interest,
  ): Promise<Reply | Failure | 'cancelled'> {
    const turn = this.#pace.turn();
    if (turn !== undefined) await turn;
    const result = await cancellable<Reply | Failure>(signal, (settle) => {
      const take = this.#pool.ask(server, question, edns, settle);
      const timer = setTimeout(() => settle('timed-out'), patience);
      return () => {
        clearTimeout(timer);
        take();
      };
    });
    if (question.direct !== true) {
      if (result === 'timed-out' || result === 'unreachable') this.#servers.silent(server);
      else if (typeof result !== 'string') this.#servers.answered(server);
    }
    return typeof result !== 'string' && result.truncated ? this.#connection(server, question, edns, signal) : result;
  }

  async #connection(server: ServerAddress, question: Question, edns: boolean, signal?: Interest): Promise<Reply | Failure | 'cancelled'> {
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
  signal: Interest | undefined,
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
