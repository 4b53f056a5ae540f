const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(Array.from(ALPHABET, (sign, index) => [sign, index]));
const ENCODED = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 with white space anywhere (RFC 6376 section 2.10), or undefined when it is none: a wrong sign, a length that cannot be. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const plain = text.replace(/\s+/g, '');
  const data = plain.replace(/={1,2}$/, '');
  const padded = data.length === plain.length || plain.length % 4 === 0;
  if (!ENCODED.test(plain) || !padded || data.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((data.length * 3) / 4));
  let collected = 0;
  let bits = 0;
  let at = 0;
  for (const sign of data) {
    collected = ((collected << 6) | (VALUES.get(sign) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (collected >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

/** Without line breaks, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (first << 16) | (second << 8) | third;
    const signs = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((group >> shift) & 63));
    const rest = bytes.length - at;
    text += rest >= 3 ? signs.join('') : signs.slice(0, rest + 1).join('') + '='.repeat(3 - rest);
  }
  return text;
}
