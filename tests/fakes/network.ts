import type { Clock } from '../../electron/core/world/clock.ts';
import type { Inspection } from '../../electron/core/world/inspection.ts';
import type {
  CertificateFacts,
  DnsAnswer,
  DnsOptions,
  DnsRecord,
  Endpoint,
  Greeting,
  HttpAnswer,
  HttpRequest,
  LoginAnswer,
  Network,
  NetworkFailure,
  RecordType,
} from '../../electron/core/world/network.ts';

/** What a scripted web server says; `after` milliseconds on the virtual clock. */
export interface Page {
  code?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  after?: number;
  privateAddress?: boolean;
  /** Instead of an answer. */
  fails?: NetworkFailure;
  certificate?: CertificateFacts;
  /** `POST` or `GET …` only; any method when absent. */
  method?: HttpRequest['method'];
}

export interface MailServer {
  capabilities?: string[];
  certificate?: CertificateFacts;
  after?: number;
  privateAddress?: boolean;
  fails?: NetworkFailure | 'not-offered';
  /** User name to password. */
  logins?: Record<string, string>;
  /** What a refused login says. */
  refusal?: string;
}

type DnsFailure = Extract<DnsAnswer, { status: 'failed' }>['reason'];
type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;
/** A record without the name and with a default time to live. */
export type RecordData = DistributiveOmit<DnsRecord, 'name' | 'ttl'>;

/** A network that answers what a test scripted, remembers what was asked, and never touches a wire. */
export interface FakeNetwork extends Network {
  /** Adds records at a name; other types there become "no such record", unknown names "no such name". */
  record(name: string, ...records: RecordData[]): FakeNetwork;
  /** Answers of this name carry the authenticated-data mark. */
  signed(name: string): FakeNetwork;
  /** SERVFAIL with this extended error unless asked without checking: the signature is broken. */
  bogus(name: string, extended: number): FakeNetwork;
  /** What the zone's own server at this address says at a name, where that is not what the world sees yet. */
  authority(address: string, name: string, ...records: RecordData[]): FakeNetwork;
  dnsFails(name: string, type: RecordType | 'any', reason: DnsFailure, after?: number): FakeNetwork;
  /** A page by its address without query, or exactly with it (the exact one wins). */
  page(url: string, page: Page | string | ((request: HttpRequest) => Page)): FakeNetwork;
  /** Every request and conversation with this host times out after its own connect limit. */
  dead(...hosts: string[]): FakeNetwork;
  /** Any host that nobody scripted drops packets instead of being absent. */
  deadByDefault(): FakeNetwork;
  /** Everything fails as `offline`. */
  offline(): FakeNetwork;
  mailServer(endpoint: Endpoint, server?: MailServer): FakeNetwork;
  /** What an inspection of this port shows, by `address:port`; anything else refuses. */
  endpoint(address: string, port: number, shown: Omit<Inspection, 'target'>): FakeNetwork;
  /** What the operating system makes of a name, where that is not what DNS says. */
  insideAddresses(name: string, ...addresses: string[]): FakeNetwork;
  /** Round trip of a DNS question, milliseconds (0 unless set). */
  latency(ms: number): FakeNetwork;
  readonly requests: HttpRequest[];
  readonly questions: { name: string; type: RecordType; at?: string; unchecked?: boolean }[];
  readonly conversations: { endpoint: Endpoint; username?: string }[];
}

interface Script {
  records: Map<string, DnsRecord[]>;
  signed: Set<string>;
  bogus: Map<string, number>;
  authorities: Map<string, Map<string, DnsRecord[]>>;
  dnsFailures: Map<string, { reason: DnsFailure; after: number }>;
  pages: Map<string, ((request: HttpRequest) => Page | undefined)[]>;
  dead: Set<string>;
  deadByDefault: boolean;
  offline: boolean;
  servers: Map<string, MailServer>;
  endpoints: Map<string, Omit<Inspection, 'target'>>;
  inside: Map<string, string[]>;
  latency: number;
}

const TTL = 300;
const hostOf = (url: string): string => new URL(url).hostname;
const endpointKey = (endpoint: Endpoint): string => `${endpoint.protocol} ${endpoint.host}:${endpoint.port} ${endpoint.security}`;
const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? new TextEncoder().encode(body) : body);

interface FakeQuestion {
  name: string;
  type: RecordType;
  signal?: AbortSignal | undefined;
  options?: DnsOptions | undefined;
}

async function answerQuestion(script: Script, clock: Clock, { name, type, signal, options }: FakeQuestion): Promise<DnsAnswer> {
  const failure = script.dnsFailures.get(`${name} ${type}`) ?? script.dnsFailures.get(`${name} any`);
  await clock.sleep(failure?.after ?? script.latency, signal);
  if (signal?.aborted === true) return { status: 'failed', reason: 'cancelled' };
  if (script.offline) return { status: 'failed', reason: 'offline' };
  if (failure !== undefined) return { status: 'failed', reason: failure.reason };
  const extended = script.bogus.get(name);
  if (extended !== undefined && options?.unchecked !== true && options?.at === undefined)
    return { status: 'failed', reason: 'servfail', extended };
  const own = options?.at === undefined ? script.records : script.authorities.get(options.at);
  return own === undefined ? { status: 'failed', reason: 'timed-out' } : answerFrom(own, script, name, type, []);
}

