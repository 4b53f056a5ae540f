import { type DmarcPolicy, type DmarcRecord, isWeaker, parseDmarc } from './record.ts';

const KEPT = ['sp', 'np', 'rua', 'ruf', 'adkim', 'aspf', 'fo', 't', 'psd'];

/** What is changed while a record is written anew; an empty text takes the tag out. */
export type DmarcChanges = Readonly<Partial<Record<'p' | 'sp' | 'np' | 't' | 'rua' | 'ruf', string>>>;

/** A record in plain order, with only what RFC 9989 knows and what can be read, and with these changes. */
export function printDmarc(record: DmarcRecord, changes: DmarcChanges = {}): string {
  const readable = (name: string): string | undefined => {
    if (name === 'rua' || name === 'ruf') {
      const uris = record[name].map(({ uri }) => uri);
      return uris.length === 0 ? undefined : uris.join(',');
    }
    const value = record.tags.find((tag) => tag.name === name)?.value;
    const spoilt = record.faults.some(({ code, term }) => code === 'value-unknown' && term.toLowerCase().startsWith(`${name}=`));
    return spoilt ? undefined : value?.toLowerCase();
  };
  const wanted = new Map<string, string>(Object.entries(changes));
  const tags = ['p', ...KEPT].flatMap((name) => {
    const value = wanted.get(name) ?? readable(name) ?? (name === 'p' ? 'none' : undefined);
    return value === undefined || value === '' ? [] : [`${name}=${value}`];
  });
  return ['v=DMARC1', ...tags].join('; ');
}

export interface DmarcStep {
  readonly policy: DmarcPolicy;
  readonly record: string;
}

/**
 * The next step on the way none, quarantine, reject, one at a time, because mail that nobody thought of shows only in the
 * reports: a test ends before the policy is raised. Subdomains that were to be weaker than the new policy stay as they are.
 * undefined: nothing is left to raise.
 */
export function nextDmarcStep(text: string): DmarcStep | undefined {
  const record = parseDmarc(text);
  if (record.testing && record.p !== 'none' && record.p !== 'unknown' && record.p !== undefined)
    return { policy: record.p, record: printDmarc(record, { t: '' }) };
  if (record.p === 'reject') return undefined;
  const policy = record.p === 'quarantine' ? 'reject' : 'quarantine';
  return { policy, record: printDmarc(record, { p: policy, t: '' }) };
}

/** Of several records one: what the mildest asks for, with everybody's reports. */
export function mergedDmarc(texts: readonly string[]): string {
  const records = texts.map(parseDmarc);
  const policies = records.flatMap(({ p }) => (p === undefined || p === 'unknown' ? [] : [p]));
  const mildest = policies.reduce((least, one) => (isWeaker(one, least) ? one : least), policies[0] ?? 'none');
  const base = records.find(({ p }) => p === mildest) ?? records[0] ?? parseDmarc('v=DMARC1; p=none');
  const rua = [...new Set(records.flatMap((record) => record.rua.map(({ uri }) => uri)))];
  return printDmarc(base, { p: mildest, rua: rua.slice(0, MOST_REPORTS).join(',') });
}

/** Receivers must serve two (RFC 9989 section 4.7). */
export const MOST_REPORTS = 2;
