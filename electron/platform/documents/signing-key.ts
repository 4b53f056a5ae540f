import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { problemOf, type Problem } from '../../core/model/problem.ts';
import type { Secret } from '../../core/model/secret.ts';

/** What an administrator hands over: key and certificates as PEM in any order, or a PKCS #12 file. */
export type SigningSource = { pem: string } | { pfx: Uint8Array; passphrase: Secret };

export interface SigningKey {
  key: KeyObject;
  /** The signer's own, first; then the rest of the chain as it was given. */
  chain: [X509Certificate, ...X509Certificate[]];
}

export type SigningFault =
  | 'key-missing'
  | 'key-unreadable'
  | 'key-encrypted'
  | 'key-type'
  | 'certificate-missing'
  | 'certificate-unreadable'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'key-mismatch'
  | 'pfx-unreadable'
  | 'pfx-passphrase-or-encryption';

/** The file with the key cannot be used, and why; the person who gave it can give a better one. */
export const unusable = (reason: SigningFault, facts: Record<string, string> = {}): { readonly ok: false; readonly problem: Problem } =>
  failed(problemOf('file-unreadable', { ...facts, reason }, ['check-file', 'ask-administrator']));

/** Reads a PKCS #8, PKCS #1 or SEC 1 key and its certificates (RFC 7468) out of one text. */
export function keyFromPem(pem: string, now: Date): Outcome<SigningKey, Problem> {
  const blocks = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g)];
  const [keyBlock] = blocks.filter(([, label]) => label?.endsWith('PRIVATE KEY'));
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem)) return unusable('key-encrypted');
  if (keyBlock === undefined) return unusable('key-missing');
  let key: KeyObject;
  try {
    key = createPrivateKey(keyBlock[0]);
  } catch {
    return unusable('key-unreadable');
  }
  const certificates: X509Certificate[] = [];
  try {
    for (const [text, label] of blocks) if (label === 'CERTIFICATE') certificates.push(new X509Certificate(text));
  } catch {
    return unusable('certificate-unreadable');
  }
  return signingKey(key, certificates, now);
}

/** Finds the certificate that belongs to the key and holds its dates against `now`. */
export function signingKey(key: KeyObject, certificates: readonly X509Certificate[], now: Date): Outcome<SigningKey, Problem> {
  if (certificates.length === 0) return unusable('certificate-missing');
  const leaf = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (leaf === undefined) return unusable('key-mismatch', { subject: certificates[0]?.subject ?? '' });
  if (new Date(leaf.validTo) < now) return unusable('certificate-expired', { subject: leaf.subject, validTo: isoDate(leaf.validTo) });
  if (new Date(leaf.validFrom) > now) {
    return unusable('certificate-not-yet-valid', { subject: leaf.subject, validFrom: isoDate(leaf.validFrom) });
  }
  const others = certificates.filter((certificate) => !certificate.raw.equals(leaf.raw));
  return succeeded({ key, chain: [leaf, ...others] });
}

const isoDate = (text: string): string => new Date(text).toISOString();
