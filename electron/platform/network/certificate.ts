import type { TLSSocket, PeerCertificate } from 'node:tls';
import type { CertificateFacts } from '../../core/world/network.ts';

const MOST_NAMES = 100;
const LONGEST_TEXT = 300;

/** What the server showed, also when it is not trusted; undefined before the handshake came so far. */
export function certificateFacts(socket: TLSSocket): CertificateFacts | undefined {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
  if (certificate.raw === undefined) return undefined;
  const subject = distinguishedName(certificate.subject);
  const issuer = distinguishedName(certificate.issuer);
  return {
    names: alternativeNames(certificate.subjectaltname),
    subject,
    issuer,
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    selfSigned: subject === issuer,
  };
}

/**
 * Keeps what the server showed before Node judges it: a refused connection is torn down together with its certificate.
 * Node announces the finished handshake with `secure` and judges in its own listener of that event.
 */
export function watchCertificate(socket: TLSSocket): () => CertificateFacts | undefined {
  let seen: CertificateFacts | undefined;
  socket.prependOnceListener('secure', () => {
    seen = certificateFacts(socket);
  });
  return () => seen;
}

/** DNS names and addresses of the extension as Node writes it. */
export function alternativeNames(text = ''): string[] {
  const alternatives = text
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1]?.toLowerCase())
    .filter((name) => name !== undefined);
  return alternatives.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_TEXT));
}

function distinguishedName(name: object | undefined): string {
  const parts = Object.entries(name ?? {}).map(([key, value]) => `${key}=${[value].flat().join('+')}`);
  return parts.join(', ').slice(0, LONGEST_TEXT);
}

/** A certificate's date as Node writes it, ISO 8601; empty when it is none. */
export function isoDate(text: string | undefined): string {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
