import { type FieldFault, readFields } from '../sts-fields.ts';
import { shortened } from '../tag-list.ts';

export type StsRecord =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: FieldFault | 'id-missing'; readonly term: string };

/** Blanks belong to a semicolon; behind the last value there is none. */
const BLANK_AT_END = /[^; \t][ \t]+$/;
const ID = /^[a-z0-9]{1,32}$/i;

/** Whether a TXT record counts among those of which there must be one (RFC 8461 section 3.1). */
export const isStsRecord = (text: string): boolean => /^v=STSv1[ \t]*;/.test(text);

/** Meant as one, but for its version's letters, a space in front, quotes, or the semicolon. */
export const looksLikeSts = (text: string): boolean => /^[\s"'\u201c]{0,10}v\s{0,10}[=:]\s{0,10}sts/i.test(text) && !isStsRecord(text);

/** Reads `v=STSv1; id=…` strictly by the grammar of RFC 8461 section 3.1; of two ids the first one counts. */
export function parseStsRecord(text: string): StsRecord {
  let first = true;
  const read = readFields(text, 'STSv1', ({ name, value }) => {
    // Further ones are extensions of that name.
    if (name !== 'id' || !first) return undefined;
    first = false;
    return ID.test(value);
  });
  if (!read.ok) return read;
  if (BLANK_AT_END.test(text)) return { ok: false, code: 'value-unreadable', term: shortened(text) };
  const id = read.fields.find(({ name }) => name === 'id')?.value;
  return id === undefined ? { ok: false, code: 'id-missing', term: 'id=' } : { ok: true, id };
}
