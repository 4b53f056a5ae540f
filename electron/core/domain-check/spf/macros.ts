/** Letters of RFC 7208 section 7.2, lower case. */
export type MacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'h' | 'c' | 'r' | 't' | 'v';

export type MacroPart =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'macro';
      readonly letter: MacroLetter;
      /** Upper case in the record: what it stands for is escaped as in a URL. */
      readonly escaped: boolean;
      /** How many right-hand parts stay; undefined: all. */
      readonly parts: number | undefined;
      readonly reversed: boolean;
      readonly delimiters: string;
    };

/** A `macro-string` as written and as understood. */
export interface MacroString {
  readonly text: string;
  readonly parts: readonly MacroPart[];
  /** Where what follows the last `%…` begins, within `text`. */
  readonly tail: number;
}

export type MacroFaultCode = 'character-not-allowed' | 'macro-invalid' | 'macro-only-in-explanation';
export type ReadMacros =
  { readonly ok: true; readonly value: MacroString } | { readonly ok: false; readonly code: MacroFaultCode; readonly offset: number };

/** What each letter stands for in one evaluation, unescaped. */
export type MacroValues = Readonly<Record<MacroLetter, string>>;

const LETTERS: readonly MacroLetter[] = ['s', 'l', 'o', 'd', 'i', 'p', 'h', 'c', 'r', 't', 'v'];
const ONLY_IN_EXPLANATIONS: readonly MacroLetter[] = ['c', 'r', 't'];
const BRACED = /^%\{([a-z])(\d*)(r?)([.\-+,/_=]*)\}/i;
const SHORT: Readonly<Record<string, string>> = { '%%': '%', '%_': ' ', '%-': '%20' };

/**
 * Reads a `macro-string` (`domain-spec`, value of an unknown modifier) or an `explain-string`, which may hold spaces
 * (RFC 7208 section 7.1). `offset` of a fault counts from 0 within `text`. `c`, `r` and `t` belong to explanations only.
 */
export function readMacros(text: string, place: 'domain' | 'unknown-modifier' | 'explanation'): ReadMacros {
  const parts: MacroPart[] = [];
  let literal = '';
  let offset = 0;
  let tail = 0;
  const endLiteral = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  while (offset < text.length) {
    const sign = text.charAt(offset);
    if (sign !== '%') {
      const legal = (sign >= '!' && sign <= '~') || (sign === ' ' && place === 'explanation');
      if (!legal) return { ok: false, code: 'character-not-allowed', offset };
      literal += sign;
      offset += 1;
      continue;
    }
    const short = SHORT[text.slice(offset, offset + 2)];
    if (short !== undefined) {
      literal += short;
      offset += 2;
      tail = offset;
      continue;
    }
    const found = readBraced(text.slice(offset, offset + 300));
    if (found === undefined) return { ok: false, code: 'macro-invalid', offset };
    const { part, length } = found;
    if (place === 'domain' && ONLY_IN_EXPLANATIONS.includes(part.letter)) return { ok: false, code: 'macro-only-in-explanation', offset };
    endLiteral();
    parts.push(part);
    offset += length;
    tail = offset;
  }
  endLiteral();
  return { ok: true, value: { text, parts, tail } };
}

function readBraced(text: string): { part: Extract<MacroPart, { kind: 'macro' }>; length: number } | undefined {
  const [whole, typed = '', digits = '', reversed = '', delimiters = ''] = BRACED.exec(text) ?? [];
  const letter = LETTERS.find((one) => one === typed.toLowerCase());
  // Section 7.3: a number of parts must not be zero.
  if (whole === undefined || letter === undefined || /^0+$/.test(digits)) return undefined;
  const parts = digits === '' ? undefined : Number(digits);
  return { part: { kind: 'macro', letter, escaped: typed !== letter, parts, reversed: reversed !== '', delimiters }, length: whole.length };
}

export const usesMacro = ({ parts }: MacroString, letter?: MacroLetter): boolean =>
  parts.some((part) => part.kind === 'macro' && (letter === undefined || part.letter === letter));

/** Replaces every macro by what it stands for (RFC 7208 section 7.3). */
export const expandMacros = ({ parts }: MacroString, values: MacroValues): string =>
  parts.map((part) => (part.kind === 'literal' ? part.text : expanded(part, values[part.letter]))).join('');

function expanded(part: Extract<MacroPart, { kind: 'macro' }>, value: string): string {
  const delimiters = part.delimiters === '' ? '.' : part.delimiters;
  const pieces = splitAt(value, delimiters);
  if (part.reversed) pieces.reverse();
  const text = (part.parts === undefined ? pieces : pieces.slice(-Math.min(part.parts, pieces.length))).join('.');
  return part.escaped ? urlEscaped(text) : text;
}

function splitAt(text: string, delimiters: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of text) {
    if (delimiters.includes(sign)) {
      pieces.push(piece);
      piece = '';
    } else piece += sign;
  }
  return [...pieces, piece];
}

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/** RFC 3986 section 2.3: everything but the unreserved characters, octet by octet. */
const urlEscaped = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (octet) => {
    const sign = String.fromCharCode(octet);
    return UNRESERVED.test(sign) ? sign : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
