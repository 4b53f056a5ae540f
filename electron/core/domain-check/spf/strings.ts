import { parseSpf } from './parse.ts';

const LONGEST = 255;
/** A name has at most 253 characters; what is longer is no term that somebody wrote. */
const LONGEST_TERM = 300;

export const octetsOf = (text: string): number => new TextEncoder().encode(text).length;

/** A record in strings of at most 255 octets, cut behind a space so that gluing them (RFC 7208 section 3.3) changes nothing. */
export function splitStrings(record: string): string[] {
  const strings: string[] = [];
  let current = '';
  for (const piece of record.match(/[^ ]+ *| +/g) ?? []) {
    if (current !== '' && octetsOf(current + piece) > LONGEST) {
      strings.push(current);
      current = '';
    }
    current += piece;
  }
  return [...strings, current].flatMap((text) => text.match(/.{1,255}/gs) ?? []);
}

/** Boundaries where two whole terms run into one because no space stands at the end of one string or the start of the next. */
export function gluedAt(strings: readonly string[]): { index: number; left: string; right: string }[] {
  let left = '';
  return strings.flatMap((string, index) => {
    const before = left;
    const [right = ''] = string.split(' ', 1);
    left = string.includes(' ') ? string.slice(string.lastIndexOf(' ') + 1) : before + string;
    if (before === '' || right === '' || before.length > LONGEST_TERM) return [];
    const whole = (isTerm(before) || /^v=spf1$/i.test(before)) && isTerm(right);
    return whole ? [{ index, left: before, right }] : [];
  });
}

const isTerm = (text: string): boolean => {
  const { terms, faults } = parseSpf(`v=spf1 ${text}`);
  return faults.length === 0 && terms.length === 1 && terms[0]?.type !== 'unknown-modifier';
};

/** The strings with the missing spaces put in. */
export function unglued(strings: readonly string[]): string {
  const at = gluedAt(strings).map(({ index }) => index);
  return strings.map((text, index) => (at.includes(index) ? ` ${text}` : text)).join('');
}
