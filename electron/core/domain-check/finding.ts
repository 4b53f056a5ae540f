import { z } from 'zod';
import { type Area, AREAS, FINDING_IDS, type FindingId, FINDINGS } from './findings-table.ts';

export { type Area, AREAS, FINDING_IDS, type FindingId, FINDINGS };

/** `fail`: mail is lost or a mail program cannot be set up; `warn`: it will be, or forgery is possible; `info`: better practice. */
export const SEVERITIES = ['fail', 'warn', 'unknown', 'info', 'ok'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who can put it right: the zone's keeper, the registrar, the owner of the IP address, the mail server's administrator … */
export const WHO = ['zone', 'registrar', 'address-owner', 'server', 'report-receiver', 'network', 'nobody'] as const;
export type Who = (typeof WHO)[number];

const fact = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const facts = z.record(z.string(), fact);

/** A record as it stands in a zone file: `name` absolute, lower case, without final dot; `data` in presentation form (RFC 1035 section 5.1). */
export const zoneRecord = z.object({
  name: z.string(),
  type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'SRV', 'TXT', 'TLSA', 'CAA', 'PTR', 'DS']),
  data: z.string(),
  /** Texts of a TXT record before they are quoted and split. */
  text: z.string().optional(),
});
export type ZoneRecord = z.infer<typeof zoneRecord>;

/** Steps in the mail server's own interface, or elsewhere outside the zone; sentence `fix.<step>`. */
export const SERVER_STEPS = [
  'mailcow-add-domain',
  'mailcow-restart-sogo',
  'mailcow-add-mailbox',
  'mailcow-copy-dkim-key',
  'mailcow-renew-certificate',
  'mailcow-add-certificate-name',
  'mailcow-allow-plain-login-never',
  'mailcow-old-tls-off',
  'mailcow-open-port',
  'mailcow-service-log',
  'mailcow-mta-sts',
  'mailcow-hostname',
  'registrar-register',
  'registrar-ds',
  'registrar-sign',
  'registrar-name-servers',
  'address-owner-ptr',
  'choose-report-address',
  'merge-records',
  'spf-correct-term',
  'spf-shorten',
  'check-elsewhere',
] as const;

/** One thing to do. `publish` and `remove` are exact records; `replace` is both at once. */
export const fix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('publish'), record: zoneRecord }),
  z.object({ kind: z.literal('remove'), record: zoneRecord }),
  z.object({ kind: z.literal('step'), step: z.enum(SERVER_STEPS), facts }),
]);
export type Fix = z.infer<typeof fix>;

const findingId = z.enum(FINDING_IDS);

/** One judgement. `cause` names the finding that explains this one: it is shown folded under it. */
export const finding = z.object({
  id: findingId,
  area: z.enum(AREAS),
  severity: z.enum(SEVERITIES),
  /** What was seen, always with `name` (of the record, or host:port) where there is one. Texts come from strangers. */
  facts,
  cause: findingId.optional(),
  who: z.enum(WHO),
  fix: z.array(fix),
});
export type Finding = z.infer<typeof finding>;
