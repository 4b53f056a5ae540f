/** One value of a DER encoding (X.690): its tag and the bytes inside. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Where the next value begins. */
  readonly end: number;
}

export const DER = { integer: 0x02, bits: 0x03, object: 0x06, sequence: 0x30 } as const;

/** `truncated`: the value says that it is longer than what is there. */
export type DerRead = DerValue | 'truncated' | 'unreadable';

/** Reads the value that begins at `start`; lengths of up to four octets, in their shortest form only. */
export function readDer(bytes: Uint8Array, start = 0): DerRead {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) return 'truncated';
  let length = first;
  let from = start + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) return 'unreadable';
    if (from + octets > bytes.length) return 'truncated';
    length = bytes.subarray(from, from + octets).reduce((sum, octet) => sum * 256 + octet, 0);
    from += octets;
    if (length < 0x80) return 'unreadable';
  }
  const end = from + length;
  return end > bytes.length ? 'truncated' : { tag, content: bytes.subarray(from, end), end };
}

/** The values of a sequence, one after the other; a fault ends the list. */
export function derValues(bytes: Uint8Array): { values: DerValue[]; fault?: 'truncated' | 'unreadable' } {
  const values: DerValue[] = [];
  for (let start = 0; start < bytes.length && values.length < MOST;) {
    const value = readDer(bytes, start);
    if (typeof value === 'string') return { values, fault: value };
    values.push(value);
    start = value.end;
  }
  return { values };
}

/** More than any key has. */
const MOST = 16;
