const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;

const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
};

interface Element {
  tag: number;
  content: Buffer;
  rest: Buffer;
}

/** One DER element (X.690 section 8.1): definite lengths alone, as in every certificate. */
function element(bytes: Buffer): Element | undefined {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (more > 4 || first === 0x80 || bytes.length < 2 + more) return undefined;
  const length = more === 0 ? first : bytes.readUIntBE(2, more);
  const start = 2 + more;
  if (bytes.length < start + length) return undefined;
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

function objectIdentifier(content: Buffer): string {
  const arcs: number[] = [];
  let value = 0;
  for (const octet of content) {
    value = value * 128 + (octet & 0x7f);
    if ((octet & 0x80) !== 0) continue;
    arcs.push(value);
    value = 0;
  }
  const [first = 0, ...others] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...others].join('.');
}

/** The `signatureAlgorithm` of a certificate (RFC 5280 section 4.1.1.2): its name, else its OID, else `unknown`. Never throws. */
export function signatureAlgorithm(certificate: Buffer): string {
  const whole = element(certificate);
  const signed = whole?.tag === SEQUENCE ? element(whole.content) : undefined;
  const algorithm = signed?.tag === SEQUENCE ? element(signed.rest) : undefined;
  const identifier = algorithm?.tag === SEQUENCE ? element(algorithm.content) : undefined;
  if (identifier?.tag !== OBJECT_IDENTIFIER) return 'unknown';
  const oid = objectIdentifier(identifier.content);
  return NAMES[oid] ?? oid;
}
