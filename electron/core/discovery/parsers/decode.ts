import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { MAX_DOCUMENT_BYTES, refused } from './documents.ts';

const DECLARED = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']/;
// XML 1.0 section 2.2: only tab, line feed and carriage return of the C0 controls are characters.
const isControl = (code: number): boolean => (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f;

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (isControl(text.charCodeAt(index))) return true;
  }
  return false;
}

function decoded(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encoding that the first bytes show (XML 1.0 appendix F): by byte order mark, or by a `<` of two bytes. */
function shownBy([first, second, third]: Uint8Array): string | undefined {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

// Read as single bytes, such a declaration cannot be true; .NET writes it into documents that it sends as UTF-8.
const TWO_BYTES = /^(?:utf-?16|ucs-?2|unicode|iso-10646-ucs-2|csunicode)/i;
// "ASCII" with other bytes in it is UTF-8 today.
const ASCII = /^(?:us-)?ascii$/i;

function textOfBytes(bytes: Uint8Array): string | undefined {
  const head = decoded(bytes.subarray(0, 256), 'windows-1252', false) ?? '';
  const declared = DECLARED.exec(head)?.[1] ?? 'utf-8';
  const label = shownBy(bytes) ?? (TWO_BYTES.test(declared) || ASCII.test(declared) ? 'utf-8' : declared);
  // Unknown and untrue declarations are common, and so is Latin-1 without one; server names are ASCII in every reading.
  return decoded(bytes, label, true) ?? decoded(bytes, 'utf-8', true) ?? decoded(bytes, 'windows-1252', false);
}

/**
 * The text of a document as it came from a server or file: byte order mark, declared encoding (XML 1.0 section 4.3.3),
 * untrue declarations and undeclared Latin-1 are understood; more than 256 KiB, control characters and nothing at all are refused.
 */
export function readText(input: Uint8Array | string): Outcome<string, Problem> {
  if (input.length > MAX_DOCUMENT_BYTES) return refused('too-large', { limit: MAX_DOCUMENT_BYTES });
  const text = typeof input === 'string' ? input : textOfBytes(input);
  if (text === undefined) return refused('encoding');
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.trim() === '') return refused('empty');
  return hasControl(bare) ? refused('control-character') : succeeded(bare);
}

const HTML = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html\b|html\b|head\b|body\b)/i;

/** A web page where settings were expected: catch-all sites and captive portals answer like that. */
export const looksLikeHtml = (text: string): boolean => HTML.test(text.slice(0, 4096));
