import { createHash, type KeyObject, type X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Inspection, ShownCertificate } from '../../../core/world/inspection.ts';
import { alternativeNames, isoDate } from '../certificate.ts';
import { signatureAlgorithm } from './signature.ts';

const MOST_CERTIFICATES = 10;
const LONGEST_TEXT = 300;
const CURVES: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  secp224r1: 224,
  prime192v1: 192,
};

/** The certificates that `host` sent, in its order. To be called once: reading them empties the connection's list. */
export function sentChain(socket: TLSSocket, host: string): ShownCertificate[] {
  const chain: ShownCertificate[] = [];
  let next = socket.getPeerX509Certificate();
  while (next !== undefined && chain.length < MOST_CERTIFICATES) {
    chain.push(shown(next, host));
    next = next.issuerCertificate;
  }
  return chain;
}

/** Of hundreds of names not all are kept; the one that is right for the host is. */
function namesOf(certificate: X509Certificate, host: string): string[] {
  const kept = alternativeNames(certificate.subjectAltName);
  const right = certificate.checkHost(host, { subject: 'never', partialWildcards: false });
  return right === undefined || kept.includes(right) ? kept : [right, ...kept.slice(0, -1)];
}

function shown(certificate: X509Certificate, host: string): ShownCertificate {
  const key = publicKeyOf(certificate);
  const bits = key === undefined ? undefined : sizeOf(key);
  return {
    names: namesOf(certificate, host),
    subject: onOneLine(certificate.subject),
    issuer: onOneLine(certificate.issuer),
    validFrom: isoDate(certificate.validFrom),
    validTo: isoDate(certificate.validTo),
    selfSigned: certificate.subject === certificate.issuer,
    keyType: key?.asymmetricKeyType ?? 'unknown',
    ...(bits === undefined ? {} : { keyBits: bits }),
    signature: signatureAlgorithm(certificate.raw),
    certificate: digests(certificate.raw),
    publicKey: digests(key === undefined ? Buffer.alloc(0) : key.export({ type: 'spki', format: 'der' })),
  };
}

// A key of a kind that this OpenSSL does not know.
function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function sizeOf({ asymmetricKeyDetails: details }: KeyObject): number | undefined {
  return details?.modulusLength ?? CURVES[details?.namedCurve ?? ''];
}

const digests = (bytes: Buffer): ShownCertificate['certificate'] => ({
  full: bytes.toString('hex'),
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sha512: createHash('sha512').update(bytes).digest('hex'),
});

const onOneLine = (name: string): string => name.replaceAll('\n', ', ').slice(0, LONGEST_TEXT);

type Fault = Extract<Inspection['result'], { status: 'encrypted' }>['fault'];

const FAULTS: Readonly<Record<string, Fault>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'name',
  HOSTNAME_MISMATCH: 'name',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'incomplete',
  UNABLE_TO_GET_ISSUER_CERT: 'incomplete',
};

/**
 * Why the chain is not to be trusted, from OpenSSL's verdict. A server's own certificate whose issuer neither came along nor is
 * known here is `incomplete`; where authorities came along but lead to nobody known, it is `untrusted`.
 */
export function faultOf(socket: TLSSocket): Fault {
  if (socket.authorized) return undefined;
  const error: unknown = socket.authorizationError;
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : error;
  return FAULTS[typeof code === 'string' ? code : ''] ?? 'untrusted';
}
