const STARS = '•••••';

/**
 * A password on its way through the program. It prints, logs and serialises as stars;
 * only `reveal`, called where the bytes go onto an encrypted wire, gives the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  get isEmpty(): boolean {
    return this.#text.length === 0;
  }

  toString(): string {
    return STARS;
  }

  toJSON(): string {
    return STARS;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return STARS;
  }
}
