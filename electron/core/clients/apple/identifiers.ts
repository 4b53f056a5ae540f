import type { EmailAddress } from '../../model/address.ts';

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of a text's UTF-8 form, 64 lower-case hex digits. */
export async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** A UUID that the same text always gets again (RFC 9562 section 5.8: version 8, made from SHA-256), in Apple's upper case. */
export async function uuidFrom(text: string): Promise<string> {
  const digits = await sha256(text);
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, variant + digits.slice(17, 20), digits.slice(20, 32)];
  return parts.join('-').toUpperCase();
}

/**
 * The identifier of an address's profile: reverse domain, product, local part. A second profile of the same address
 * replaces the first; local parts that differ only in signs stay apart by the digest at the end.
 */
export async function profileIdentifier(address: EmailAddress): Promise<string> {
  const domain = address.domain.split('.').reverse().join('.');
  const local = address.local.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const digest = (await sha256(address.text.toLowerCase())).slice(0, 8);
  return `${domain}.mailramp.${local}-${digest}`;
}
