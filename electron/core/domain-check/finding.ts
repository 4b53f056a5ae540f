import { z } from 'zod';
import { SPF_FINDINGS } from './spf/index.ts';

/** Parts of a check, in the order in which one rests on the other. */
export const AREAS = [
  'names',
  'mx',
  'client-setup',
  'spf',
  'dkim',
  'dmarc',
  'mta-sts',
  'tls-rpt',
  'dane',
  'tls',
  'ptr',
  'dnssec',
  'ipv6',
  'caa',
] as const;
export type Area = (typeof AREAS)[number];

/** `fail`: mail is lost or a mail program cannot be set up; `warn`: it will be, or forgery is possible; `info`: better practice. */
export const SEVERITIES = ['fail', 'warn', 'unknown', 'info', 'ok'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who can put it right: the zone's keeper, the registrar, the owner of the IP address, the mail server's administrator … */
export const WHO = ['zone', 'registrar', 'address-owner', 'server', 'report-receiver', 'network', 'nobody'] as const;
export type Who = (typeof WHO)[number];

/** Everything a check can have to say, by area; closed. Sentences: `codes.json`, `finding.<id>.person` and `finding.<id>.technical`. */
export const FINDINGS = {
  names: [
    'name-found',
    'name-absent',
    'name-unanswered',
    'name-doubled',
    'name-differs-inside',
    'name-wildcard',
    'name-servers-one',
    'host-right',
    'host-missing',
    'host-address-wrong',
    'host-unanswered',
  ],
  mx: [
    'mx-right',
    'mx-elsewhere',
    'mx-extra',
    'mx-missing',
    'mx-implicit',
    'mx-null',
    'mx-null-beside-others',
    'mx-alias',
    'mx-address-literal',
    'mx-no-address',
    'mx-private-address',
    'mx-duplicate',
    'mx-one-address',
    'mx-unanswered',
  ],
  'client-setup': [
    'autodiscover-right',
    'autodiscover-missing',
    'autodiscover-elsewhere',
    'autodiscover-dangling',
    'autodiscover-unanswered',
    'autodiscover-unreachable',
    'autodiscover-certificate',
    'autodiscover-wrong-answer',
    'autodiscover-one-family',
    'autoconfig-right',
    'autoconfig-missing',
    'autoconfig-elsewhere',
    'autoconfig-dangling',
    'autoconfig-unanswered',
    'autoconfig-unreachable',
    'autoconfig-certificate',
    'autoconfig-wrong-answer',
    'autoconfig-one-family',
    'srv-right',
    'srv-none',
    'srv-elsewhere',
    'srv-port',
    'srv-alias',
    'srv-no-address',
    'srv-cleartext-only',
    'srv-unregistered',
    'srv-not-offered',
    'srv-path',
    'srv-unanswered',
  ],
  spf: [
    ...SPF_FINDINGS.map((code) => `spf-${code}` as const),
    'spf-right',
    'spf-server-not-allowed',
    'spf-family-missing',
    'spf-helo-missing',
  ],
  dkim: [
    'dkim-right',
    'dkim-missing',
    'dkim-several',
    'dkim-syntax',
    'dkim-cut',
    'dkim-no-version',
    'dkim-key-short',
    'dkim-key-weak',
    'dkim-key-long',
    'dkim-key-unreadable',
    'dkim-type-unknown',
    'dkim-ed25519-alone',
    'dkim-revoked',
    'dkim-testing',
    'dkim-service',
    'dkim-hash',
    'dkim-differs',
    'dkim-alias',
    'dkim-encoding',
    'dkim-exponent',
    'dkim-unanswered',
  ],
  dmarc: [
    'dmarc-right',
    'dmarc-missing',
    'dmarc-several',
    'dmarc-syntax',
    'dmarc-no-policy',
    'dmarc-policy-invalid',
    'dmarc-monitoring',
    'dmarc-subdomains-weaker',
    'dmarc-testing',
    'dmarc-removed-tags',
    'dmarc-unknown-tag',
    'dmarc-order',
    'dmarc-no-reports',
    'dmarc-report-address',
    'dmarc-report-unauthorised',
    'dmarc-report-no-mail',
    'dmarc-inherited',
    'dmarc-older-receivers',
    'dmarc-strict',
    'dmarc-misplaced',
    'dmarc-unanswered',
  ],
  'mta-sts': [
    'mta-sts-right',
    'mta-sts-none',
    'mta-sts-several',
    'mta-sts-record',
    'mta-sts-host',
    'mta-sts-certificate',
    'mta-sts-redirect',
    'mta-sts-unreachable',
    'mta-sts-policy',
    'mta-sts-testing',
    'mta-sts-short',
    'mta-sts-content-type',
    'mta-sts-mx-uncovered',
    'mta-sts-unanswered',
  ],
  'tls-rpt': ['tls-rpt-right', 'tls-rpt-none', 'tls-rpt-missing', 'tls-rpt-syntax', 'tls-rpt-several', 'tls-rpt-unanswered'],
  dane: [
    'dane-right',
    'dane-none',
    'dane-not-secure',
    'dane-mismatch',
    'dane-unusable',
    'dane-renewal',
    'dane-not-compared',
    'dane-unanswered',
  ],
  tls: [
    'tls-right',
    'tls-unreachable',
    'tls-port-25-unreachable',
    'tls-slow',
    'tls-not-offered',
    'tls-plain-login',
    'tls-name',
    'tls-expires-soon',
    'tls-expired',
    'tls-not-yet-valid',
    'tls-self-signed',
    'tls-incomplete',
    'tls-untrusted',
    'tls-key-weak',
    'tls-signature-weak',
    'tls-old-version',
    'tls-newest-missing',
    'tls-different',
    'tls-families-differ',
    'tls-handshake',
    'tls-downgrade',
  ],
  ptr: ['ptr-right', 'ptr-missing', 'ptr-other-name', 'ptr-generic', 'ptr-not-confirmed', 'ptr-several', 'ptr-greeting', 'ptr-unanswered'],
  dnssec: ['dnssec-signed', 'dnssec-unsigned', 'dnssec-bogus', 'dnssec-unknown'],
  ipv6: ['ipv6-right', 'ipv6-none', 'ipv6-unreachable'],
  caa: ['caa-right', 'caa-none', 'caa-forbids', 'caa-not-compared', 'caa-unanswered'],
} as const satisfies Record<Area, readonly string[]>;

export type FindingId = (typeof FINDINGS)[Area][number];
export const FINDING_IDS: readonly FindingId[] = AREAS.flatMap((area): readonly FindingId[] => FINDINGS[area]);

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
  'mailcow-mta-sts',
  'mailcow-hostname',
  'registrar-register',
  'registrar-ds',
  'registrar-sign',
  'registrar-name-servers',
  'address-owner-ptr',
  'choose-report-address',
  'merge-records',
  'check-elsewhere',
] as const;

/** One thing to do. `publish` and `remove` are exact records; `replace` is both at once. */
export const fix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('publish'), record: zoneRecord }),
  z.object({ kind: z.literal('remove'), record: zoneRecord }),
  z.object({ kind: z.literal('step'), step: z.enum(SERVER_STEPS), facts }),
]);
export type Fix = z.infer<typeof fix>;

const findingId = z.custom<FindingId>((value) => FINDING_IDS.some((id) => id === value));

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
