import { shortened } from './tag-list.ts';

export interface Field {
  readonly name: string;
  readonly value: string;
}

export type FieldFault = 'version' | 'field-empty' | 'field-unreadable' | 'name-unreadable' | 'value-unreadable';
export type ReadFields =
  { readonly ok: true; readonly fields: readonly Field[] } | { readonly ok: false; readonly code: FieldFault; readonly term: string };

/** Names of extensions (RFC 8461 sections 3.1 and 3.2, RFC 8460 section 3). */
export const EXTENSION_NAME = /^[a-z0-9][a-z0-9_.-]{0,31}$/i;
const EXTENSION_VALUE = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/**
 * Reads a record of the form `v=<version>; name=value; …` that RFC 8460 and RFC 8461 share: white space may stand around
 * semicolons only, one semicolon may end it. `isValue` has the rules for a field of its own; extensions have the common ones.
 */
export function readFields(text: string, version: string, isValue: (field: Field) => boolean | undefined): ReadFields {
  const [first = '', ...pieces] = text.split(';').map(withoutBlanks);
  if (first !== `v=${version}`) return { ok: false, code: 'version', term: shortened(first) };
  if (pieces.at(-1) === '') pieces.pop();
  const fields: Field[] = [];
  for (const piece of pieces) {
    const term = shortened(piece);
    if (piece === '') return { ok: false, code: 'field-empty', term };
    const equals = piece.indexOf('=');
    if (equals < 1) return { ok: false, code: 'field-unreadable', term };
    const field = { name: piece.slice(0, equals), value: piece.slice(equals + 1) };
    if (!EXTENSION_NAME.test(field.name)) return { ok: false, code: 'name-unreadable', term };
    if (!(isValue(field) ?? EXTENSION_VALUE.test(field.value))) return { ok: false, code: 'value-unreadable', term };
    fields.push(field);
  }
  return { ok: true, fields };
}

const isBlank = (sign: string): boolean => sign === ' ' || sign === '\t';

/** Without blanks and tabs at both ends, and nothing else. */
export function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charAt(start))) start += 1;
  while (end > start && isBlank(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
