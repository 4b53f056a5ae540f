import type { DomainFacts } from '../facts.ts';
import type { FindingId } from '../finding.ts';
import { mailHost } from './hosts.ts';

const CERTIFICATE_CAUSES: Readonly<Record<string, readonly FindingId[]>> = {
  'certificate-expired': ['tls-expired'],
  'certificate-not-yet-valid': ['tls-not-yet-valid'],
  'certificate-untrusted': ['tls-self-signed', 'tls-incomplete', 'tls-untrusted'],
};

const FAULT_IDS = {
  'self-signed': 'tls-self-signed',
  incomplete: 'tls-incomplete',
  untrusted: 'tls-untrusted',
  expired: 'tls-expired',
  'not-yet-valid': 'tls-not-yet-valid',
} as const;

/** The finding about certificates that explains why a page was not fetched: the same certificate is judged port by port. */
export function certificateCause(facts: DomainFacts, reason: string): { cause?: FindingId } {
  const seen = facts.endpoints.flatMap(({ result }) => (result.status === 'encrypted' && result.fault !== undefined ? [result.fault] : []));
  const told = seen.flatMap((fault): FindingId[] => (fault === 'name' ? [] : [FAULT_IDS[fault]]));
  const cause = CERTIFICATE_CAUSES[reason]?.find((id) => told.includes(id));
  return cause === undefined ? {} : { cause };
}

/** The web server of the mail host itself gives no other answer. */
export function shutCause(facts: DomainFacts, reason: string): { cause?: FindingId } {
  const web = facts.endpoints.filter(({ target }) => target.port === 443 && target.host === mailHost(facts));
  const shut = web.length > 0 && web.every(({ result }) => result.status === 'failed' && result.reason === reason);
  return shut ? { cause: 'tls-unreachable' } : {};
}
