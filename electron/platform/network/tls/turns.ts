/** Few at once, and one at a time at the same address: a provider takes more for an attack. */
export class Turns {
  readonly #most: number;
  readonly #busy = new Set<string>();
  readonly #waiting: { key: string; go: () => void }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `work` when it is its turn; undefined when the signal fires before that. */
  async take<Value>(key: string, work: () => Promise<Value>, signal?: AbortSignal): Promise<Value | undefined> {
    if (!(await this.#turn(key, signal))) return undefined;
    try {
      return await work();
    } finally {
      this.#busy.delete(key);
      this.#next();
    }
  }

  #turn(key: string, signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted === true) return Promise.resolve(false);
    if (this.#isFree(key)) {
      this.#busy.add(key);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const one = {
        key,
        go: (): void => {
          signal?.removeEventListener('abort', leave);
          resolve(true);
        },
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(one), 1);
        resolve(false);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(one);
    });
  }

  #isFree(key: string): boolean {
    return this.#busy.size < this.#most && !this.#busy.has(key);
  }

  #next(): void {
    for (let index = this.#waiting.findIndex(({ key }) => this.#isFree(key)); index >= 0;) {
      const [one] = this.#waiting.splice(index, 1);
      if (one === undefined) return;
      this.#busy.add(one.key);
      one.go();
      index = this.#waiting.findIndex(({ key }) => this.#isFree(key));
    }
  }
}
