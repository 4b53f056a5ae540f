import type { ZoneRecord } from './finding.ts';
import { dataOf } from './zone-lines.ts';

/** Texts of which a name holds one: a second makes both void (RFC 7208 section 3.2, RFC 9989 section 4.10, RFC 8461 section 3.1 …). */
const ALONE = [/^v=spf1( |$)/i, /^v=DMARC1\s*(;|$)/, /^v=STSv1\s*;/, /^v=TLSRPTv1\s*;/, /^v=DKIM1\s*;/];

const kindOf = (text: string | undefined): number => ALONE.findIndex((pattern) => pattern.test(text ?? ''));

/** Same owner, type and data; a text is the same however it is split. */
export function sameRecord(one: ZoneRecord, other: ZoneRecord): boolean {
  if (one.name !== other.name || one.type !== other.type) return false;
  if (one.type === 'TXT' && one.text !== undefined && other.text !== undefined) return one.text === other.text;
  const [first, second] = [dataOf(one), dataOf(other)];
  // Names and hex know no case, texts do.
  return one.type === 'TXT' || one.type === 'CAA' ? first === second : first.toLowerCase() === second.toLowerCase();
}

/** Whether two different records cannot stand at one name: an alias beside anything (RFC 1034 section 3.6.2), two policies of a kind. */
export function standsInTheWay(one: ZoneRecord, other: ZoneRecord): boolean {
  if (one.name !== other.name || sameRecord(one, other)) return false;
  if (one.type === 'CNAME' || other.type === 'CNAME') return true;
  return one.type === 'TXT' && other.type === 'TXT' && kindOf(one.text) !== -1 && kindOf(one.text) === kindOf(other.text);
}
