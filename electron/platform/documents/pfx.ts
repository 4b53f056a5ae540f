import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { AuthenticatedSafe, SafeBag } from 'pkijs';
import { z } from 'zod';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Secret } from '../../core/model/secret.ts';
import { type SigningKey, signingKey, unusable } from './signing-key.ts';

interface Contents {
  keys: KeyObject[];
  certificates: X509Certificate[];
}

const bytesOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * Reads a PKCS #12 file (RFC 7292) as OpenSSL 3, Windows and current certification authorities write it: PBES2 with
 * AES. The 1990s ciphers (RC2, 40 bits) are not read: such files come back as `pfx-passphrase-or-encryption`.
 */
export async function keyFromPfx(pfx: Uint8Array, passphrase: Secret, now: Date): Promise<Outcome<SigningKey, Problem>> {
  const { PFX } = await import('pkijs');
  const password = bytesOf(Buffer.from(passphrase.reveal(), 'utf8'));
  let outer: InstanceType<typeof PFX>;
  try {
    outer = PFX.fromBER(bytesOf(pfx));
  } catch {
    return unusable('pfx-unreadable');
  }
  const contents: Contents = { keys: [], certificates: [] };
  try {
    await outer.parseInternalValues({ password, checkIntegrity: true });
    const safe = outer.parsedValue?.authenticatedSafe;
    if (safe === undefined) return unusable('pfx-unreadable');
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    for (const bag of await bagsOf(safe)) await readBag(bag, passphrase, contents);
  } catch {
    return unusable('pfx-passphrase-or-encryption');
  }
  const [key] = contents.keys;
  return key === undefined ? unusable('key-missing') : signingKey(key, contents.certificates, now);
}

async function bagsOf(safe: AuthenticatedSafe): Promise<SafeBag[]> {
  const { SafeContents } = await import('pkijs');
  const parsed = z.object({ safeContents: z.array(z.object({ value: z.instanceof(SafeContents) })) }).parse(safe.parsedValue);
  return parsed.safeContents.flatMap(({ value }) => value.safeBags);
}

async function readBag(bag: SafeBag, passphrase: Secret, contents: Contents): Promise<void> {
  const { CertBag, Certificate, PKCS8ShroudedKeyBag, PrivateKeyInfo } = await import('pkijs');
  const value: unknown = bag.bagValue;
  if (value instanceof PKCS8ShroudedKeyBag) {
    contents.keys.push(keyObject(value.toSchema().toBER(), passphrase));
  } else if (value instanceof PrivateKeyInfo) {
    contents.keys.push(keyObject(value.toSchema().toBER()));
  } else if (value instanceof CertBag) {
    const certificate: unknown = value.parsedValue;
    if (certificate instanceof Certificate) contents.certificates.push(new X509Certificate(Buffer.from(certificate.toSchema().toBER())));
  }
}

/** A PrivateKeyInfo, or with the passphrase an EncryptedPrivateKeyInfo (RFC 5958). */
const keyObject = (der: ArrayBuffer, passphrase?: Secret): KeyObject =>
  createPrivateKey({
    key: Buffer.from(der),
    format: 'der',
    type: 'pkcs8',
    ...(passphrase === undefined ? {} : { passphrase: passphrase.reveal() }),
  });
