import type { DnsAnswer } from '../../../core/world/network.ts';
import { type Interest, SharedInterest } from './interest.ts';

const MOST_ENTRIES = 20_000;
const SHORTEST = 30;
const LONGEST = 900;
const LONGEST_ABSENCE = 60;

interface Flight {
  answer: Promise<DnsAnswer>;
  interest: SharedInterest;
  listeners: number;
}

export interface Timed {
  answer: DnsAnswer;
  /** Seconds the records allow; clamped here. */
  ttl: number;
}

/** Remembers answers as long as they may be remembered, and lets equal questions in flight share one. */
export class AnswerCache {
  readonly #answers = new Map<string, { answer: DnsAnswer; until: number }>();
  readonly #flights = new Map<string, Flight>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** `ask` runs once for all who want the same; it is aborted when the last of them has gone. */
  async get(key: string, ask: (interest: Interest) => Promise<Timed>, signal?: AbortSignal): Promise<DnsAnswer> {
    if (signal?.aborted === true) return { status: 'failed', reason: 'cancelled' };
    const known = this.#answers.get(key);
    if (known !== undefined && known.until > this.#now()) return known.answer;
    const flight = this.#flights.get(key) ?? this.#start(key, ask);
    flight.listeners += 1;
    if (signal === undefined) return flight.answer;
    return new Promise((resolve) => {
      const leave = (): void => {
        flight.listeners -= 1;
        if (flight.listeners === 0) {
          if (this.#flights.get(key) === flight) this.#flights.delete(key);
          flight.interest.abort();
        }
        resolve({ status: 'failed', reason: 'cancelled' });
      };
      signal.addEventListener('abort', leave, { once: true });
      void flight.answer.then((answer) => {
        signal.removeEventListener('abort', leave);
        resolve(answer);
      });
    });
  }

  #start(key: string, ask: (interest: Interest) => Promise<Timed>): Flight {
    const interest = new SharedInterest();
    const answer = ask(interest).then((timed) => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
      this.#keep(key, timed);
      return timed.answer;
    });
    const flight: Flight = { answer, interest, listeners: 0 };
    this.#flights.set(key, flight);
    return flight;
  }

  #keep(key: string, { answer, ttl }: Timed): void {
    if (answer.status === 'failed') return;
    const seconds = answer.status === 'absent' ? Math.min(ttl, LONGEST_ABSENCE) : Math.min(Math.max(ttl, SHORTEST), LONGEST);
    const oldest = this.#answers.size >= MOST_ENTRIES ? this.#answers.keys().next().value : undefined;
    if (oldest !== undefined) this.#answers.delete(oldest);
    this.#answers.delete(key);
    this.#answers.set(key, { answer, until: this.#now() + seconds * 1_000 });
  }
}
