import { readReportUris, type ReportUri } from '../report-uri.ts';
import { type Field, type FieldFault, readFields } from '../sts-fields.ts';

export type TlsRptRecord =
  | { readonly ok: true; readonly rua: readonly ReportUri[] }
  | { readonly ok: false; readonly code: FieldFault | 'rua-missing'; readonly term: string };

const SCHEMES = ['mailto', 'https'];

/** Whether a TXT record counts among those of which there must be one (RFC 8460 section 3). */
export const isTlsRptRecord = (text: string): boolean => /^v=TLSRPTv1[ \t]*;/.test(text);

export const looksLikeTlsRpt = (text: string): boolean =>
  /^[\s"'\u201c]{0,10}v\s{0,10}[=:]\s{0,10}tlsrpt/i.test(text) && !isTlsRptRecord(text);

/** Reads `v=TLSRPTv1; rua=mailto:…` strictly by the grammar of RFC 8460 section 3; of two `rua` the first one counts. */
export function parseTlsRpt(text: string): TlsRptRecord {
  const read = readFields(text, 'TLSRPTv1', isOwnValue);
  if (!read.ok) return read;
  const rua = read.fields.find(({ name }) => name === 'rua');
  return rua === undefined ? { ok: false, code: 'rua-missing', term: 'rua=' } : { ok: true, rua: readReportUris(rua.value).uris };
}

function isOwnValue({ name, value }: Field): boolean | undefined {
  if (name !== 'rua') return undefined;
  const { uris, faults } = readReportUris(value);
  return faults.length === 0 && uris.length > 0 && uris.every(({ scheme, size }) => SCHEMES.includes(scheme) && size === undefined);
}
