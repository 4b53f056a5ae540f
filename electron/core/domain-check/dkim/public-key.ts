import { DER, derValues, readDer } from './der.ts';

/** What a published public key turned out to be. */
export type PublicKey =
  | {
      readonly kind: 'rsa';
      /** Of the modulus. */
      readonly bits: number;
      readonly exponent: 'usual' | 'other' | 'one' | 'even';
      readonly encoding: 'spki' | 'pkcs1';
    }
  | { readonly kind: 'ed25519' }
  /** `truncated`: cut off; `other-type`: a key, but none of the type that the record names. */
  | { readonly kind: 'none'; readonly why: 'truncated' | 'unreadable' | 'other-type' };

const none = (why: 'truncated' | 'unreadable' | 'other-type'): PublicKey => ({ kind: 'none', why });

const RSA_OBJECT = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const ED25519_LENGTH = 32;
const USUAL_EXPONENT = [1, 0, 1];

const same = (bytes: Uint8Array | undefined, wanted: readonly number[]): boolean =>
  bytes !== undefined && bytes.length === wanted.length && wanted.every((octet, index) => bytes[index] === octet);

/** The 32 octets of an Ed25519 key, bare (RFC 8463 section 4). */
export const readEd25519 = (bytes: Uint8Array): PublicKey =>
  bytes.length === ED25519_LENGTH ? { kind: 'ed25519' } : none(bytes[0] === DER.sequence ? 'other-type' : 'unreadable');

/** An RSA key as SubjectPublicKeyInfo (RFC 5280 section 4.1), or bare as RSAPublicKey (RFC 8017 appendix A.1.1). */
export function readRsa(bytes: Uint8Array): PublicKey {
  const outer = readDer(bytes);
  if (typeof outer === 'string') return bytes.length === ED25519_LENGTH ? none('other-type') : none(outer);
  if (outer.tag !== DER.sequence) return none(bytes.length === ED25519_LENGTH ? 'other-type' : 'unreadable');
  if (outer.end !== bytes.length) return none('unreadable');
  const { values, fault } = derValues(outer.content);
  if (fault !== undefined) return none('unreadable');
  const [first, second] = values;
  if (first?.tag === DER.integer) return readNumbers(outer.content, 'pkcs1');
  if (first?.tag !== DER.sequence || second?.tag !== DER.bits || values.length !== 2) return none('unreadable');
  const [algorithm] = derValues(first.content).values;
  if (algorithm?.tag !== DER.object) return none('unreadable');
  if (!same(algorithm.content, RSA_OBJECT)) return none('other-type');
  const inner = second.content[0] === 0 ? readDer(second.content, 1) : 'unreadable';
  if (typeof inner === 'string' || inner.tag !== DER.sequence || inner.end !== second.content.length) return none('unreadable');
  return readNumbers(inner.content, 'spki');
}

function readNumbers(content: Uint8Array, encoding: 'spki' | 'pkcs1'): PublicKey {
  const { values, fault } = derValues(content);
  const [modulus, exponent] = values.map(({ tag, content: octets }) => (tag === DER.integer ? positive(octets) : undefined));
  if (fault !== undefined || values.length !== 2 || modulus === undefined || exponent === undefined) return none('unreadable');
  return { kind: 'rsa', bits: bitsOf(modulus), exponent: exponentOf(exponent), encoding };
}

/** Without the zero in front that keeps a large number positive; undefined for none, zero and negative ones. */
function positive(octets: Uint8Array): Uint8Array | undefined {
  const first = octets[0];
  if (first === undefined || first >= 0x80) return undefined;
  const start = octets.findIndex((octet) => octet !== 0);
  return start < 0 ? undefined : octets.subarray(start);
}

const bitsOf = (octets: Uint8Array): number => (octets.length - 1) * 8 + (32 - Math.clz32(octets[0] ?? 0));

function exponentOf(octets: Uint8Array): 'usual' | 'other' | 'one' | 'even' {
  if (same(octets, USUAL_EXPONENT)) return 'usual';
  if (same(octets, [1])) return 'one';
  return ((octets.at(-1) ?? 0) & 1) === 0 ? 'even' : 'other';
}
