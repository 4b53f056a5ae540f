import { type FieldFault, readFields } from '../sts-fields.ts';

export type StsRecord =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: FieldFault | 'id-missing'; readonly term: string };

const ID = /^[a-z0-9]{1,32}$/i;

/** Whether a TXT record counts among those of which there must be one (RFC 8461 section 3.1). */
export const isStsRecord = (text: string): boolean => /^v=STSv1[ \t]*;/.test(text);

/** Meant as one, but for its version's letters, a space in front, quotes, or the semicolon. */
export const looksLikeSts = (text: string): boolean => /^[\s"'\u201c]{0,10}v\s{0,10}[=:]\s{0,10}sts/i.test(text) && !isStsRecord(text);

/** Reads `v=STSv1; id=…` strictly by the grammar of RFC 8461 section 3.1; of two ids the first one counts. */
export function parseStsRecord(text: string): StsRecord {
  const read = readFields(text, 'STSv1', ({ name, value }) => (name === 'id' ? ID.test(value) : undefined));
  if (!read.ok) return read;
  const id = read.fields.find(({ name }) => name === 'id')?.value;
  return id === undefined ? { ok: false, code: 'id-missing', term: 'id=' } : { ok: true, id };
}
