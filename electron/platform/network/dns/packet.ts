import { isIP } from 'node:net';
import packets, { type Answer, type DecodedPacket } from 'dns-packet';
import type { DnsRecord, RecordType } from '../../../core/world/network.ts';

export interface Question {
  name: string;
  type: RecordType;
  /** Checking disabled (RFC 4035 section 3.2.2). */
  unchecked?: boolean;
  /** Not to be passed on: the zone's own server is asked. */
  direct?: boolean;
}

/** `not-understood` is what servers without EDNS say to it (RFC 6891 section 7): FORMERR, NOTIMP or BADVERS. */
export type Code = 'ok' | 'no-such-name' | 'servfail' | 'refused' | 'malformed' | 'not-understood';

/** One server's reply, read and checked against the question; aliases are not followed yet. */
export interface Reply {
  code: Code;
  truncated: boolean;
  authenticated: boolean;
  aliases: Map<string, { target: string; ttl: number }>;
  records: DnsRecord[];
  /** The zone whose SOA proves an absence, with the seconds it may be remembered (RFC 2308 section 5). */
  absence?: { zone: string; ttl: number };
  /** Servers of another zone instead of an answer: nothing is proven. */
  referral: boolean;
  /** The server speaks for the zone itself. */
  authoritative: boolean;
  /** Extended DNS error (RFC 8914). */
  extended?: number;
}

const HEADER = 12;
const SMALLEST_QUESTION = 5;
const SMALLEST_RECORD = 11;
const MOST_RECORDS = 1_000;
const UDP_SIZE = 1_232;
const CODES: Record<number, Code> = { 0: 'ok', 1: 'not-understood', 2: 'servfail', 3: 'no-such-name', 4: 'not-understood', 5: 'refused' };
const BADVERS = 1;
const EXTENDED_ERROR = 15;

/** A reply that says nothing but its code. */
export const emptyReply = (code: Code, truncated = false): Reply => ({
  code,
  truncated,
  authenticated: false,
  aliases: new Map(),
  records: [],
  referral: false,
  authoritative: false,
});

/** Lower case, no final dot; the root is the empty string. */
export const plainName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Whether a name can stand in a question at all (RFC 1035 section 2.3.4); anything else would corrupt the packet. */
export function isAskable(name: string): boolean {
  if (name === '') return true;
  const printable = /^[\x21-\x7e]+$/.test(name);
  return printable && name.length <= 253 && name.split('.').every((label) => label.length >= 1 && label.length <= 63);
}

const OPTIONS: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: UDP_SIZE,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** RFC 1035 with the wish to be told of authenticated data (RFC 6840 section 5.7), and with EDNS(0) unless it is not understood. */
export function encodeQuestion(id: number, { name, type, unchecked, direct }: Question, edns: boolean): Buffer {
  const recursion = direct === true ? 0 : packets.RECURSION_DESIRED;
  const checking = unchecked === true ? packets.CHECKING_DISABLED : 0;
  return packets.encode({
    type: 'query',
    id,
    flags: recursion | checking | packets.AUTHENTIC_DATA,
    questions: [{ name: name === '' ? '.' : name, type }],
    additionals: edns ? [OPTIONS] : [],
  });
}

/** The id of a packet, or undefined when it is too short or a question. */
export function replyId(bytes: Buffer): number | undefined {
  if (bytes.length < HEADER) return undefined;
  return (bytes.readUInt8(2) & 0x80) === 0 ? undefined : bytes.readUInt16BE(0);
}

// A header may claim far more records than the packet can hold, and decoding would believe it.
function countsFit(bytes: Buffer): boolean {
  const records = bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10);
  const questions = bytes.readUInt16BE(4);
  return questions <= 1 && records <= MOST_RECORDS && HEADER + questions * SMALLEST_QUESTION + records * SMALLEST_RECORD <= bytes.length;
}

/**
 * Reads a reply. `not-ours` when it answers another question: the true answer may still come.
 * A reply that cannot be read has the code `malformed`.
 */
export function readReply(bytes: Buffer, question: Question): Reply | 'not-ours' {
  const flags = bytes.readUInt16BE(2);
  const code = CODES[flags & 0xf] ?? 'servfail';
  const truncated = (flags & packets.TRUNCATED_RESPONSE) !== 0;
  // A cut packet may count what it does not hold, or end inside a record; it only says "ask over TCP".
  const unreadable = emptyReply(truncated || code === 'not-understood' ? code : 'malformed', truncated);
  if (!countsFit(bytes)) return unreadable;
  let packet: DecodedPacket;
  try {
    packet = packets.decode(bytes);
  } catch {
    return unreadable;
  }
  const asked = packet.questions?.[0];
  // Servers that cannot serve the question may leave it out of the reply (RFC 1035 section 4.1.1 does not forbid it).
  if (asked === undefined && (code === 'ok' || code === 'no-such-name')) return emptyReply('malformed');
  if (asked !== undefined && (plainName(asked.name) !== question.name || asked.type !== question.type)) return 'not-ours';
  const unknownVersion = packet.additionals?.some((one) => one.type === 'OPT' && one.extendedRcode === BADVERS) === true;
  const extended = extendedError(packet);
  const reply = readSections(packet, question.type, unknownVersion ? 'not-understood' : code, truncated);
  return extended === undefined ? reply : { ...reply, extended };
}

