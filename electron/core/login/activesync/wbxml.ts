import { PAGES } from './code-pages.ts';

/** An element of a WBXML document as ActiveSync uses it: text or children, no attributes (MS-ASWBXML). */
export interface Element {
  name: string;
  text?: string;
  children: Element[];
}

export const element = (name: string, content: string | Element[] = []): Element =>
  typeof content === 'string' ? { name, text: content, children: [] } : { name, children: content };

const SWITCH_PAGE = 0x00;
const END = 0x01;
const ENTITY = 0x02;
const INLINE_STRING = 0x03;
const OPAQUE = 0xc3;
const HAS_CONTENT = 0x40;
const HAS_ATTRIBUTES = 0x80;
/** Version 1.3, public identifier 1, UTF-8, no string table. */
const HEADER = [0x03, 0x01, 0x6a, 0x00];

const MOST_BYTES = 512 * 1024;
const MOST_ELEMENTS = 20_000;
const DEEPEST = 32;

const utf8 = new TextDecoder();

interface Token {
  page: number;
  code: number;
}

const tokens = new Map<string, Token>(
  PAGES.flatMap(([page, names]) => names.map((name, index): [string, Token] => [name, { page, code: index + 5 }])).filter(
    ([name]) => name !== '',
  ),
);
const names = new Map<string, string>([...tokens].map(([name, { page, code }]) => [`${page} ${code}`, name]));

/** Writes a document; throws on an element name that no code page has, which is a bug. */
export function encodeWbxml(root: Element): Uint8Array {
  const bytes = [...HEADER];
  let page = 0;
  const write = (node: Element): void => {
    const token = tokens.get(node.name);
    if (token === undefined) throw new Error(`No token for ${node.name}`);
    if (token.page !== page) bytes.push(SWITCH_PAGE, token.page);
    page = token.page;
    const filled = node.text !== undefined || node.children.length > 0;
    bytes.push(token.code | (filled ? HAS_CONTENT : 0));
    if (!filled) return;
    if (node.text !== undefined) bytes.push(INLINE_STRING, ...new TextEncoder().encode(node.text.replaceAll('\0', '')), 0);
    for (const child of node.children) write(child);
    bytes.push(END);
  };
  write(root);
  return Uint8Array.from(bytes);
}

/** Reads a document; undefined when it is damaged, too large or too deep. Unknown elements keep a name made of page and code. */
export function decodeWbxml(bytes: Uint8Array): Element | undefined {
  if (bytes.length > MOST_BYTES) return undefined;
  const reader = new Reader(bytes);
  return reader.header() ? reader.document() : undefined;
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #page = 0;
  #elements = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Skips version, public identifier, charset and string table. */
  header(): boolean {
    const version = this.#byte();
    const identifier = this.#number();
    const charset = this.#number();
    const table = this.#number();
    if (version === undefined || identifier === undefined || charset === undefined || table === undefined) return false;
    this.#at += table;
    return version >= 1 && version <= 3 && this.#at < this.#bytes.length;
  }

  document(): Element | undefined {
    const open: Element[] = [];
    for (let token = this.#byte(); token !== undefined; token = this.#byte()) {
      const parent = open.at(-1);
      if (token === SWITCH_PAGE) {
        const page = this.#byte();
        if (page === undefined) return undefined;
        this.#page = page;
      } else if (token === END) {
        const closed = open.pop();
        if (closed === undefined || open.length === 0) return closed;
      } else if (token === INLINE_STRING || token === OPAQUE || token === ENTITY) {
        const text = this.#text(token);
        if (text === undefined || parent === undefined) return undefined;
        parent.text = (parent.text ?? '') + text;
      } else {
        const node = this.#element(token, open.length);
        if (node === undefined) return undefined;
        parent?.children.push(node);
        if ((token & HAS_CONTENT) !== 0) open.push(node);
        else if (parent === undefined) return node;
      }
    }
    return undefined;
  }

  #element(token: number, depth: number): Element | undefined {
    this.#elements += 1;
    const code = token & 0x3f;
    // Attributes and the global tokens of other WBXML languages do not occur in ActiveSync.
    if ((token & HAS_ATTRIBUTES) !== 0 || code < 5 || this.#elements > MOST_ELEMENTS || depth >= DEEPEST) return undefined;
    return { name: names.get(`${this.#page} ${code}`) ?? `${this.#page}:${code}`, children: [] };
  }

  #text(token: number): string | undefined {
    if (token === ENTITY) {
      const code = this.#number();
      return code === undefined || code > 0x10ffff ? undefined : String.fromCodePoint(code);
    }
    const end = token === OPAQUE ? this.#opaqueEnd() : this.#bytes.indexOf(0, this.#at);
    if (end === undefined || end < this.#at || end > this.#bytes.length) return undefined;
    const text = utf8.decode(this.#bytes.subarray(this.#at, end));
    this.#at = token === OPAQUE ? end : end + 1;
    return text;
  }

  #opaqueEnd(): number | undefined {
    const length = this.#number();
    return length === undefined ? undefined : this.#at + length;
  }

  #byte(): number | undefined {
    const byte = this.#bytes[this.#at];
    this.#at += 1;
    return byte;
  }

  /** A multi-byte integer of at most 32 bits (WBXML 1.3 section 5.1). */
  #number(): number | undefined {
    let value = 0;
    for (let length = 0; length < 5; length += 1) {
      const byte = this.#byte();
      if (byte === undefined) return undefined;
      value = value * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) return value;
    }
    return undefined;
  }
}

/** The text of the first element found along `path` below `root`. */
export function textAt(root: Element | undefined, ...path: string[]): string | undefined {
  const found = path.reduce<Element | undefined>((node, name) => node?.children.find((child) => child.name === name), root);
  return found?.text;
}
