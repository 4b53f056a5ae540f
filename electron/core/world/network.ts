import { z } from 'zod';
import type { Secret } from '../model/secret.ts';
import type { Protocol, Security } from '../model/service.ts';
import type { Inspect } from './inspection.ts';

/** Why something on the network did not answer. Closed: every caller says what it makes of each. */
export const NETWORK_FAILURES = [
  'offline',
  'name-absent',
  'name-unanswered',
  'refused',
  'unreachable',
  'timed-out',
  'reset',
  'certificate-name',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-untrusted',
  'tls-failed',
  'too-large',
  'malformed',
  'private-address',
  'proxy',
  'cancelled',
] as const;
export type NetworkFailure = (typeof NETWORK_FAILURES)[number];

export const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT', 'CAA', 'TLSA', 'DS', 'DNSKEY'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

const owned = { name: z.string(), ttl: z.number() };
export const dnsRecord = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['A', 'AAAA', 'CNAME', 'NS', 'PTR']), ...owned, value: z.string() }),
  z.object({ type: z.literal('MX'), ...owned, preference: z.number(), exchange: z.string() }),
  z.object({ type: z.literal('SRV'), ...owned, priority: z.number(), weight: z.number(), port: z.number(), target: z.string() }),
  z.object({ type: z.literal('TXT'), ...owned, chunks: z.array(z.string()) }),
  z.object({ type: z.literal('SOA'), ...owned, primary: z.string(), minimum: z.number() }),
  z.object({ type: z.literal('CAA'), ...owned, flags: z.number(), tag: z.string(), value: z.string() }),
  z.object({
    type: z.literal('TLSA'),
    ...owned,
    usage: z.number(),
    selector: z.number(),
    matching: z.number(),
    certificate: z.string(),
  }),
  z.object({ type: z.enum(['DS', 'DNSKEY']), ...owned, data: z.string() }),
]);
export type DnsRecord = z.infer<typeof dnsRecord>;

/** CNAMEs that were followed, in order: each next name. */
const followed = { aliases: z.array(z.string()).optional() };

/** Three answers, never two: records, proven absence, or no usable answer from here. Names without final dot, lower case. */
export const dnsAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), records: z.array(dnsRecord), authenticated: z.boolean(), ...followed }),
  z.object({ status: z.literal('absent'), kind: z.enum(['no-such-name', 'no-such-record']), authenticated: z.boolean(), ...followed }),
  z.object({
    status: z.literal('failed'),
    reason: z.enum(['timed-out', 'servfail', 'refused', 'malformed', 'offline', 'cancelled']),
    /** Extended DNS error (RFC 8914), where the server gave one. */
    extended: z.number().optional(),
  }),
]);
export type DnsAnswer = z.infer<typeof dnsAnswer>;

export interface DnsOptions {
  /** Checking disabled (RFC 4035 section 3.2.2): what a resolver would not vouch for is shown all the same. */
  unchecked?: boolean;
  /** Address of the server to ask, without recursion and past every cache: for the zone's own servers. */
  at?: string;
}

export interface Dns {
  /** One question. CNAMEs are followed; `records` holds those of the asked type only. Never rejects. */
  query(name: string, type: RecordType, signal?: AbortSignal, options?: DnsOptions): Promise<DnsAnswer>;
}

/** The certificate a server showed, trusted or not. */
export interface CertificateFacts {
  /** DNS names (and addresses) it is valid for. */
  names: string[];
  subject: string;
  issuer: string;
  /** ISO 8601, UTC. */
  validFrom: string;
  validTo: string;
  selfSigned: boolean;
}

export interface Limits {
  /** Name look-up and TCP/TLS set-up, milliseconds. */
  connect: number;
  /** From the request's end to the answer's first byte. */
  firstByte: number;
  total: number;
  /** Of the decoded body; more ends the request as `too-large`. */
  maxBytes: number;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'OPTIONS' | 'PROPFIND' | 'HEAD';
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Sent as Basic, on https only; a plain http URL with it is a bug and throws. */
  credentials?: { username: string; password: Secret };
  limits: Limits;
  signal?: AbortSignal;
  /** Where the host is, by whoever asked already: nothing is looked up for it. A proxy on the way still asks for itself. */
  addresses?: readonly string[];
}

export type HttpAnswer =
  | {
      status: 'answered';
      code: number;
      /** Lower-case names; repeated headers joined by ", ". */
      headers: Record<string, string>;
      body: Uint8Array;
      /** The host's address is private, loopback or link-local. */
      privateAddress: boolean;
    }
  | { status: 'failed'; reason: NetworkFailure; certificate?: CertificateFacts; detail?: string };

export interface Http {
  /**
   * One request, one answer: redirects are returned, never followed; credentials only over https.
   * Plain http to a private address fails with `private-address` before a byte is sent. Never rejects.
   */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export interface Endpoint {
  protocol: Extract<Protocol, 'imap' | 'pop3' | 'smtp' | 'sieve'>;
  host: string;
  port: number;
  security: Security;
}

export type Greeting =
  | { status: 'answered'; capabilities: string[]; certificate?: CertificateFacts; privateAddress: boolean }
  | { status: 'failed'; reason: NetworkFailure | 'not-offered'; certificate?: CertificateFacts; detail?: string };

export type LoginAnswer =
  | { status: 'accepted' }
  /** The server's own words, for the drawer and for telling the kinds of refusal apart. */
  | { status: 'refused'; text: string; code?: string }
  | { status: 'failed'; reason: NetworkFailure | 'not-offered'; certificate?: CertificateFacts; detail?: string };

/** IMAP, POP3, SMTP and ManageSieve conversations. */
export interface Mail {
  /** TLS, greeting and capabilities; sends no name and no password. Certificates are always verified. */
  greet(endpoint: Endpoint, options: { timeout: number; signal?: AbortSignal }): Promise<Greeting>;
  /** One login, one try, over TLS only (`security: none` is a bug and throws). */
  login(
    endpoint: Endpoint,
    credentials: { username: string; password: Secret },
    options: { timeout: number; signal?: AbortSignal },
  ): Promise<LoginAnswer>;
}

export interface Network {
  dns: Dns;
  http: Http;
  mail: Mail;
  /** TLS endpoints as they are, for the domain check. */
  tls: Inspect;
  /** Addresses of a name as the operating system has them (hosts file, company DNS); empty when it has none. Never rejects. */
  lookUp(name: string, signal?: AbortSignal): Promise<string[]>;
}
