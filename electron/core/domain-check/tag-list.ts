export interface Tag {
  readonly name: string;
  readonly value: string;
}

export type TagFault = 'tag-unreadable' | 'tag-empty' | 'tag-twice' | 'character-not-allowed';

export interface TagList {
  readonly tags: readonly Tag[];
  /** What breaks the grammar; with any of these a strict reader throws the whole record away. */
  readonly faults: readonly { readonly code: TagFault; readonly term: string }[];
}

const NAME = /^[a-z][a-z0-9_]*$/i;
const VALUE = /^[\x21-\x3a\x3c-\x7e \t\r\n]*$/;

/**
 * Reads `name=value; …` (RFC 6376 section 3.2) to its end whatever is wrong; linear in its length. White space around names
 * and values is dropped, within values it stays. Names keep their case: they are case-sensitive. One last semicolon may stand alone.
 */
export function readTagList(text: string): TagList {
  const pieces = text.split(';');
  if (pieces.length > 1 && withoutSpace(pieces.at(-1) ?? '') === '') pieces.pop();
  const tags: Tag[] = [];
  const seen = new Set<string>();
  const faults: { code: TagFault; term: string }[] = [];
  for (const piece of pieces) {
    const term = shortened(piece);
    const equals = piece.indexOf('=');
    const name = withoutSpace(piece.slice(0, Math.max(equals, 0)));
    const value = withoutSpace(piece.slice(equals + 1));
    if (withoutSpace(piece) === '') faults.push({ code: 'tag-empty', term });
    else if (equals < 0 || !NAME.test(name)) faults.push({ code: 'tag-unreadable', term });
    else if (!VALUE.test(value)) faults.push({ code: 'character-not-allowed', term });
    else if (seen.has(name)) faults.push({ code: 'tag-twice', term });
    else tags.push({ name, value });
    seen.add(name);
  }
  return { tags, faults };
}

const isSpace = (sign: string): boolean => sign === ' ' || sign === '\t' || sign === '\r' || sign === '\n';

/** Without the white space of RFC 5322 at both ends; a no-break space is none, and stays to be found. */
export function withoutSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start += 1;
  while (end > start && isSpace(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const LONGEST_SHOWN = 60;

/** A piece of a record as it stands in a sentence. */
export const shortened = (text: string): string => {
  const plain = text.trim();
  return plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}…` : plain;
};
