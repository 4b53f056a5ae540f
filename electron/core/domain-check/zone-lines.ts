import type { ZoneRecord } from './finding.ts';
import { splitStrings } from './spf/strings.ts';

/** Until it is proven, an hour: short enough to mend, long enough for caches to help. */
const TTL = 3600;
const NAME_WIDTH = 27;

/** Whether a name belongs into the zone of this domain. */
export const isInZone = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

// RFC 1035 section 5.1: what means something in a zone file, and everything that is not printable.
const escapedName = (name: string): string =>
  name.replace(/[\\;"()@$]/g, '\\$&').replace(/[^\x21-\x7e]/g, (sign) => `\\${String((sign.codePointAt(0) ?? 0) & 255).padStart(3, '0')}`);

function ownerOf(name: string, domain: string): string {
  if (name === domain) return '@';
  return domain !== '' && isInZone(name, domain) ? escapedName(name.slice(0, -domain.length - 1)) : `${escapedName(name)}.`;
}

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replace(/[^\x20-\x7e]/g, (sign) => `\\${String((sign.codePointAt(0) ?? 0) & 255).padStart(3, '0')}`)}"`;

/** Data on one line, whatever it was made of. */
export const dataOf = ({ data, text }: ZoneRecord): string =>
  (text === undefined ? data : splitStrings(text).map(quoted).join(' ')).replace(/[^\x20-\x7e]+/g, ' ');

/** The record as one line of a zone file, owner absolute. */
export const absoluteLine = (record: ZoneRecord): string => `${ownerOf(record.name, '')} ${TTL} IN ${record.type} ${dataOf(record)}`;

/**
 * The record as it stands in a zone file whose origin is `domain`. A text of several strings (RFC 1035 section 3.3.14) has one a
 * line, and before it a comment with the text in one piece.
 */
export function zoneLines(record: ZoneRecord, domain: string, { note }: { note: (note: 'joined') => string }): string[] {
  const start = `${ownerOf(record.name, domain).padEnd(NAME_WIDTH)} ${TTL} IN ${record.type.padEnd(6)}`;
  const strings = record.text === undefined ? [] : splitStrings(record.text);
  if (strings.length < 2) return [`${start} ${dataOf(record)}`];
  const margin = ' '.repeat(start.length + 3);
  return [
    `; ${note('joined')}: ${(record.text ?? '').replace(/[^\x20-\x7e]+/g, ' ')}`,
    ...strings.map((text, index) =>
      [index === 0 ? `${start} ( ` : margin, quoted(text), index === strings.length - 1 ? ' )' : ''].join(''),
    ),
  ];
}
