import { z } from 'zod';
import { NETWORK_FAILURES } from './network.ts';

const digests = z.object({
  /** Lower-case hex of the DER, and of its hashes (RFC 6698 section 2.1.3). */
  full: z.string(),
  sha256: z.string(),
  sha512: z.string(),
});

/** One certificate of the chain that a server sent. */
export const shownCertificate = z.object({
  names: z.array(z.string()),
  subject: z.string(),
  issuer: z.string(),
  /** ISO 8601, UTC. */
  validFrom: z.string(),
  validTo: z.string(),
  selfSigned: z.boolean(),
  /** `rsa`, `ec`, `ed25519` …, with its size in bits where it has one. */
  keyType: z.string(),
  keyBits: z.number().optional(),
  /** As in the certificate: `sha256WithRSAEncryption` or the OID. */
  signature: z.string(),
  certificate: digests,
  publicKey: digests,
});
export type ShownCertificate = z.infer<typeof shownCertificate>;

export const INSPECTED_PROTOCOLS = ['smtp', 'imap', 'pop3', 'sieve', 'https'] as const;

/** A port to look at. `address` is the IP address to connect to; `host` is the name a mail program uses. */
export const inspectionTarget = z.object({
  host: z.string(),
  address: z.string(),
  port: z.number().int(),
  protocol: z.enum(INSPECTED_PROTOCOLS),
  security: z.enum(['tls', 'starttls']),
});
export type InspectionTarget = z.infer<typeof inspectionTarget>;

export const tlsVersion = z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']);
export type TlsVersion = z.infer<typeof tlsVersion>;

/** What a port showed to a stranger: no name and no password was sent, and nothing was believed. */
export const inspection = z.object({
  target: inspectionTarget,
  /** Milliseconds until connected. */
  connected: z.number().optional(),
  /** The server's first words, SMTP: with the name it gives itself. Written by strangers. */
  banner: z.string().optional(),
  /** A login was offered before encryption. */
  plainLogin: z.boolean().optional(),
  result: z.discriminatedUnion('status', [
    z.object({
      status: z.literal('encrypted'),
      version: tlsVersion,
      /** Leaf first, as sent. */
      chain: z.array(shownCertificate),
      /** Why it is not to be trusted for `host`; undefined: it is. `incomplete`: an intermediate was not sent. */
      fault: z.enum(['name', 'expired', 'not-yet-valid', 'self-signed', 'incomplete', 'untrusted']).optional(),
      /** Other versions that were tried by themselves. */
      accepted: z.array(tlsVersion),
      refused: z.array(tlsVersion),
    }),
    z.object({ status: z.literal('failed'), reason: z.enum([...NETWORK_FAILURES, 'not-offered']), detail: z.string().optional() }),
  ]),
});
export type Inspection = z.infer<typeof inspection>;

/** Looks at TLS endpoints as they are, trusted or not. */
export interface Inspect {
  /** One connection for the certificate; with `versions` one more for each of these. Never rejects. */
  inspect(
    target: InspectionTarget,
    options: { timeout: number; versions?: readonly TlsVersion[]; signal?: AbortSignal },
  ): Promise<Inspection>;
}
