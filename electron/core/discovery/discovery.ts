import { z } from 'zod';
import { problem } from '../model/problem.ts';
import { service, sourceId } from '../model/service.ts';

/** How one source ended. `no-result` is an answer that offers nothing (error 600, 204, an HTML page). */
export const ATTEMPT_OUTCOMES = [
  'found',
  'no-result',
  'not-offered',
  'absent',
  'unanswered',
  'refused',
  'unreachable',
  'timed-out',
  'certificate',
  'http-error',
  'login-wanted',
  'redirected-away',
  'document-invalid',
  'too-large',
  'private-address',
  'offline',
  'captive-portal',
  'cancelled',
  'skipped',
] as const;

/** One question put to one source: what helpdesk sees as a row. */
export const attempt = z.object({
  source: sourceId,
  url: z.string().optional(),
  outcome: z.enum(ATTEMPT_OUTCOMES),
  /** Milliseconds from the start of this attempt to its end. */
  ms: z.number(),
  /** Technical words for the drawer. */
  detail: z.string().optional(),
});
export type Attempt = z.infer<typeof attempt>;
export type AttemptOutcome = Attempt['outcome'];

/** Two sources that do not agree about one protocol. */
export const conflict = z.object({
  protocol: z.string(),
  chosen: z.object({ host: z.string(), source: sourceId }),
  other: z.object({ host: z.string(), source: sourceId }),
});
export type Conflict = z.infer<typeof conflict>;

/** What a mail program would find by itself; `protocols` empty when it would find nothing. */
export const clientView = z.object({
  protocols: z.array(z.string()),
  services: z.array(service),
  sources: z.array(sourceId),
  /** Sentences under `client-view.<code>`. */
  notes: z.array(
    z.enum([
      'nothing-found',
      'finds-by-itself',
      'activesync-offered',
      'activesync-not-offered-to-outlook',
      'needs-profile',
      'plain-http-only',
      'asks-for-consent',
    ]),
  ),
});
export type ClientView = z.infer<typeof clientView>;

/** A step the provider wants first, such as switching IMAP on (`<enable>`), or a page about it. */
export const providerPage = z.object({
  kind: z.enum(['enable', 'documentation', 'web-mail']),
  url: z.string(),
  text: z.string().optional(),
});
export type ProviderPage = z.infer<typeof providerPage>;

export const discovery = z.object({
  address: z.string(),
  domain: z.string(),
  /** Domain as a person reads it; equals `domain` unless it is an IDN. */
  domainUnicode: z.string(),
  provider: z.string().optional(),
  /** Best first within a protocol. */
  services: z.array(service),
  recommended: z.object({
    incoming: service.nullable(),
    outgoing: service.nullable(),
    activesync: service.nullable(),
    calendar: service.nullable(),
    contacts: service.nullable(),
  }),
  tried: z.array(attempt),
  conflicts: z.array(conflict),
  clients: z.object({ outlook: clientView, thunderbird: clientView, apple: clientView }),
  pages: z.array(providerPage),
  problem: problem.optional(),
});
export type Discovery = z.infer<typeof discovery>;

/** What happens while discovery runs; the last snapshot of `update` equals the result. */
export type DiscoveryEvent =
  | { kind: 'started'; source: string; url?: string }
  | { kind: 'ended'; attempt: Attempt }
  /** Enough is known to go on; later updates refine it quietly. */
  | { kind: 'update'; discovery: Discovery; settled: boolean };
