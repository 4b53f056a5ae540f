import { readTagList, shortened, type TagFault } from '../tag-list.ts';
import { decodeBase64 } from './base64.ts';
import { type PublicKey, readEd25519, readRsa } from './public-key.ts';

export type DkimFault =
  | TagFault
  /** `v=` stands somewhere else than in front. */
  | 'version-not-first'
  | 'version-unknown'
  | 'key-missing'
  | 'list-unreadable'
  | 'space-at-end';

/** A key record (RFC 6376 section 3.6.1) as understood. */
export interface DkimRecord {
  readonly text: string;
  /** Whether it begins with `v=DKIM1`; without it the record is legal. */
  readonly version: boolean;
  readonly faults: readonly { readonly code: DkimFault; readonly term: string }[];
  /** `k=`, lower case. */
  readonly type: string;
  /** `p=` without white space; empty: revoked; undefined: there is none. */
  readonly data: string | undefined;
  /** undefined: there is none, it is revoked, or its type is not known. `base64`: no base64 at all. */
  readonly key: PublicKey | 'base64' | undefined;
  /** Acceptable hashes, lower case; undefined: all. */
  readonly hashes: readonly string[] | undefined;
  readonly services: readonly string[];
  readonly flags: readonly string[];
}

const LIST = /^[a-z0-9*][a-z0-9-]*(?:\s*:\s*[a-z0-9*][a-z0-9-]*)*$/i;

/** Whether a text was meant as a key record: wildcards and mistaken paste put other things in its place. */
export const looksLikeDkim = (text: string): boolean => /^\s*v\s*=\s*dkim1\b/i.test(text) || /(?:^|;)\s*[pk]\s*=/i.test(text);

/** Reads a key record to its end whatever is wrong; never throws. */
export function parseDkim(text: string): DkimRecord {
  const { tags, faults: wrong } = readTagList(text);
  const faults: { code: DkimFault; term: string }[] = [...wrong];
  const valueOf = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value;
  const listOf = (name: string): string[] | undefined => {
    const value = valueOf(name);
    if (value === undefined) return undefined;
    if (!LIST.test(value)) faults.push({ code: 'list-unreadable', term: shortened(`${name}=${value}`) });
    return value.split(':').map((one) => one.trim().toLowerCase());
  };
  const version = valueOf('v');
  const first = /^\s*v\s*=/.test(text);
  if (version !== undefined && version !== 'DKIM1') faults.push({ code: 'version-unknown', term: shortened(`v=${version}`) });
  else if (version !== undefined && !first) faults.push({ code: 'version-not-first', term: 'v=DKIM1' });
  const data = valueOf('p')?.replace(/\s+/g, '');
  if (data === undefined) faults.push({ code: 'key-missing', term: 'p=' });
  if (/;\s+$/.test(text)) faults.push({ code: 'space-at-end', term: ';' });
  const type = (valueOf('k') ?? 'rsa').toLowerCase();
  return {
    text,
    version: version === 'DKIM1' && first,
    faults,
    type,
    data,
    key: keyOf(type, data),
    hashes: listOf('h'),
    services: listOf('s') ?? ['*'],
    flags: listOf('t') ?? [],
  };
}

function keyOf(type: string, data: string | undefined): DkimRecord['key'] {
  if (data === undefined || data === '' || (type !== 'rsa' && type !== 'ed25519')) return undefined;
  const bytes = decodeBase64(data);
  if (bytes === undefined) return 'base64';
  return type === 'rsa' ? readRsa(bytes) : readEd25519(bytes);
}
