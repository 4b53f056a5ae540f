import { parseSpf } from './parse.ts';

const LONGEST = 255;

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
  return strings.slice(1).flatMap((string, position) => {
    const before = strings.slice(0, position + 1).join('');
    const left = before.slice(before.lastIndexOf(' ') + 1);
    const right = string.slice(0, string.indexOf(' ') < 0 ? undefined : string.indexOf(' '));
    const whole = left !== '' && right !== '' && (isTerm(left) || /^v=spf1$/i.test(left)) && isTerm(right);
    return whole ? [{ index: position + 1, left, right }] : [];
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