function answerFrom(all: Map<string, DnsRecord[]>, script: Script, name: string, type: RecordType, aliases: readonly string[]): DnsAnswer {
  const authenticated = script.signed.has(name);
  const passed = aliases.length === 0 ? {} : { aliases: [...aliases] };
  const there = all.get(name);
  const records = (there ?? []).filter((record) => record.type === type);
  if (records.length > 0) return { status: 'found', records, authenticated, ...passed };
  const alias = there?.find((record) => record.type === 'CNAME');
  if (alias?.type === 'CNAME') {
    return aliases.includes(alias.value)
      ? { status: 'failed', reason: 'malformed' }
      : answerFrom(all, script, alias.value, type, [...aliases, alias.value]);
  }
  const below = [...all.keys()].some((known) => known.endsWith(`.${name}`));
  return { status: 'absent', kind: there !== undefined || below ? 'no-such-record' : 'no-such-name', authenticated, ...passed };
}

function pageFor(script: Script, request: HttpRequest): Page | undefined {
  const exact = script.pages.get(request.url) ?? [];
  const bare = script.pages.get(request.url.replace(/\?.*$/, '')) ?? [];
  for (const answer of [...exact, ...bare]) {
    const page = answer(request);
    if (page !== undefined) return page;
  }
  return undefined;
}

async function answerRequest(script: Script, clock: Clock, request: HttpRequest): Promise<HttpAnswer> {
  const { limits, signal } = request;
  const pause = (ms: number): Promise<void> => clock.sleep(ms, signal);
  const failedWith = (reason: NetworkFailure): HttpAnswer => ({
    status: 'failed',
    reason: signal?.aborted === true ? 'cancelled' : reason,
  });
  if (script.offline) return failedWith('offline');
  const host = hostOf(request.url);
  const page = pageFor(script, request);
  if (script.dead.has(host) || (page === undefined && script.deadByDefault)) {
    await pause(limits.connect);
    return failedWith('timed-out');
  }
  if (page === undefined) {
    const known = [...script.pages.keys()].some((url) => hostOf(url) === host);
    await pause(script.latency);
    if (signal?.aborted === true || !known) return failedWith('name-absent');
    return { status: 'answered', code: 404, headers: {}, body: new Uint8Array(), privateAddress: false };
  }
  const wait = page.after ?? script.latency;
  await pause(Math.min(wait, limits.firstByte));
  if (signal?.aborted === true) return failedWith('cancelled');
  if (wait > limits.firstByte) return failedWith('timed-out');
  if (page.fails !== undefined) {
    return { status: 'failed', reason: page.fails, ...(page.certificate === undefined ? {} : { certificate: page.certificate }) };
  }
  const body = bytesOf(page.body ?? '');
  if (body.length > limits.maxBytes) return failedWith('too-large');
  return { status: 'answered', code: page.code ?? 200, headers: page.headers ?? {}, body, privateAddress: page.privateAddress ?? false };
}

async function greet(script: Script, clock: Clock, endpoint: Endpoint, timeout: number, signal?: AbortSignal): Promise<Greeting> {
  const failedWith = (reason: NetworkFailure): Greeting => ({ status: 'failed', reason: signal?.aborted === true ? 'cancelled' : reason });
  if (script.offline) return failedWith('offline');
  const server = script.servers.get(endpointKey(endpoint));
  if (script.dead.has(endpoint.host) || (server === undefined && script.deadByDefault)) {
    await clock.sleep(timeout, signal);
    return failedWith('timed-out');
  }
  await clock.sleep(Math.min(server?.after ?? script.latency, timeout), signal);
  if (signal?.aborted === true) return failedWith('cancelled');
  if (server === undefined) {
    const known = [...script.servers.keys()].some((key) => key.includes(` ${endpoint.host}:`));
    return failedWith(known ? 'refused' : 'name-absent');
  }
  const shown = server.certificate === undefined ? {} : { certificate: server.certificate };
  if ((server.after ?? 0) > timeout) return failedWith('timed-out');
  if (server.fails !== undefined) return { status: 'failed', reason: server.fails, ...shown };
  return { status: 'answered', capabilities: server.capabilities ?? [], privateAddress: server.privateAddress ?? false, ...shown };
}

