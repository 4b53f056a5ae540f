import type { CertificateFacts, NetworkFailure } from '../../core/world/network.ts';
import { hasNoNetwork } from './addresses.ts';

export interface Failed {
  status: 'failed';
  reason: NetworkFailure;
  certificate?: CertificateFacts;
  detail?: string;
}

const BY_CODE: Record<string, NetworkFailure> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timed-out',
  ESOCKETTIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ENOTFOUND: 'name-absent',
  ENODATA: 'name-absent',
  EAI_NONAME: 'name-absent',
  EAI_NODATA: 'name-absent',
  EAI_AGAIN: 'name-unanswered',
  EAI_FAIL: 'name-unanswered',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  HOSTNAME_MISMATCH: 'certificate-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  CERT_REJECTED: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CERT_CHAIN_TOO_LONG: 'certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate-untrusted',
  INVALID_CA: 'certificate-untrusted',
  INVALID_PURPOSE: 'certificate-untrusted',
  PATH_LENGTH_EXCEEDED: 'certificate-untrusted',
  CA_MD_TOO_WEAK: 'certificate-untrusted',
  EE_KEY_TOO_SMALL: 'certificate-untrusted',
  // What Node says of every other verdict of OpenSSL on a certificate.
  UNSPECIFIED: 'certificate-untrusted',
  EPROTO: 'tls-failed',
  ETLS: 'tls-failed',
  HPE_HEADER_OVERFLOW: 'too-large',
  ERR_INVALID_URL: 'malformed',
  ERR_INVALID_CHAR: 'malformed',
  ERR_UNESCAPED_CHARACTERS: 'malformed',
};
const TELLING: NetworkFailure[] = ['offline', 'unreachable', 'timed-out', 'reset', 'refused', 'cancelled'];

/** When several addresses failed differently, the failure that says most. */
export function mostTelling(failures: readonly Failed[]): Failed {
  const [first, ...others] = failures;
  if (first === undefined) return failedAs('unreachable');
  const weight = ({ reason }: Failed): number => TELLING.indexOf(reason);
  return others.reduce((most, one) => (weight(one) > weight(most) ? one : most), first);
}

const stringAt = (value: object, key: string): string | undefined => {
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === 'string' ? found : undefined;
};

/** The closed reason behind an error of Node or of a library on top of it. */
export function failureOf(error: unknown): NetworkFailure {
  if (!(error instanceof Error)) return 'unreachable';
  if (error instanceof AggregateError) {
    return mostTelling(error.errors.map((one) => failedAs(failureOf(one)))).reason;
  }
  const codes = [stringAt(error, 'originalCode'), stringAt(error, 'code')].filter((code) => code !== undefined);
  const reason = codes.map((code) => BY_CODE[code] ?? bySuffix(code)).find((found) => found !== undefined);
  if (reason === 'unreachable' && hasNoNetwork()) return 'offline';
  return reason ?? 'unreachable';
}

function bySuffix(code: string): NetworkFailure | undefined {
  if (code.startsWith('HPE_')) return 'malformed';
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT') || code.startsWith('ERR_BROTLI')) return 'malformed';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls-failed';
  if (code.startsWith('CERT_') || code.startsWith('CRL_')) return 'certificate-untrusted';
  return undefined;
}

/** A failure with the technical words for the drawer. */
export function failedBy(error: unknown, certificate?: CertificateFacts): Failed {
  const words = error instanceof Error ? error.message.slice(0, 300) : undefined;
  return failedAs(failureOf(error), words, certificate);
}

export function failedAs(reason: NetworkFailure, detail?: string, certificate?: CertificateFacts): Failed {
  return {
    status: 'failed',
    reason,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}
