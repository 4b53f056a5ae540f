import type { Secret } from '../model/secret.ts';
import type { Protocol, Security } from '../model/service.ts';

/** Why something on the network did not answer. Closed: every caller says what it makes of each. */
export type NetworkFailure =
  | 'offline'
  | 'name-absent'
  | 'name-unanswered'
  | 'refused'
  | 'unreachable'
  | 'timed-out'
  | 'reset'
  | 'certificate-name'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-untrusted'
  | 'tls-failed'
  | 'too-large'
  | 'malformed'
  | 'private-address'
  | 'proxy'
  | 'cancelled';

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SOA' | 'SRV' | 'TXT' | 'CAA' | 'TLSA' | 'DS' | 'DNSKEY';

export type DnsRecord =
  | { type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR'; name: string; ttl: number; value: string }
  | { type: 'MX'; name: string; ttl: number; preference: number; exchange: string }
  | { type: 'SRV'; name: string; ttl: number; priority: number; weight: number; port: number; target: string }
  | { type: 'TXT'; name: string; ttl: number; chunks: string[] }
  | { type: 'SOA'; name: string; ttl: number; primary: string; minimum: number }
  | { type: 'CAA'; name: string; ttl: number; flags: number; tag: string; value: string }
  | { type: 'TLSA'; name: string; ttl: number; usage: number; selector: number; matching: number; certificate: string }
  | { type: 'DS' | 'DNSKEY'; name: string; ttl: number; data: string };

/** Three answers, never two: records, proven absence, or no usable answer from here. Names without final dot, lower case. */
export type DnsAnswer =
  | { status: 'found'; records: DnsRecord[]; authenticated: boolean }
  | { status: 'absent'; kind: 'no-such-name' | 'no-such-record'; authenticated: boolean }
  | { status: 'failed'; reason: 'timed-out' | 'servfail' | 'refused' | 'malformed' | 'offline' | 'cancelled' };

export interface Dns {
  /** One question. CNAMEs are followed; `records` holds those of the asked type only. Never rejects. */
  query(name: string, type: RecordType, signal?: AbortSignal): Promise<DnsAnswer>;
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
}
