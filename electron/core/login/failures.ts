import { getDomain } from 'tldts';
import { unreachable } from '../model/outcome.ts';
import type { Facts } from '../model/problem.ts';
import type { CertificateFacts, NetworkFailure } from '../world/network.ts';
import type { LoginOutcome } from './verification.ts';

/** How a failure on the way counts as an outcome; the reason itself stays among the facts. */
export function outcomeOf(reason: NetworkFailure | 'not-offered'): LoginOutcome {
  switch (reason) {
    case 'certificate-name':
    case 'certificate-expired':
    case 'certificate-untrusted':
    case 'tls-failed':
    case 'offline':
    case 'cancelled':
    case 'not-offered':
      return reason;
    case 'certificate-not-yet-valid':
      // Published certificates are valid already: usually this computer's date is in the past.
      return 'clock-wrong';
    case 'name-absent':
    case 'name-unanswered':
    case 'refused':
    case 'unreachable':
    case 'timed-out':
    case 'reset':
    case 'private-address':
    case 'proxy':
      return 'cannot-connect';
    case 'malformed':
    case 'too-large':
      return 'server-error';
    default:
      return unreachable(reason);
  }
}

/** Registrable domain; hosts directly under a public suffix of any kind stand for themselves. */
export const registrable = (host: string): string => getDomain(host, { allowPrivateDomains: true }) ?? host;

export const sameSite = (one: string, other: string): boolean => registrable(one) === registrable(other);

const MOST_NAMES = 10;

/** What the certificate says, and the name to use instead when it has one under the same registrable domain. */
export function certificateFacts(host: string, reason: string, certificate: CertificateFacts | undefined): Facts {
  if (certificate === undefined) return {};
  const names = certificate.names.slice(0, MOST_NAMES);
  const facts: Facts = {
    certificateNames: names,
    certificateIssuer: certificate.issuer,
    certificateFrom: certificate.validFrom,
    certificateTo: certificate.validTo,
    certificateSelfSigned: certificate.selfSigned,
  };
  const suggested = reason === 'certificate-name' ? suggestedHost(host, certificate.names) : undefined;
  return suggested === undefined ? facts : { ...facts, suggestedHost: suggested };
}

function suggestedHost(host: string, names: string[]): string | undefined {
  const near = names.filter((name) => name !== host && !name.startsWith('*.') && name.includes('.') && sameSite(name, host));
  return near.find((name) => /^(mail|mx|imap|smtp|webmail)\./.test(name)) ?? near[0];
}