async function login(
  script: Script,
  clock: Clock,
  endpoint: Endpoint,
  credentials: Parameters<Network['mail']['login']>[1],
  options: { timeout: number; signal?: AbortSignal },
): Promise<LoginAnswer> {
  const greeting = await greet(script, clock, endpoint, options.timeout, options.signal);
  if (greeting.status === 'failed') return greeting;
  const server = script.servers.get(endpointKey(endpoint));
  const expected = server?.logins?.[credentials.username];
  if (expected !== undefined && expected === credentials.password.reveal()) return { status: 'accepted' };
  return { status: 'refused', text: server?.refusal ?? 'Authentication failed.' };
}

function emptyScript(): Script {
  return {
    records: new Map(),
    signed: new Set(),
    bogus: new Map(),
    authorities: new Map(),
    dnsFailures: new Map(),
    pages: new Map(),
    dead: new Set(),
    deadByDefault: false,
    offline: false,
    servers: new Map(),
    endpoints: new Map(),
    inside: new Map(),
    latency: 0,
  };
}

const withName = (name: string, data: RecordData): DnsRecord => ({ ...data, name, ttl: TTL });

function addAuthority(script: Script, address: string, name: string, records: readonly RecordData[]): void {
  const zone = script.authorities.get(address) ?? new Map<string, DnsRecord[]>();
  script.authorities.set(address, zone.set(name, [...(zone.get(name) ?? []), ...records.map((data) => withName(name, data))]));
}

function addPage(script: Script, url: string, page: Page | string | ((request: HttpRequest) => Page)): void {
  const answer = (request: HttpRequest): Page | undefined => {
    const one = typeof page === 'function' ? page(request) : typeof page === 'string' ? { body: page } : page;
    return one.method === undefined || one.method === request.method ? one : undefined;
  };
  script.pages.set(url, [...(script.pages.get(url) ?? []), answer]);
}

/** Scripts are added by chaining: `fakeNetwork(clock).record('firma.example', { type: 'MX', preference: 10, exchange: 'mx.firma.example' })`. */
export function fakeNetwork(clock: Clock): FakeNetwork {
  const script = emptyScript();
  const asked: { requests: HttpRequest[]; questions: FakeNetwork['questions'][number][]; conversations: FakeNetwork['conversations'] } = {
    requests: [],
    questions: [],
    conversations: [],
  };
  const scripted = (change: () => unknown): FakeNetwork => {
    change();
    return network;
  };
  const network: FakeNetwork = {
    ...asked,
    dns: {
      query: (name, type, signal, options) => {
        asked.questions.push({ name, type, ...options });
        return answerQuestion(script, clock, { name: name.toLowerCase(), type, signal, options });
      },
    },
    http: {
      request: (request) => {
        asked.requests.push(request);
        return answerRequest(script, clock, request);
      },
    },
    mail: {
      greet: (endpoint, options) => {
        asked.conversations.push({ endpoint });
        return greet(script, clock, endpoint, options.timeout, options.signal);
      },
      login: (endpoint, credentials, options) => {
        asked.conversations.push({ endpoint, username: credentials.username });
        return login(script, clock, endpoint, credentials, options);
      },
    },
    tls: {
      inspect: (target) =>
        Promise.resolve({
          target,
          ...(script.endpoints.get(`${target.address}:${target.port}`) ?? { result: { status: 'failed', reason: 'refused' } }),
        }),
    },
    lookUp: async (name, signal) => {
      const inside = script.inside.get(name);
      if (inside !== undefined) return inside;
      const answers = await Promise.all((['A', 'AAAA'] as const).map((type) => answerQuestion(script, clock, { name, type, signal })));
      return answers.flatMap((answer) =>
        answer.status === 'found' ? answer.records.flatMap((one) => (one.type === 'A' || one.type === 'AAAA' ? [one.value] : [])) : [],
      );
    },
    endpoint: (address, port, shown) => scripted(() => script.endpoints.set(`${address}:${port}`, shown)),
    insideAddresses: (name, ...addresses) => scripted(() => script.inside.set(name, addresses)),
    record: (name, ...records) =>
      scripted(() => script.records.set(name, [...(script.records.get(name) ?? []), ...records.map((data) => withName(name, data))])),
    signed: (name) => scripted(() => script.signed.add(name)),
    bogus: (name, extended) => scripted(() => script.bogus.set(name, extended)),
    authority: (address, name, ...records) => scripted(() => addAuthority(script, address, name, records)),
    dnsFails: (name, type, reason, after) => scripted(() => script.dnsFailures.set(`${name} ${type}`, { reason, after: after ?? 0 })),
    page: (url, page) => scripted(() => addPage(script, url, page)),
    dead: (...hosts) => scripted(() => hosts.forEach((host) => script.dead.add(host))),
    deadByDefault: () => scripted(() => (script.deadByDefault = true)),
    offline: () => scripted(() => (script.offline = true)),
    mailServer: (endpoint, server) => scripted(() => script.servers.set(endpointKey(endpoint), server ?? {})),
    latency: (ms) => scripted(() => (script.latency = ms)),
  };
  return network;
}
