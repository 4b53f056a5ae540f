/** How fast questions may go out. */
export interface PaceLimits {
  /** Datagrams a second at first. */
  perSecond: number;
  /** So many may go at once after a rest. */
  burst: number;
  /** Questions that wait for an answer at one time. */
  inFlight: number;
  /** The speed grows to this as long as nothing is lost; undefined: it stays. Never beyond `FASTEST` unless it started there. */
  most?: number;
}

const FASTEST = 1_000;
const SLOWEST = 25;
const GROWTH = 50;
/** Share of lost datagrams from which the name server counts as overrun. */
const TOLERATED = 0.005;
const WINDOW = 1_000;
const ENOUGH = 20;

/** As fast as answers come. */
export const UNPACED: PaceLimits = { perSecond: 1_000_000, burst: 1_000_000, inFlight: 200 };

/** One person's question about one domain is one burst; a list of many domains starts slowly, as small routers give up early. */
export const PACES = {
  interactive: { perSecond: 50, burst: 160, inFlight: 200 },
  bulk: { perSecond: 100, burst: 60, inFlight: 64, most: 400 },
} as const satisfies Record<string, PaceLimits>;

/** A token bucket whose speed grows slowly and is halved on loss (AIMD). */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #now: () => number;
  readonly #waiting: (() => void)[] = [];
  #perSecond: number;
  #tokens: number;
  #filledAt: number;
  #timer: NodeJS.Timeout | undefined;
  #window: { from: number; sent: number; lost: number };

  constructor(limits: PaceLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
    this.#perSecond = limits.perSecond;
    this.#tokens = limits.burst;
    this.#filledAt = now();
    this.#window = { from: now(), sent: 0, lost: 0 };
  }

  /** Datagrams a second at the moment. */
  get perSecond(): number {
    return this.#perSecond;
  }

  /** Resolves when a datagram may go; undefined: at once. */
  turn(): Promise<void> | undefined {
    this.#fill();
    if (this.#waiting.length === 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      return undefined;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#schedule();
    });
  }

  /** A question was answered, after so many datagrams that nobody answered. */
  answered(losses: number): void {
    if (this.#limits.most === undefined) return;
    this.#window.sent += 1 + losses;
    this.#window.lost += losses;
    const { from, sent, lost } = this.#window;
    const now = this.#now();
    if (sent < ENOUGH || now - from < WINDOW) return;
    this.#fill();
    const most = Math.max(this.#limits.perSecond, Math.min(this.#limits.most, FASTEST));
    const overrun = lost / sent >= TOLERATED;
    this.#perSecond = overrun ? Math.max(SLOWEST, this.#perSecond / 2) : Math.min(most, this.#perSecond + GROWTH);
    this.#window = { from: now, sent: 0, lost: 0 };
  }

  #fill(): void {
    const now = this.#now();
    this.#tokens = Math.min(this.#limits.burst, this.#tokens + ((now - this.#filledAt) / 1_000) * this.#perSecond);
    this.#filledAt = now;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#waiting.length === 0) return;
    const wait = Math.max(1, ((1 - this.#tokens) / this.#perSecond) * 1_000);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#fill();
      while (this.#tokens >= 1 && this.#waiting.length > 0) {
        this.#tokens -= 1;
        this.#waiting.shift()?.();
      }
      this.#schedule();
    }, wait);
  }
}
