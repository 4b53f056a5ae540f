import { toASCII } from 'punycode/';

const LONGEST = 253;
const LONGEST_LABEL = 63;
const ASCII = /^[\0-\x7f]*$/;

/** Lower case and as A-labels, one final dot taken off; unreadable names stay as they are. */
export function plainDomain(text: string): string {
  const plain = text.replace(/\.$/, '');
  if (ASCII.test(plain)) return plain.toLowerCase();
  try {
    return toASCII(plain.normalize('NFKC').toLowerCase());
  } catch {
    return plain.toLowerCase();
  }
}

/** Whether a question can be made of it (RFC 1035 section 2.3.4); any ASCII character may stand in a label (RFC 2181 section 11). */
export const isAskable = (name: string): boolean =>
  ASCII.test(name) && name.length <= LONGEST && name.split('.').every((label) => label.length >= 1 && label.length <= LONGEST_LABEL);

/** Where evaluation may start: askable, more than one label, no address in brackets (RFC 7208 section 4.3). */
export const isDomain = (name: string): boolean => isAskable(name) && name.includes('.') && !/^\[|\]$/.test(name);

/**
 * What macros made, as a name to ask for: whole labels are cut from the left until 253 characters are left
 * (RFC 7208 section 7.3). undefined when no question can be made of it.
 */
export function targetName(expanded: string): string | undefined {
  const whole = plainAscii(expanded.replace(/\.$/, ''));
  if (whole.length <= LONGEST) return isAskable(whole) ? whole : undefined;
  // The first dot behind which no more than the longest name is left.
  const dot = whole.indexOf('.', whole.length - LONGEST - 1);
  const name = whole.slice(dot + 1);
  return isAskable(name) ? name : undefined;
}

// A local part beyond ASCII makes a name that nobody can have published (RFC 8616 section 4): it is not converted.
const plainAscii = (name: string): string => (ASCII.test(name) ? name.toLowerCase() : name);