/** The first extended error of the reply, as its number alone: the text behind it is anybody's. */
function extendedError(packet: DecodedPacket): number | undefined {
  for (const record of packet.additionals ?? []) {
    if (record.type !== 'OPT') continue;
    const option = record.options.find(({ code }: { code: number }) => code === EXTENDED_ERROR);
    const data: unknown = option === undefined ? undefined : Reflect.get(option, 'data');
    if (Buffer.isBuffer(data) && data.length >= 2) return data.readUInt16BE(0);
  }
  return undefined;
}

function readSections(packet: DecodedPacket, type: RecordType, code: Code, truncated: boolean): Reply {
  const aliases: Reply['aliases'] = new Map();
  const records: DnsRecord[] = [];
  for (const answer of packet.answers ?? []) {
    if (answer.type === 'CNAME' && type !== 'CNAME') {
      aliases.set(plainName(answer.name), { target: plainName(answer.data), ttl: answer.ttl ?? 0 });
    }
    if (answer.type !== type) continue;
    const record = recordOf(answer);
    // An answer that is there but cannot be read proves nothing, least of all that there is none.
    if (record === undefined) return { ...emptyReply('malformed', truncated), aliases };
    records.push(record);
  }
  const authorities = packet.authorities ?? [];
  const absence = authorities.map(absenceOf).find((found) => found !== undefined);
  const referral = !packet.flag_aa && absence === undefined && authorities.some((authority) => authority.type === 'NS');
  const { flag_ad: authenticated, flag_aa: authoritative } = packet;
  return { code, truncated, authenticated, authoritative, aliases, records, referral, ...(absence === undefined ? {} : { absence }) };
}

function absenceOf(authority: Answer): Reply['absence'] {
  if (authority.type !== 'SOA') return undefined;
  return { zone: plainName(authority.name), ttl: Math.min(authority.ttl ?? 0, authority.data.minimum ?? 0) };
}

const textOf = (chunk: string | Buffer): string => {
  if (typeof chunk === 'string') return chunk;
  const text = chunk.toString('utf8');
  return text.includes('\ufffd') ? chunk.toString('latin1') : text;
};

function recordOf(answer: Answer): DnsRecord | undefined {
  if (answer.type === 'OPT' || !('data' in answer)) return undefined;
  if ('class' in answer && answer.class !== undefined && answer.class !== 'IN') return undefined;
  const owner = { name: plainName(answer.name), ttl: 'ttl' in answer ? (answer.ttl ?? 0) : 0 };
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      // A record cut short decodes into something that is no address.
      return isIP(answer.data) === 0 ? undefined : { ...owner, type: answer.type, value: plainName(answer.data) };
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { ...owner, type: answer.type, value: plainName(answer.data) };
    case 'MX':
      return { ...owner, type: 'MX', preference: answer.data.preference ?? 0, exchange: plainName(answer.data.exchange) };
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data;
      return { ...owner, type: 'SRV', priority, weight, port, target: plainName(target) };
    }
    case 'TXT':
      return { ...owner, type: 'TXT', chunks: [answer.data].flat().map(textOf) };
    case 'SOA':
      return { ...owner, type: 'SOA', primary: plainName(answer.data.mname), minimum: answer.data.minimum ?? 0 };
    case 'CAA':
      return { ...owner, type: 'CAA', flags: answer.data.flags ?? 0, tag: answer.data.tag.toLowerCase(), value: answer.data.value };
    case 'TLSA': {
      const { usage, selector, matchingType, certificate } = answer.data;
      return { ...owner, type: 'TLSA', usage, selector, matching: matchingType, certificate: certificate.toString('hex') };
    }
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = answer.data;
      return { ...owner, type: 'DS', data: `${keyTag} ${algorithm} ${digestType} ${digest.toString('hex')}` };
    }
    case 'DNSKEY': {
      const { flags, algorithm, key } = answer.data;
      return { ...owner, type: 'DNSKEY', data: `${flags} 3 ${algorithm} ${key.toString('base64')}` };
    }
    default:
      return undefined;
  }
}
