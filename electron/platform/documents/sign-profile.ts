import { type KeyObject, webcrypto } from 'node:crypto';
import { type Outcome, succeeded } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import { keyFromPfx } from './pfx.ts';
import { keyFromPem, type SigningKey, type SigningSource, unusable } from './signing-key.ts';

/** Object identifiers of RFC 5652 section 4 and 11. */
const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
const HASH = 'SHA-256';

/**
 * Signs a profile: CMS SignedData (RFC 5652) in DER, the profile inside, the chain beside it, SHA-256, RSA or ECDSA.
 * Fails with `file-unreadable` and a `reason` (see SigningFault) when the key cannot be used; `now` is for tests.
 */
export async function signProfile(profile: string, source: SigningSource, now = new Date()): Promise<Outcome<Uint8Array, Problem>> {
  const read = 'pem' in source ? keyFromPem(source.pem, now) : await keyFromPfx(source.pfx, source.passphrase, now);
  if (!read.ok) return read;
  const key = await cryptoKey(read.value.key);
  if (key === undefined) return unusable('key-type', { type: read.value.key.asymmetricKeyType ?? '' });
  return succeeded(await signedData(Buffer.from(profile, 'utf8'), key, read.value.chain, now));
}

async function cryptoKey(key: KeyObject): Promise<webcrypto.CryptoKey | undefined> {
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
  const algorithm = key.asymmetricKeyType === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: HASH } : { name: 'ECDSA', namedCurve: curve };
  const usable = key.asymmetricKeyType === 'rsa' || (key.asymmetricKeyType === 'ec' && curve !== undefined);
  if (!usable) return undefined;
  return webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, ['sign']);
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

async function signedData(content: Buffer, key: webcrypto.CryptoKey, chain: SigningKey['chain'], now: Date): Promise<Uint8Array> {
  const [pki, asn1] = await Promise.all([import('pkijs'), import('asn1js')]);
  const engine = new pki.CryptoEngine({ name: 'node', crypto });
  const leaf = pki.Certificate.fromBER(bufferOf(chain[0].raw));
  // DER sorts a set by the bytes of its members (X.690 section 11.6).
  const sorted = chain.map((certificate) => certificate.raw).sort((one, other) => Buffer.compare(one, other));
  const certificates = sorted.map((raw) => pki.Certificate.fromBER(bufferOf(raw)));
  const digest = await webcrypto.subtle.digest(HASH, content);
  const attribute = (type: string, value: unknown): InstanceType<typeof pki.Attribute> => new pki.Attribute({ type, values: [value] });
  const signer = new pki.SignerInfo({
    version: 1,
    sid: new pki.IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
    // In the order that DER wants of a set: by length of their encodings.
    signedAttrs: new pki.SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(CONTENT_TYPE, new asn1.ObjectIdentifier({ value: DATA })),
        attribute(SIGNING_TIME, new asn1.UTCTime({ valueDate: now })),
        attribute(MESSAGE_DIGEST, new asn1.OctetString({ valueHex: digest })),
      ],
    }),
  });
  const encapsulated = new pki.EncapsulatedContentInfo({ eContentType: DATA });
  // Set afterwards: the constructor would cut it into pieces, which DER does not allow.
  encapsulated.eContent = new asn1.OctetString({ valueHex: bufferOf(content) });
  const signed = new pki.SignedData({ version: 1, encapContentInfo: encapsulated, signerInfos: [signer], certificates });
  await signed.sign(key, 0, HASH, undefined, engine);
  const message = new pki.ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(message.toSchema().toBER());
}
