import { z } from 'zod';

export const PROTOCOLS = ['imap', 'pop3', 'smtp', 'activesync', 'caldav', 'carddav', 'sieve', 'jmap'] as const;
export const protocol = z.enum(PROTOCOLS);
export type Protocol = z.infer<typeof protocol>;

/** `tls` from the first byte, `starttls` with a mandatory upgrade, `none` without protection (shown, never applied by itself). */
export const security = z.enum(['tls', 'starttls', 'none']);
export type Security = z.infer<typeof security>;

export const AUTHENTICATIONS = [
  'password-cleartext',
  'password-encrypted',
  'oauth2',
  'gssapi',
  'ntlm',
  'tls-client-cert',
  'client-ip-address',
  'smtp-after-pop',
  'none',
] as const;
export const authentication = z.enum(AUTHENTICATIONS);
export type Authentication = z.infer<typeof authentication>;

/** Where settings can come from; one file a source in `core/discovery/sources`. */
export const SOURCE_IDS = [
  'policy',
  'settings-file',
  'autoconfig',
  'autoconfig-well-known',
  'autoconfig-http',
  'autodiscover-outlook',
  'autodiscover-mobilesync',
  'autodiscover-json',
  'srv',
  'pacc',
  'ispdb',
  'mx-hoster',
  'dav-well-known',
  'jmap-well-known',
  'probe',
] as const;
export const sourceId = z.enum(SOURCE_IDS);
export type SourceId = z.infer<typeof sourceId>;

/** How an answer travelled. `guess` was read nowhere: a usual host name that answered. */
export const transport = z.enum(['https', 'dnssec', 'dns', 'http', 'bundled', 'guess']);

/** A source as evidence for one service: where exactly, how it travelled, when (ISO 8601, UTC). */
export const evidence = z.object({
  source: sourceId,
  transport,
  at: z.string(),
  url: z.string().optional(),
  record: z.string().optional(),
});
export type Evidence = z.infer<typeof evidence>;

/** Why a service is or is not believed; sentences under `reason.<code>`. */
export const TRUST_REASONS = [
  'own-domain-https',
  'dnssec',
  'pinned-by-policy',
  'known-provider',
  'sources-agree',
  'answers-live',
  'other-domain',
  'plain-http',
  'unsigned-dns',
  'guessed',
  'private-address',
  'no-encryption',
] as const;
export const trustReason = z.enum(TRUST_REASONS);
export type TrustReason = z.infer<typeof trustReason>;

/** One thing a mail program can talk to, after merging all that was said about it. */
export const service = z.object({
  protocol,
  /** A-label host name. */
  host: z.string(),
  port: z.number().int().min(1).max(65535),
  security,
  /** For http-based protocols: the whole address. */
  url: z.string().optional(),
  username: z.string(),
  authentication: z.array(authentication),
  sources: z.array(evidence),
  /** False: a password goes there only after the person confirmed the host by name. */
  trusted: z.boolean(),
  reasons: z.array(trustReason),
  /** 0 … 1, for ordering and for the helpdesk; never shown as a promise. */
  confidence: z.number().min(0).max(1),
});
export type Service = z.infer<typeof service>;

export const isMail = (candidate: Service): boolean => ['imap', 'pop3', 'smtp'].includes(candidate.protocol);
