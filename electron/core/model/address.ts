import { toASCII, toUnicode } from 'punycode/';
import { failed, type Outcome, succeeded } from './outcome.ts';
import { problemOf, type Problem } from './problem.ts';

/** An e-mail address as a mailbox on a mailcow-like host has it (RFC 5321 section 4.1.2, no quoted local part). */
export interface EmailAddress {
  /** As typed: local parts keep their case. */
  local: string;
  /** A-label form, lower case (RFC 5890). */
  domain: string;
  /** What a person reads. */
  domainUnicode: string;
  /** `local@domain`, the form that goes to servers. */
  text: string;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LOCAL_TEXT = /^[^\s@"(),:;<>[\\\]\p{Cc}]+$/u;

// UTS 46 maps these to nothing; they come along when an address is copied from a document.
const IGNORED = /[\u00ad\u200b\u2060\ufeff\ufe00-\ufe0f]/g;
// Controls, directions, separators and unassigned characters stand in no legal name (RFC 5892 section 2); joiners may.
const FORBIDDEN = /(?![\u200c\u200d])[\p{C}\p{Z}]/u;

/** The A-label form of a host or domain name, lower case, without a final dot; undefined when it is no legal name. */
export function domainName(text: string): string | undefined {
  const trimmed = text
    .trim()
    .replace(IGNORED, '')
    .replace(/[\u3002\uff0e\uff61]/g, '.')
    .replace(/\.$/, '')
    .normalize('NFKC')
    .toLowerCase();
  if (FORBIDDEN.test(trimmed)) return undefined;
  let ascii: string;
  try {
    ascii = toASCII(trimmed);
  } catch {
    return undefined;
  }
  const labels = ascii.split('.');
  const legal = ascii.length <= 253 && labels.length >= 1 && labels.every((label) => LABEL.test(label));
  const numeric = /^\d+$/.test(labels.at(-1) ?? '');
  return legal && !numeric && isGenuine(ascii) ? ascii : undefined;
}

/** An A-label must come from exactly the name that people are shown for it (RFC 5890 section 2.3.2.1). */
function isGenuine(ascii: string): boolean {
  try {
    const shown = toUnicode(ascii);
    return !FORBIDDEN.test(shown) && toASCII(shown.normalize('NFKC').toLowerCase()) === ascii;
  } catch {
    return false;
  }
}

/** The U-label form; a name that has none is returned as it is. */
export function domainForPeople(domain: string): string {
  try {
    return toUnicode(domain);
  } catch {
    return domain;
  }
}

/** Reads what a person typed. A repairable slip (`anna@firma,example`) comes back as `suggestion` in the problem's facts. */
export function parseAddress(typed: string): Outcome<EmailAddress, Problem> {
  const text = typed
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<|>$/g, '');
  if (text === '') return failed(problemOf('address-empty', {}, ['check-spelling']));
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = domainName(text.slice(at + 1));
  const dots = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  if (at < 1 || local.length > 64 || !LOCAL_TEXT.test(local) || dots || domain === undefined || !domain.includes('.')) {
    const suggestion = repaired(text);
    return failed(problemOf('address-invalid', { typed: text, ...(suggestion === undefined ? {} : { suggestion }) }, ['check-spelling']));
  }
  return succeeded({ local, domain, domainUnicode: domainForPeople(domain), text: `${local}@${domain}` });
}

function repaired(text: string): string | undefined {
  const candidate = text
    .replace(/\s+/g, '')
    .replace(/\((at|ät)\)|\[at\]/i, '@')
    .replace(/[;,]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/@\.|\.@/, '@')
    .replace(/\.$/, '');
  if (candidate === text) return undefined;
  const again = parseAddress(candidate);
  return again.ok ? candidate : undefined;
}
