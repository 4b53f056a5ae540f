import type { Service, SourceId, TrustReason } from '../model/service.ts';
import type { Candidate, Standing } from './context.ts';
import { sameRegistrant } from './domains.ts';

/**
 * Confidence, 0 … 1. The standing of the best evidence decides; what is added can order services of one standing
 * but never lift one over the next standing. docs/discovery.md explains the figures.
 */
const BY_STANDING: Readonly<Record<Standing, number>> = { pinned: 0.95, own: 0.84, known: 0.68, dns: 0.52, http: 0.34, guess: 0.18 };
const AGREEMENT = 0.03;
const MOST_AGREEMENT = 0.06;
const LIVE = 0.02;
const TLS = 0.03;
const PER_PLACE = 0.001;
const UNENCRYPTED = 0.1;

// Sources that one and the same file or service may answer are one voice.
const VOICES: Readonly<Record<SourceId, string>> = {
  policy: 'policy',
  'settings-file': 'settings-file',
  autoconfig: 'autoconfig',
  'autoconfig-well-known': 'autoconfig',
  'autoconfig-http': 'autoconfig',
  'autodiscover-outlook': 'autodiscover',
  'autodiscover-mobilesync': 'autodiscover',
  'autodiscover-json': 'autodiscover',
  srv: 'srv',
  pacc: 'pacc',
  ispdb: 'ispdb',
  'mx-hoster': 'mx-hoster',
  'dav-well-known': 'well-known',
  'jmap-well-known': 'well-known',
  probe: 'probe',
};

const voicesOf = (candidates: readonly Candidate[]): number => new Set(candidates.map(({ evidence }) => VOICES[evidence.source])).size;

/** Confidence of one service from everything that names it; `best` has the best standing. */
export function confidenceOf(candidates: readonly Candidate[], best: Candidate): number {
  const agreement = Math.min((voicesOf(candidates) - 1) * AGREEMENT, MOST_AGREEMENT);
  const live = candidates.some((candidate) => candidate.live) ? LIVE : 0;
  const tls = best.security === 'tls' ? TLS : 0;
  const place = Math.min(best.order, 20) * PER_PLACE;
  const sum = BY_STANDING[best.standing] + agreement + live + tls - place;
  const kept = best.security === 'none' ? sum * UNENCRYPTED : sum;
  return Math.round(Math.min(Math.max(kept, 0), 1) * 1000) / 1000;
}

/**
 * Whether a password may go there without asking the person: a host under the mail domain's own registrable domain,
 * encrypted (its certificate is verified at every connection), and named by something better than plain http or
 * another domain; or one that policy pins. Everything else wants consent by name.
 */
export function isTrusted(candidates: readonly Candidate[], best: Candidate, domain: string): boolean {
  if (best.standing === 'pinned') return true;
  if (best.security === 'none' || !sameRegistrant(best.host, domain)) return false;
  return candidates.some(({ standing, otherDomain }) => standing !== 'http' && !otherDomain);
}

/** Why it is or is not believed, most telling first. */
export function reasonsOf(candidates: readonly Candidate[], best: Candidate, domain: string): TrustReason[] {
  const any = (test: (candidate: Candidate) => boolean): boolean => candidates.some(test);
  const all = (test: (candidate: Candidate) => boolean): boolean => candidates.every(test);
  const reasons: [TrustReason, boolean][] = [
    ['pinned-by-policy', best.standing === 'pinned'],
    ['own-domain-https', any(({ standing, evidence }) => standing === 'own' && evidence.transport === 'https')],
    ['dnssec', any(({ evidence }) => evidence.transport === 'dnssec')],
    ['known-provider', any(({ standing }) => standing === 'known')],
    ['other-domain', !sameRegistrant(best.host, domain) || all(({ otherDomain }) => otherDomain)],
    ['no-encryption', best.security === 'none'],
    ['plain-http', all(({ standing }) => standing === 'http')],
    ['unsigned-dns', best.standing === 'dns' && any(({ evidence }) => evidence.transport === 'dns')],
    ['guessed', all(({ standing }) => standing === 'guess')],
    ['private-address', any(({ privateAddress }) => privateAddress)],
    ['sources-agree', voicesOf(candidates) > 1],
    ['answers-live', any(({ live }) => live)],
  ];
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

/** What the ranking by standing would put first, for callers that hold finished services. */
export const byConfidence = (one: Service, other: Service): number => other.confidence - one.confidence;
