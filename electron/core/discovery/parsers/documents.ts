import { z } from 'zod';
import { failed } from '../../model/outcome.ts';
import { problemOf, type Facts, type Problem } from '../../model/problem.ts';

/** No settings document is larger; a larger one is refused before it is looked at. */
export const MAX_DOCUMENT_BYTES = 256 * 1024;

/** Why a document was refused; `reason` in the problem's facts. */
export type DocumentFault =
  | 'empty'
  | 'too-large'
  | 'encoding'
  | 'control-character'
  | 'html'
  | 'not-xml'
  | 'not-json'
  | 'doctype'
  | 'too-deep'
  | 'malformed'
  | 'trailing-content'
  | 'wrong-root'
  | 'no-provider'
  | 'unknown-shape';

/** The refusal of a whole document: `document-invalid` with the reason and, where it helps, what was seen. */
export function refused(reason: DocumentFault, facts: Facts = {}): { readonly ok: false; readonly problem: Problem } {
  return failed(problemOf('document-invalid', { ...facts, reason }, ['ask-provider', 'check-file', 'copy-report']));
}

/** Why a part of a document was left out; the rest still counts. */
export const SKIP_REASONS = [
  'unknown-type',
  'bad-host',
  'bad-port',
  'bad-url',
  'bad-user-name',
  'unknown-socket-type',
  'unknown-authentication',
  'unknown-placeholder',
  'no-address',
  'exchange-only',
  'second-provider',
  'trailing-text',
  'not-for-this-domain',
] as const;
export const skip = z.object({ what: z.string(), why: z.enum(SKIP_REASONS) });
export type Skip = z.infer<typeof skip>;

/** Spelled as config-v1.1.xml spells them: `SSL` is TLS from the first byte. */
export const socketType = z.enum(['SSL', 'STARTTLS', 'plain']);
export type SocketType = z.infer<typeof socketType>;

export const mailServer = z.object({
  /** `imap`, `pop3`, `smtp`, or one that lives at an address: `exchange`, `ews`, `owa`, `graph`, `jmap`, `activesync`. */
  type: z.string(),
  hostname: z.string().optional(),
  port: z.number().optional(),
  socketType: socketType.optional(),
  username: z.string().optional(),
  authentication: z.array(z.string()),
  url: z.string().optional(),
  owaURL: z.string().optional(),
  ewsURL: z.string().optional(),
  easURL: z.string().optional(),
});
export type MailServer = z.infer<typeof mailServer>;

/** A service that is an address. */
export const webService = z.object({ url: z.string(), username: z.string().optional() });
export type WebService = z.infer<typeof webService>;

export const oAuth2 = z.object({
  issuer: z.string().optional(),
  scope: z.string().optional(),
  authURL: z.string().optional(),
  tokenURL: z.string().optional(),
  clientID: z.string().optional(),
});

/** A config-v1.1.xml as read for one address. `displayName` and the links keep their placeholders. */
export const autoconfigDocument = z.object({
  email: z.string(),
  id: z.string().nullable(),
  displayName: z.string().nullable(),
  domains: z.array(z.string()),
  incoming: z.array(mailServer),
  outgoing: z.array(mailServer),
  oAuth2: oAuth2.nullable(),
  enable: z.array(z.string()),
  documentation: z.array(z.string()),
  webMail: z.string().nullable(),
  caldav: webService.nullable(),
  carddav: webService.nullable(),
  skipped: z.array(skip),
});
export type AutoconfigDocument = z.infer<typeof autoconfigDocument>;

/** An Autodiscover answer of any kind. At most one of `redirect` and `error` is there. */
export const autodiscoverDocument = z.object({
  kind: z.enum(['outlook', 'mobilesync', 'json']),
  email: z.string(),
  displayName: z.string().nullable(),
  incoming: z.array(mailServer),
  outgoing: z.array(mailServer),
  activesync: webService.nullable(),
  caldav: webService.nullable(),
  carddav: webService.nullable(),
  /** Microsoft Exchange answers here (EXCH, EXPR, WEB); nothing of it is used. */
  exchange: z.boolean(),
  redirect: z.object({ kind: z.enum(['address', 'url']), to: z.string() }).nullable(),
  error: z.object({ code: z.union([z.number(), z.string()]), message: z.string() }).nullable(),
  skipped: z.array(skip),
});
export type AutodiscoverDocument = z.infer<typeof autodiscoverDocument>;

/** A user-agent-configuration.json (PACC) as read for one address. */
export const paccDocument = z.object({
  email: z.string(),
  displayName: z.string().nullable(),
  incoming: z.array(mailServer),
  outgoing: z.array(mailServer),
  sieve: mailServer.nullable(),
  jmap: webService.nullable(),
  caldav: webService.nullable(),
  carddav: webService.nullable(),
  /** Issuer of OAuth tokens (RFC 8414). */
  issuer: z.string().nullable(),
  documentation: z.array(z.string()),
  skipped: z.array(skip),
});
export type PaccDocument = z.infer<typeof paccDocument>;
