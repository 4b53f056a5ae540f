import type { DocumentFault } from './documents.ts';

/** Where the root element begins and ends, and whether mere text follows it. */
export type Markup = { ok: true; start: number; end: number; trailingText: boolean } | { ok: false; reason: DocumentFault };

interface Scan {
  text: string;
  at: number;
  open: string[];
  start: number | undefined;
  end: number | undefined;
  pieces: number;
}

const MAX_DEPTH = 32;
// Tags, attributes, comments and the like; the largest published settings have a few hundred.
const MAX_PIECES = 10_000;
const NAME = '[A-Za-z_:\\u0080-\\uFFFF][A-Za-z0-9_:.\\-\\u0080-\\uFFFF]*';
const OPEN = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`, 'y');
const CLOSE_OF_OPEN = /\s*(\/?)>/y;
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'y');

const bad = (reason: DocumentFault): Markup => ({ ok: false, reason });

function match(pattern: RegExp, scan: Scan): RegExpExecArray | undefined {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text);
  if (found === null) return undefined;
  scan.at += found[0].length;
  return found;
}

/** Jumps behind `end`; false when it never comes. */
function skipTo(scan: Scan, begin: string, end: string): boolean {
  const at = scan.text.indexOf(end, scan.at + begin.length);
  scan.at = at < 0 ? scan.text.length : at + end.length;
  return at >= 0;
}

function closeElement(scan: Scan): DocumentFault | undefined {
  const name = match(CLOSE, scan)?.[1];
  if (name === undefined || scan.open.pop() !== name) return 'malformed';
  if (scan.open.length === 0) scan.end = scan.at;
  return undefined;
}

function openElement(scan: Scan): DocumentFault | undefined {
  if (scan.end !== undefined) return 'trailing-content';
  const begin = scan.at;
  const name = match(OPEN, scan)?.[1];
  if (name === undefined) return 'malformed';
  scan.start ??= begin;
  while (scan.pieces <= MAX_PIECES && match(ATTRIBUTE, scan) !== undefined) scan.pieces += 1;
  if (scan.pieces > MAX_PIECES) return 'too-large';
  const close = match(CLOSE_OF_OPEN, scan);
  if (close === undefined) return 'malformed';
  if (close[1] === '') {
    scan.open.push(name);
    return scan.open.length > MAX_DEPTH ? 'too-deep' : undefined;
  }
  if (scan.open.length === 0) scan.end = scan.at;
  return undefined;
}

function step(scan: Scan): DocumentFault | undefined {
  const { text, at } = scan;
  scan.pieces += 1;
  if (scan.pieces > MAX_PIECES) return 'too-large';
  if (text.startsWith('</', at)) return closeElement(scan);
  if (text.startsWith('<!--', at)) return skipTo(scan, '<!--', '-->') ? undefined : 'malformed';
  if (text.startsWith('<![CDATA[', at)) return scan.open.length > 0 && skipTo(scan, '<![CDATA[', ']]>') ? undefined : 'malformed';
  if (text.startsWith('<?', at)) return skipTo(scan, '<?', '?>') ? undefined : 'malformed';
  // A document type declaration is where entity bombs and external entities live; settings need none.
  if (text.startsWith('<!', at)) return 'doctype';
  return openElement(scan);
}

/**
 * Goes once over the text, in time proportional to its length, and says whether it is one well-formed element
 * (XML 1.0 section 2.1) without document type declaration and at most 32 deep. Bare ampersands pass: some servers
 * print user names unescaped.
 */
export function scanMarkup(text: string): Markup {
  const scan: Scan = { text, at: 0, open: [], start: undefined, end: undefined, pieces: 0 };
  let trailingText = false;
  while (scan.at < text.length) {
    const next = text.indexOf('<', scan.at);
    const between = text.slice(scan.at, next < 0 ? text.length : next).trim();
    if (between !== '' && scan.start === undefined) return bad('not-xml');
    if (between !== '' && scan.end !== undefined) trailingText = true;
    if (next < 0) break;
    scan.at = next;
    const fault = step(scan);
    if (fault !== undefined) return bad(fault);
  }
  if (scan.start === undefined) return bad('not-xml');
  return scan.end === undefined ? bad('malformed') : { ok: true, start: scan.start, end: scan.end, trailingText };
}
