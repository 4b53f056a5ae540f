import { readTagList, shortened, type TagFault } from '../tag-list.ts';
import { readReportUris, type ReportUri, type UriFault } from '../report-uri.ts';

export const DMARC_POLICIES = ['none', 'quarantine', 'reject'] as const;
export type DmarcPolicy = (typeof DMARC_POLICIES)[number];

export type DmarcFault = TagFault | UriFault['code'] | 'value-unknown';

/** A policy record (RFC 9989 section 4.7) as understood. */
export interface DmarcRecord {
  readonly text: string;
  /** In order as published, names in lower case. */
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  /** A tag that stands twice makes the record worthless; of the others only the tag is lost. */
  readonly faults: readonly { readonly code: DmarcFault; readonly term: string }[];
  readonly p: DmarcPolicy | 'unknown' | undefined;
  readonly sp: DmarcPolicy | 'unknown' | undefined;
  readonly np: DmarcPolicy | 'unknown' | undefined;
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
  readonly testing: boolean;
  readonly psd: 'y' | 'n' | 'u';
  readonly rua: readonly ReportUri[];
  readonly ruf: readonly ReportUri[];
  /** Tags that older rules had and RFC 9989 ignores, and limits of size at addresses. */
  readonly removed: readonly string[];
  readonly unknown: readonly string[];
  /** Known names written with capitals. */
  readonly capitals: readonly string[];
  /** Whether `p` comes right behind the version, as RFC 7489 wanted it. */
  readonly policySecond: boolean;
}

const VERSION = /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/;
const KNOWN = ['p', 'sp', 'np', 'adkim', 'aspf', 'fo', 'rua', 'ruf', 't', 'psd'];
const REMOVED = ['pct', 'rf', 'ri'];
const VALUES: Readonly<Record<string, RegExp>> = {
  p: /^(?:none|quarantine|reject)$/i,
  sp: /^(?:none|quarantine|reject)$/i,
  np: /^(?:none|quarantine|reject)$/i,
  adkim: /^[rs]$/i,
  aspf: /^[rs]$/i,
  t: /^[yn]$/i,
  psd: /^[ynu]$/i,
  fo: /^[01ds](?:[ \t]*:[ \t]*[01ds])*$/i,
};

/** Whether a TXT record is a policy record: the version in front, its value exactly so (RFC 9989 section 4.10 step 2). */
export const isDmarcRecord = (text: string): boolean => VERSION.test(text.replace(/^V/, 'v'));

/** A text that was meant as one but is thrown away: other version, quotes, a space in front, no semicolon behind the version. */
export const looksLikeDmarc = (text: string): boolean =>
  /^[\s"'\u201c]{0,10}v\s{0,10}[=:]\s{0,10}dmarc/i.test(text) && !isDmarcRecord(text);

/** Reads a policy record to its end whatever is wrong; never throws. `text` should be one: ask `isDmarcRecord`. */
export function parseDmarc(text: string): DmarcRecord {
  const { tags: read, faults: wrong } = readTagList(text);
  const faults: { code: DmarcFault; term: string }[] = [...wrong];
  const capitals: string[] = [];
  const tags: { name: string; value: string }[] = [];
  for (const { name: typed, value } of read) {
    const name = typed.toLowerCase();
    if (name !== typed && [...KNOWN, ...REMOVED].includes(name)) capitals.push(typed);
    const term = shortened(`${typed}=${value}`);
    if (tags.some((tag) => tag.name === name)) faults.push({ code: 'tag-twice', term });
    else tags.push({ name, value });
    if (VALUES[name]?.test(value) === false) faults.push({ code: 'value-unknown', term });
  }
  const valueOf = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value;
  const urisOf = (name: string): ReportUri[] => {
    const value = valueOf(name);
    const uris = value === undefined ? { uris: [], faults: [] } : readReportUris(value);
    faults.push(...uris.faults);
    return uris.uris;
  };
  const rua = urisOf('rua');
  const ruf = urisOf('ruf');
  const names = tags.map(({ name }) => name);
  const psd = valueOf('psd')?.toLowerCase();
  return {
    text,
    tags,
    faults,
    p: policyIn(valueOf('p')),
    sp: policyIn(valueOf('sp')),
    np: policyIn(valueOf('np')),
    strictDkim: valueOf('adkim')?.toLowerCase() === 's',
    strictSpf: valueOf('aspf')?.toLowerCase() === 's',
    testing: valueOf('t')?.toLowerCase() === 'y',
    psd: psd === 'y' || psd === 'n' ? psd : 'u',
    rua,
    ruf,
    removed: [...names.filter((name) => REMOVED.includes(name)), ...[...rua, ...ruf].flatMap(({ size }) => size ?? [])],
    unknown: names.filter((name) => name !== 'v' && !KNOWN.includes(name) && !REMOVED.includes(name)),
    capitals,
    policySecond: names[1] === 'p' || !names.includes('p'),
  };
}

function policyIn(value: string | undefined): DmarcPolicy | 'unknown' | undefined {
  if (value === undefined) return undefined;
  return DMARC_POLICIES.find((policy) => policy === value.toLowerCase()) ?? 'unknown';
}

/** The tags a record is applied with (RFC 9989 section 4.10.1); undefined: no DMARC at all. `asNone`: only watched, as something is wrong. */
export function appliedPolicy({
  p,
  sp,
  np,
  rua,
}: DmarcRecord): { readonly p: DmarcPolicy; readonly sp?: DmarcPolicy; readonly np?: DmarcPolicy; readonly asNone: boolean } | undefined {
  if (p !== undefined && p !== 'unknown' && sp !== 'unknown' && np !== 'unknown')
    return { p, asNone: false, ...(sp === undefined ? {} : { sp }), ...(np === undefined ? {} : { np }) };
  return rua.length > 0 ? { p: 'none', asNone: true } : undefined;
}

/** Whether receivers keep to a record's own words at all: a tag that stands twice makes it no record (RFC 6376 section 3.2). */
export const isUsable = ({ faults }: DmarcRecord): boolean => faults.every(({ code }) => code !== 'tag-twice');

export const isWeaker = (one: DmarcPolicy, other: DmarcPolicy): boolean => DMARC_POLICIES.indexOf(one) < DMARC_POLICIES.indexOf(other);
