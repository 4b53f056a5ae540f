import type { Wire } from '../wire.ts';

/** A word, a text or a list in a command; quoting is gone. */
export type Token = string | Token[];

export interface Command {
  tag: string;
  name: string;
  tokens: Token[];
}

const LITERAL = /\{(\d+)(\+?)\}$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"/;
// A section such as BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.1024> is one word.
const ATOM = /^[^\s()"[]+(?:\[[^\]]*\](?:<[\d.]+>)?)?/;

/** Reads one command with its literals (RFC 9051 section 4.3, RFC 7888); undefined when the client has gone. */
export async function readCommand(wire: Wire): Promise<Command | undefined> {
  const literals: string[] = [];
  let text = '';
  for (;;) {
    const line = await wire.line();
    if (line === undefined) return undefined;
    const literal = LITERAL.exec(line);
    if (literal === null) {
      text += line;
      break;
    }
    if (literal[2] === '') wire.send('+ OK');
    const bytes = await wire.bytes(Number(literal[1]));
    if (bytes === undefined) return undefined;
    literals.push(bytes.toString('latin1'));
    text += `${line.slice(0, literal.index)}\0`;
  }
  const [tag = '*', name = '', ...rest] = text.split(' ');
  return { tag: tag || '*', name: name.toUpperCase(), tokens: tokensOf(rest.join(' '), literals) };
}

export function tokensOf(text: string, literals: string[] = []): Token[] {
  const root: Token[] = [];
  const open: Token[][] = [root];
  let rest = text.trimStart();
  const put = (token: Token): void => void open.at(-1)?.push(token);
  while (rest !== '') {
    const quoted = QUOTED.exec(rest);
    const atom = quoted === null ? ATOM.exec(rest) : null;
    if (rest.startsWith('(')) {
      const list: Token[] = [];
      put(list);
      open.push(list);
      rest = rest.slice(1);
    } else if (rest.startsWith(')')) {
      if (open.length > 1) open.pop();
      rest = rest.slice(1);
    } else if (rest.startsWith('\0')) {
      put(literals.shift() ?? '');
      rest = rest.slice(1);
    } else if (quoted !== null) {
      put((quoted[1] ?? '').replace(/\\(.)/g, '$1'));
      rest = rest.slice(quoted[0].length);
    } else if (atom !== null) {
      put(atom[0]);
      rest = rest.slice(atom[0].length);
    } else rest = rest.slice(1);
    rest = rest.trimStart();
  }
  return root;
}

export const wordAt = (tokens: readonly Token[], index: number): string => {
  const token = tokens[index];
  return typeof token === 'string' ? token : '';
};

/** A list, or one word as a list of one. */
export const wordsAt = (tokens: readonly Token[], index: number): string[] => {
  const token = tokens[index];
  return token === undefined ? [] : [token].flat(8).filter((one): one is string => typeof one === 'string');
};

/** Numbers named by a sequence set such as `1:3,7,9:*`; `*` is the largest there is. */
export function inSet(set: string, largest: number): (number: number) => boolean {
  const ranges = set.split(',').map((part) => {
    const [from = '', to = from] = part.split(':');
    const ends = [from, to].map((end) => (end === '*' ? largest : Number(end)));
    return { low: Math.min(...ends), high: Math.max(...ends) };
  });
  return (number) => ranges.some(({ low, high }) => number >= low && number <= high);
}

export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/[\r\n]/g, ' ')}"`;
