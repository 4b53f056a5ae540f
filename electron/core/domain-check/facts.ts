import { z } from 'zod';
import { dnsAnswer, type DnsAnswer, type DnsRecord, type RecordType } from '../world/network.ts';
import { inspection } from '../world/inspection.ts';

/** No name server's reply and no check has more; more would only keep whoever judges it busy. */
const MOST = { expected: 64, records: 1_000, answers: 2_000, endpoints: 500, pages: 50 } as const;

const few = (answer: DnsAnswer): boolean => answer.status !== 'found' || answer.records.length <= MOST.records;
const answers = z.record(z.string(), dnsAnswer).refine((all) => {
  const list = Object.values(all);
  return list.length <= MOST.answers && list.every(few);
});

/** A-labels, lower case: it is the origin of the fragment that people paste into their zone. */
const domainName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/);

/** What the domain should look like, from the command line, policy, or what discovery found. */
export const expectation = z.object({
  /** Mail host, A-label. */
  host: z.string().optional(),
  /** Addresses of the mail host; empty: whatever its own name says. */
  addresses: z.array(z.string()).max(MOST.expected),
  /** DKIM selectors to look at. */
  selectors: z.array(z.string()).max(MOST.expected),
  /** The server's own public keys by selector, base64 of the `p=` tag, to compare with. */
  dkimKeys: z.record(z.string(), z.string()).optional(),
  /** An existing mailbox, so that autodiscover can be asked; without it only that something answers is checked. */
  mailbox: z.string().optional(),
  /** Where reports about forged mail and TLS shall go. */
  reports: z.string().optional(),
});
export type Expectation = z.infer<typeof expectation>;

/** One answer over HTTPS. */
export const pageFacts = z.discriminatedUnion('status', [
  z.object({
    url: z.string(),
    status: z.literal('answered'),
    code: z.number(),
    contentType: z.string(),
    location: z.string().optional(),
    /** At most 64 KiB of it. */
    body: z.string(),
  }),
  z.object({ url: z.string(), status: z.literal('failed'), reason: z.string() }),
]);
export type PageFacts = z.infer<typeof pageFacts>;

/** Everything that was asked and answered; a file of it replays the judgement anywhere, at any time. */
export const domainFacts = z.object({
  format: z.literal(1),
  domain: domainName,
  /** ISO 8601, UTC: dates of certificates are judged against it. */
  at: z.string(),
  expected: expectation,
  /** By `TYPE name`. What stands not here was not asked. */
  answers,
  /** The same questions with checking disabled (RFC 4035 section 3.2.2), where the plain one ended in SERVFAIL. */
  unchecked: answers,
  /** The label that nobody publishes, asked to find wildcards. */
  randomLabel: z.string(),
  /** Whether the resolver validates DNSSEC at all; undefined: could not be told. */
  validates: z.boolean().optional(),
  /** What the operating system itself makes of a name, where it was asked. */
  system: z.record(z.string(), z.array(z.string())),
  endpoints: z.array(inspection).max(MOST.endpoints),
  pages: z.array(pageFacts).max(MOST.pages),
  questions: z.number().int(),
  /** Milliseconds. */
  ms: z.number(),
  /** Some questions were left out because there were too many. */
  cut: z.boolean(),
  /** Of an earlier check what only time shows; absent: there was none. */
  before: z.object({ at: z.string(), answers, pages: z.array(pageFacts).max(MOST.pages) }).optional(),
});
export type DomainFacts = z.infer<typeof domainFacts>;

/** The recorded answer; undefined when nobody asked. */
export const answerTo = (facts: DomainFacts, type: RecordType, name: string): DnsAnswer | undefined => facts.answers[`${type} ${name}`];

/** Several types share one shape, so their records are taken one by one. */
type RecordOf<Type extends RecordType, Shape = DnsRecord> = Shape extends DnsRecord
  ? Type extends Shape['type']
    ? Shape & { type: Type }
    : never
  : never;
const isOf =
  <Type extends RecordType>(type: Type) =>
  (record: DnsRecord): record is RecordOf<Type> =>
    record.type === type;

/** Records of one type in an answer. */
export const recordsOf = <Type extends RecordType>(answer: DnsAnswer | undefined, type: Type): RecordOf<Type>[] =>
  answer?.status === 'found' ? answer.records.filter(isOf(type)) : [];

/** Records of one type at one name; empty when there are none or nobody knows: ask `standing` which. */
export const recordsAt = <Type extends RecordType>(facts: DomainFacts, type: Type, name: string): RecordOf<Type>[] =>
  recordsOf(answerTo(facts, type, name), type);

/** Three answers, never two; not asked counts as unknown. */
export const standing = (facts: DomainFacts, type: RecordType, name: string): 'found' | 'absent' | 'unknown' => {
  const status = answerTo(facts, type, name)?.status;
  return status === 'found' || status === 'absent' ? status : 'unknown';
};
