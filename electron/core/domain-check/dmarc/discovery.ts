import { getDomain } from 'tldts';
import { appliedPolicy, type DmarcPolicy, type DmarcRecord, isDmarcRecord, isUsable, parseDmarc } from './record.ts';

const MOST_LABELS = 7;

/**
 * The names whose `_dmarc` record is asked for, at most eight, longest first (RFC 9989 section 4.10): the domain, then,
 * when it has more than eight labels, its last seven, then one label fewer each time, down to the last.
 */
export function treeWalkNames(domain: string): string[] {
  const labels = domain.split('.');
  const names = [domain];
  for (let rest = labels.length > MOST_LABELS ? labels.slice(-MOST_LABELS) : labels.slice(1); rest.length > 0; rest = rest.slice(1))
    names.push(rest.join('.'));
  return names;
}

export const dmarcName = (domain: string): string => `_dmarc.${domain}`;

/** TXT records at `_dmarc.<name>`; undefined: nobody knows. */
export type DmarcTexts = (domain: string) => readonly string[] | undefined;

export interface Published {
  readonly domain: string;
  readonly record: DmarcRecord;
}

export interface Discovery {
  /** Records met on the way, longest name first; sets of several are thrown away, as is what is no record. */
  readonly walked: readonly Published[];
  /** undefined: some answer is lacking that decides it. */
  readonly organizational: string | undefined;
  /** The record that applies. */
  readonly policy: Published | undefined;
  /** The first name on the way that nobody answered for. */
  readonly unanswered?: string;
}

function recordAt(texts: readonly string[]): DmarcRecord | undefined {
  const [text, ...others] = texts.filter(isDmarcRecord);
  if (text === undefined || others.length > 0) return undefined;
  const record = parseDmarc(text);
  return isUsable(record) ? record : undefined;
}

/** Policy and organizational domain of a domain as RFC 9989 finds them (sections 4.10, 4.10.1, 4.10.2). Pure. */
export function discoverDmarc(domain: string, textsAt: DmarcTexts): Discovery {
  const walked: Published[] = [];
  let unanswered: string | undefined;
  for (const name of treeWalkNames(domain)) {
    const texts = textsAt(name);
    if (texts === undefined) {
      unanswered = name;
      break;
    }
    const record = recordAt(texts);
    if (record === undefined) continue;
    walked.push({ domain: name, record });
    if (record.psd !== 'u') break;
  }
  const own = walked.find((one) => one.domain === domain);
  if (unanswered !== undefined) return { walked, organizational: undefined, policy: own, unanswered };
  const organizational = organizationalDomain(domain, walked);
  const last = walked.at(-1);
  const above = walked.find((one) => one.domain === organizational) ?? (last?.record.psd === 'y' ? last : undefined);
  return { walked, organizational, policy: own ?? above };
}

function organizationalDomain(domain: string, walked: readonly Published[]): string {
  for (const { domain: name, record } of walked) {
    if (record.psd === 'n') return name;
    if (record.psd === 'y' && name !== domain)
      return domain
        .split('.')
        .slice(-(name.split('.').length + 1))
        .join('.');
  }
  return walked.at(-1)?.domain ?? domain;
}

export interface OlderDiscovery {
  readonly organizational: string;
  readonly policy: Published | undefined;
  /** The answer that decides it is lacking. */
  readonly unknown: boolean;
}

/** The same by RFC 7489 section 6.6.3, which many receivers keep to for years: the domain, else its registrable domain by the public list. */
export function discoverOlder(domain: string, textsAt: DmarcTexts): OlderDiscovery {
  const organizational = getDomain(domain, { allowPrivateDomains: true }) ?? domain;
  for (const name of new Set([domain, organizational])) {
    const texts = textsAt(name)?.filter(isDmarcRecord);
    if (texts === undefined) return { organizational, policy: undefined, unknown: true };
    const [text, ...others] = texts;
    if (text === undefined) continue;
    return { organizational, policy: others.length > 0 ? undefined : { domain: name, record: parseDmarc(text) }, unknown: false };
  }
  return { organizational, policy: undefined, unknown: false };
}

/**
 * What is asked of receivers about mail from this domain. `exists`: whether the domain is in DNS at all; `newer`: by
 * RFC 9989, with `np` and `t` (one level less), otherwise by RFC 7489. undefined: nothing is asked.
 */
export function policyFor(
  domain: string,
  policy: Published | undefined,
  { exists, newer }: { exists: boolean; newer: boolean },
): DmarcPolicy | undefined {
  const applied = policy === undefined ? undefined : appliedPolicy(policy.record);
  if (policy === undefined || applied === undefined) return undefined;
  const below = exists || !newer ? applied.sp : (applied.np ?? applied.sp);
  const published = policy.domain === domain ? applied.p : (below ?? applied.p);
  if (!newer || !policy.record.testing) return published;
  return published === 'reject' ? 'quarantine' : 'none';
}
