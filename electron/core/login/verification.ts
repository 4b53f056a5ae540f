import { z } from 'zod';
import { problem } from '../model/problem.ts';
import { protocol, security } from '../model/service.ts';

/** How proving one service ended; sentences under `login.<outcome>`. */
export const LOGIN_OUTCOMES = [
  'ok',
  'wrong-password',
  'app-password-needed',
  'service-off',
  'blocked',
  'certificate-name',
  'certificate-expired',
  'certificate-untrusted',
  'clock-wrong',
  'tls-failed',
  'cannot-connect',
  'not-offered',
  'server-error',
  'offline',
  'captive-portal',
  /** The host is not trusted and nobody confirmed it: no password was sent. */
  'consent-needed',
  /** Not tried because an earlier service refused the same password. */
  'not-tried',
  'cancelled',
] as const;
export const loginOutcome = z.enum(LOGIN_OUTCOMES);
export type LoginOutcome = z.infer<typeof loginOutcome>;

export const serviceProof = z.object({
  protocol,
  host: z.string(),
  port: z.number(),
  security: security.optional(),
  username: z.string(),
  outcome: loginOutcome,
  /** The server's own words or what the certificate says; never a password. */
  detail: z.string().optional(),
  /** ActiveSync versions, DAV collections, names in the certificate … */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  ms: z.number(),
});
export type ServiceProof = z.infer<typeof serviceProof>;

export const verification = z.object({
  address: z.string(),
  services: z.array(serviceProof),
  verdict: z.enum(['ok', 'partly', 'refused', 'unreachable']),
  /** Calendars and address books seen over DAV. */
  collections: z.array(z.object({ kind: z.enum(['calendar', 'addressbook']), url: z.string(), name: z.string() })),
  problem: problem.optional(),
});
export type Verification = z.infer<typeof verification>;
