import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { PrefsFault, PrefsFile, PrefStatement, PrefValue } from './prefs.ts';

const BLANK = /[ \t\v\f\r\n]*/y;
const WORD = /[A-Za-z_]+/y;
const NUMBER = /([+-]?)([0-9]+)(?![A-Za-z_])/y;
const LINE_END = /[\r\n]|$/g;
const PLAIN = { '"': /[^"\\\0]*/y, "'": /[^'\\\0]*/y } as const;
const KINDS = ['user_pref', 'pref', 'sticky_pref'];
const ATTRIBUTES = ['sticky', 'locked'];
const ESCAPES: Record<string, string> = { '\\': '\\', '"': '"', "'": "'", n: '\n', r: '\r' };
const SMALLEST = -(2 ** 31);
const GREATEST = 2 ** 31 - 1;

class Fault extends Error {
  readonly index: number;
  constructor(index: number, reason: string) {
    super(reason);
    this.index = index;
  }
}

/**
 * Reads the syntax of prefs.js and user.js whole: statements, three kinds of comments, escapes, line ends of any system.
 * Thunderbird skips what it cannot read and would drop it at its next save; here it is a fault with its line.
 */
export function parsePrefs(text: string): Outcome<PrefsFile, PrefsFault> {
  const reader = new Reader(text);
  const statements: PrefStatement[] = [];
  try {
    while (reader.more()) statements.push(statement(reader));
    return succeeded({ text, statements });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const line = text.slice(0, error.index).split(/\r\n|\r|\n/).length;
    return failed({ line, reason: error.message });
  }
}

function statement(reader: Reader): PrefStatement {
  const start = reader.index;
  if (!KINDS.includes(reader.word())) throw new Fault(start, 'not-a-preference');
  reader.expect('(');
  reader.skip();
  const name = reader.quoted();
  reader.expect(',');
  reader.skip();
  const value = valueOf(reader);
  while (reader.more() && reader.peek() === ',') {
    reader.expect(',');
    reader.skip();
    if (!ATTRIBUTES.includes(reader.word())) throw new Fault(reader.index, 'unknown-attribute');
  }
  reader.expect(')');
  reader.expect(';');
  return { name, value, start, end: reader.index };
}

function valueOf(reader: Reader): PrefValue {
  const first = reader.peek();
  if (first === '"' || first === "'") return reader.quoted();
  if (/[-+0-9]/.test(first)) return reader.number();
  const start = reader.index;
  const word = reader.word();
  if (word !== 'true' && word !== 'false') throw new Fault(start, 'not-a-value');
  return word === 'true';
}

class Reader {
  readonly text: string;
  index: number;

  constructor(text: string) {
    this.text = text;
    this.index = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** Whether anything but white space and comments follows; stands before it then. */
  more(): boolean {
    this.skip();
    return this.index < this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.index);
  }

  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.index = found.index + found[0].length;
    return found;
  }

  /** Over white space and comments. */
  skip(): void {
    for (;;) {
      this.match(BLANK);
      if (this.peek() === '#' || this.text.startsWith('//', this.index)) {
        LINE_END.lastIndex = this.index;
        this.index = LINE_END.exec(this.text)?.index ?? this.text.length;
      } else if (this.text.startsWith('/*', this.index)) {
        const end = this.text.indexOf('*/', this.index + 2);
        if (end < 0) throw new Fault(this.index, 'comment-without-end');
        this.index = end + 2;
      } else return;
    }
  }

  expect(sign: string): void {
    this.skip();
    if (this.peek() !== sign) throw new Fault(this.index, `no-${sign}`);
    this.index += 1;
  }

  word(): string {
    return this.match(WORD)?.[0] ?? '';
  }

  number(): number {
    const start = this.index;
    const found = this.match(NUMBER);
    const value = Number(found?.[0] ?? Number.NaN);
    if (found === undefined || value < SMALLEST || value > GREATEST) throw new Fault(start, 'not-a-32-bit-number');
    return value === 0 ? 0 : value;
  }

  quoted(): string {
    const start = this.index;
    const quote = this.peek();
    if (quote !== '"' && quote !== "'") throw new Fault(start, 'not-a-text');
    this.index += 1;
    let result = '';
    for (;;) {
      result += this.match(PLAIN[quote])?.[0] ?? '';
      const sign = this.peek();
      if (sign === '\\') result += this.escape();
      else if (sign === quote) {
        this.index += 1;
        if (/\p{Surrogate}/u.test(result)) throw new Fault(start, 'half-a-character');
        return result;
      } else throw new Fault(start, 'text-without-end');
    }
  }

  escape(): string {
    const start = this.index;
    const letter = this.text.charAt(start + 1);
    const simple = ESCAPES[letter];
    if (simple !== undefined) {
      this.index += 2;
      return simple;
    }
    const digits = this.text.slice(start + 2, start + (letter === 'x' ? 4 : 6));
    const code =
      (letter === 'x' && /^[0-9a-f]{2}$/i.test(digits)) || (letter === 'u' && /^[0-9a-f]{4}$/i.test(digits)) ? parseInt(digits, 16) : 0;
    if (code === 0) throw new Fault(start, 'unknown-escape');
    this.index += 2 + digits.length;
    return String.fromCharCode(code);
  }
}
