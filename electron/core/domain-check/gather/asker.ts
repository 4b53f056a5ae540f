import type { Clock } from '../../world/clock.ts';
import type { Dns, DnsAnswer, DnsOptions, RecordType } from '../../world/network.ts';
import { isAskable, plainDomain } from '../spf/names.ts';
import { Fan, type GatherLimits } from './budget.ts';

/** A zone broken as a whole fails in every answer: so many are enough to see it. */
const MOST_UNCHECKED = 24;

export type Answers = Record<string, DnsAnswer>;

/** How one question is put; replaced where the zone's own servers are asked. */
export type Query = (name: string, type: RecordType, signal: AbortSignal, options?: DnsOptions) => Promise<DnsAnswer>;

/** Asks each question once, writes every answer down, and keeps within number and time. Never rejects. */
export class Asker {
  readonly answers: Answers = {};
  readonly unchecked: Answers = {};
  /** Some questions were left out. */
  cut = false;
  questions = 0;
  readonly #limits: GatherLimits;
  readonly #signal: AbortSignal;
  readonly #fan: Fan;
  readonly #caller: AbortSignal | undefined;
  readonly #progress: (done: number, of: number) => void;
  readonly #pending = new Map<string, Promise<DnsAnswer>>();
  #query: Query;
  #repeats = 0;
  #answered = 0;

  constructor(
    { dns, clock }: { dns: Dns; clock: Clock },
    limits: GatherLimits,
    { signal, caller }: { signal: AbortSignal; caller: AbortSignal | undefined },
    progress: (done: number, of: number) => void,
  ) {
    this.#query = (name, type, within, options) => dns.query(name, type, within, options);
    this.#limits = limits;
    this.#signal = signal;
    this.#fan = new Fan(clock, limits.question, signal);
    this.#caller = caller;
    this.#progress = progress;
  }

  /** The same, in the shape that everything written for `Dns` takes. */
  readonly dns: Dns = { query: (name, type) => this.ask(type, name) };

  /** From now on questions go this way. */
  useQuery(query: Query): void {
    this.#query = query;
  }

  ask(type: RecordType, asked: string): Promise<DnsAnswer> {
    const name = plainDomain(asked);
    const key = `${type} ${name}`;
    const known = this.#pending.get(key);
    if (known !== undefined) return known;
    // Names out of hostile answers: what no question can be made of is no question.
    if (!isAskable(name)) return Promise.resolve({ status: 'failed', reason: 'malformed' });
    if (this.#pending.size >= this.#limits.questions) {
      this.cut = true;
      return Promise.resolve({ status: 'failed', reason: 'cancelled' });
    }
    const answer = this.#record(key, name, type);
    this.#pending.set(key, answer);
    return answer;
  }

  /** A question that belongs to nobody's facts. */
  async aside(type: RecordType, name: string): Promise<DnsAnswer> {
    return this.#within(name, type);
  }

  async #record(key: string, name: string, type: RecordType): Promise<DnsAnswer> {
    const answer = await this.#within(name, type);
    this.answers[key] = answer;
    this.#answered += 1;
    this.#progress(this.#answered, this.#pending.size);
    if (answer.status === 'failed' && answer.reason === 'servfail' && this.#repeats < MOST_UNCHECKED) {
      this.#repeats += 1;
      this.unchecked[key] = await this.#within(name, type, { unchecked: true });
    }
    return answer;
  }

  async #within(name: string, type: RecordType, options?: DnsOptions): Promise<DnsAnswer> {
    if (this.#signal.aborted) return this.#ended();
    this.questions += 1;
    const answer = await this.#fan.within(
      (signal) => this.#query(name, type, signal, options),
      () => this.#ended(),
    );
    return answer.status === 'failed' && answer.reason === 'cancelled' ? this.#ended() : answer;
  }

  // Only the person cancels; where time ran out, nobody answered in time.
  #ended(): DnsAnswer {
    return { status: 'failed', reason: this.#caller?.aborted === true ? 'cancelled' : 'timed-out' };
  }
}
