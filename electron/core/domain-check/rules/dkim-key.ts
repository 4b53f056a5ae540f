import { decodeBase64, type DkimRecord, type PublicKey } from '../dkim/index.ts';
import type { Finding, FindingId, Severity } from '../finding.ts';

export interface KeyVerdict {
  readonly id: Extract<FindingId, `dkim-${string}`>;
  readonly severity: Severity;
  readonly facts: Finding['facts'];
}

/** Bits of an RSA modulus: below the first nobody may verify (RFC 8301 section 3.2), above the last some will not. */
const BITS = { least: 1024, good: 2048, most: 4096 } as const;

/** Length of one string in DNS: a record cut by a web form ends there, or an octet before. */
const CUT_AT = [254, 255, 256];

/** What one key record says about itself, and whether it holds the server's own key. */
export function judgeKey(record: DkimRecord, strings: readonly string[], own: { data: string } | undefined): KeyVerdict[] {
  const broken = faultOf(record, strings);
  if (broken?.severity === 'fail') return [broken];
  const verdicts = [...(broken === undefined ? [] : [broken]), ...judgeTags(record), ...judgeNumbers(record.key), ...compare(record, own)];
  if (verdicts.some(({ severity }) => severity !== 'info')) return verdicts;
  const { key } = record;
  const bits = typeof key === 'object' && key.kind === 'rsa' ? key.bits : ED25519_BITS;
  return [{ id: 'dkim-right', severity: 'ok', facts: { type: record.type, bits } }, ...verdicts];
}

const ED25519_BITS = 256;

const fail = (id: KeyVerdict['id'], facts: Finding['facts'] = {}): KeyVerdict => ({ id, severity: 'fail', facts });
const warn = (id: KeyVerdict['id'], facts: Finding['facts'] = {}): KeyVerdict => ({ id, severity: 'warn', facts });

/** The one thing that makes the record worthless, or a slip that most readers forgive. */
function faultOf({ faults, type, data, key, text }: DkimRecord, strings: readonly string[]): KeyVerdict | undefined {
  const [wrong] = faults.filter(({ code }) => code !== 'space-at-end');
  const [slip] = faults;
  const cut = strings.length === 1 && CUT_AT.includes(text.length);
  if (wrong !== undefined) return fail('dkim-syntax', { reason: wrong.code, term: wrong.term });
  if (type !== 'rsa' && type !== 'ed25519') return fail('dkim-type-unknown', { type });
  if (data === '') return fail('dkim-revoked');
  const why = key === 'base64' ? 'base64' : key === undefined ? 'unreadable' : key.kind === 'none' ? key.why : undefined;
  if (why === 'truncated' || (why !== undefined && cut)) return fail('dkim-cut', { octets: text.length });
  if (why !== undefined) return fail('dkim-key-unreadable', { reason: why, type });
  const exponent = typeof key === 'object' && key.kind === 'rsa' ? key.exponent : undefined;
  if (exponent === 'one' || exponent === 'even') return fail('dkim-exponent', { exponent });
  return slip === undefined ? undefined : warn('dkim-syntax', { reason: slip.code, term: slip.term });
}

function judgeTags({ version, flags, services, hashes }: DkimRecord): KeyVerdict[] {
  return [
    ...(version ? [] : [warn('dkim-no-version')]),
    ...(flags.includes('y') ? [warn('dkim-testing')] : []),
    ...(services.includes('*') || services.includes('email') ? [] : [fail('dkim-service', { services: [...services] })]),
    ...(hashes === undefined || hashes.includes('sha256') ? [] : [fail('dkim-hash', { hashes: [...hashes] })]),
  ];
}

function judgeNumbers(key: DkimRecord['key']): KeyVerdict[] {
  if (typeof key !== 'object' || key.kind !== 'rsa') return [];
  const { bits } = key;
  return [...sizeOf(bits), ...(key.encoding === 'pkcs1' ? [warn('dkim-encoding', { bits })] : [])];
}

function sizeOf(bits: Extract<PublicKey, { kind: 'rsa' }>['bits']): KeyVerdict[] {
  if (bits < BITS.least) return [fail('dkim-key-short', { bits, limit: BITS.least })];
  if (bits < BITS.good) return [warn('dkim-key-weak', { bits, limit: BITS.good })];
  return bits > BITS.most ? [warn('dkim-key-long', { bits, limit: BITS.most })] : [];
}

function compare({ data = '' }: DkimRecord, own: { data: string } | undefined): KeyVerdict[] {
  if (own === undefined) return [];
  const [published, wanted] = [decodeBase64(data), decodeBase64(own.data)];
  const same = published?.length === wanted?.length && published?.every((octet, index) => octet === wanted?.[index]) === true;
  if (same) return [];
  const position = Array.from(data).findIndex((sign, index) => sign !== own.data.charAt(index));
  return [fail('dkim-differs', { position: (position < 0 ? Math.min(data.length, own.data.length) : position) + 1 })];
}
