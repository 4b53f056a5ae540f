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

const base64Of = (text: string): string => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

/**
 * Words of a server for the drawer: one line, cut, and with the secret taken out, also where it stands in Base64
 * (alone or inside `user:password` and SASL PLAIN, at any of the three alignments) or percent-encoded.
 */
export function safeWords(text: string, secret: Secret, longest = 300): string {
  const plain = secret.reveal();
  const shapes = plain === '' ? [] : [plain, encodeURIComponent(plain.replace(/\p{Surrogate}/gu, '')), ...base64Shapes(plain)];
  const line = shapes.sort((one, other) => other.length - one.length).reduce((words, shape) => words.replaceAll(shape, STARS), text);
  return line
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest);
}

function base64Shapes(plain: string): string[] {
  // The characters at both ends mix with the neighbours' bits, so only the middle is the same wherever the secret stands.
  const middles = ['', '.', '..'].map((before) => {
    const encoded = base64Of(before + plain).replace(/=+$/, '');
    const start = Math.ceil((before.length * 8) / 6);
    const whole = Math.floor(((before.length + new TextEncoder().encode(plain).length) * 8) / 6);
    return encoded.slice(start, whole);
  });
  return [base64Of(plain), ...middles.filter((middle) => middle.length >= 4)];
}
