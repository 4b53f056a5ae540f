import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gatherDomain, type GatherRequest } from '../../../electron/core/domain-check/gather.ts';
import { judgeDomain } from '../../../electron/core/domain-check/judge.ts';
import { remembering } from '../../../electron/core/domain-check/memory.ts';
import type { CheckReport } from '../../../electron/core/domain-check/report.ts';
import type { World } from '../../../electron/core/world/world.ts';
import { createWorld } from '../../../electron/platform/world.ts';
import { testAuthority } from '../../unit/platform/network/authority.ts';
import { lab } from '../lab.ts';
import type { Around, Fault } from './fault.ts';
import { Plot, SHARED } from './healthy.ts';
import { type HostWish, startMailHost } from './mail-server.ts';
import { NameServers } from './name-servers.ts';
import { lineOf, readFragment } from './zone-file.ts';
import { NAME_SERVERS, Zones } from './zones.ts';

const FAST = { perSecond: 100_000, burst: 100_000, inFlight: 400 };
/** The machine may be busy with other things: patience is no fault of the domain. */
const PATIENT = { question: 20_000, names: 60_000, endpoint: 40_000, whole: 90_000 };

/** Everybody else: another company, large zones that are signed, a domain without mail. */
const OTHERS = [
  'mx.other.test. A 127.78.0.99',
  'mail.other.test. A 127.78.0.99',
  'other.test. MX 10 mx.other.test.',
  'loop.other.test. TXT "v=spf1 include:loop.other.test ~all"',
  ...Array.from({ length: 10 }, (_, index) => `s${index}.other.test. TXT "v=spf1 ip4:198.51.100.${index} ~all"`),
  `tree.other.test. TXT "v=spf1" ${Array.from({ length: 45 }, (_, index) => `" include:t${index}.other.test"`).join(' ')} " ~all"`,
  ...Array.from({ length: 45 }, (_, index) => `t${index}.other.test. TXT "v=spf1 ip4:198.51.100.${index} ~all"`),
  'twice.other.test. TXT "v=spf1 ip4:198.51.100.1 -all"',
  'twice.other.test. TXT "v=spf1 ip4:198.51.100.2 -all"',
  'back.other.test. TXT "v=spf1 redirect=back.other.test"',
  ...Array.from({ length: 12 }, (_, index) => `many.other.test. MX 10 m${index}.other.test.`),
  ...Array.from({ length: 12 }, (_, index) => `m${index}.other.test. A 198.51.100.${index}`),
  `huge.other.test. TXT "v=spf1" ${Array.from({ length: 2_100 }, (_, index) => `" ip4:198.51.${index >> 8}.${index & 255}"`).join(' ')} " ~all"`,
  'nomail.test. MX 0 .',
  'autodiscover.outlook.com. A 127.78.0.98',
] as const;

/** A small internet: names from the root down, a shared mail host of real servers, and hosts of their own where those are wanted. */
export class Internet {
  readonly zones = new Zones();
  readonly servers: NameServers;
  readonly #authority = testAuthority("Let's Encrypt Test Authority");
  /** Of domains without a host of their own: nothing shows it. */
  readonly #nobody = this.#authority.issue({ names: ['nobody.test'] });
  readonly #hosts: { stop(): Promise<void> }[] = [];
  readonly #folder: string;
  /** A world loads every authority there is and remembers answers: it is used again for domains that it has not seen. */
  readonly #worlds: { world: World; busy: boolean; seen: Set<string> }[] = [];
  #next = 1;

  constructor() {
    this.#folder = path.join(lab.folder, 'planted');
    mkdirSync(this.#folder, { recursive: true });
    this.servers = new NameServers(this.#folder, this.zones);
    for (const zone of ['', 'test', 'com', 'org', 'in-addr.arpa', 'ip6.arpa', 'example.test', 'other.test', 'nomail.test', 'outlook.com'])
      this.zones.create(zone);
    for (const [name, data] of Object.entries(NAME_SERVERS)) this.zones.publish({ name, type: 'A', data });
    const owner = new Plot(this.zones, 'other.test', { name: SHARED.host, addresses: [] });
    owner.add(...OTHERS);
    owner.add('example.test. CAA 0 issue "letsencrypt.org"');
  }

  /** A new domain, healthy: on the shared host, or on one of its own that has to be started. */
  settle(families?: 4 | 6): { plot: Plot; around: Around } {
    const number = this.#next;
    this.#next += 1;
    const domain = `z${String(number).padStart(3, '0')}.test`;
    this.zones.create(domain);
    const addresses = [`127.78.${number}.10`, ...(families === 6 ? [`fd78::${number}`] : [])];
    const host = families === undefined ? { name: SHARED.host, addresses: [SHARED.address] } : { name: `mail.${domain}`, addresses };
    const plot = new Plot(this.zones, domain, host);
    const names = ['mail', 'autodiscover', 'autoconfig', 'mta-sts'].map((label) => `${label}.${domain}`);
    const policy = path.join(lab.folder, 'www', 'policies', `mta-sts.${domain}.txt`);
    const identity = families === undefined ? this.#nobody : this.#authority.issue({ names });
    const around: Around = {
      authority: this.#authority,
      identity,
      shown: createHash('sha256').update(new X509Certificate(identity.cert).raw).digest('hex'),
      names,
      delegation: (zone) => this.servers.delegation(zone),
      policy: (text) => (text === undefined ? rmSync(policy) : writeFileSync(policy, text)),
    };
    const shared = readFileSync(path.join(path.dirname(lab.ca), 'mail.crt'), 'utf8');
    plot.plantHealthy(families === undefined ? shared : identity.cert);
    return { plot, around };
  }

  /** Starts the mail host of a domain, with or without its fault; `stop` makes room for another. */
  async host({ plot, around }: { plot: Plot; around: Around }, fault?: Fault): Promise<{ stop(): Promise<void> }> {
    const wish = fault?.own?.server?.(around, plot) ?? {};
    const { page } = wish;
    const started = await startMailHost({
      addresses: plot.expected.addresses,
      identity: around.identity,
      greeting: plot.host,
      ...wish,
      page: (host, at) => page?.(host, at) ?? pageOf(plot, at),
    });
    this.#hosts.push(started);
    return started;
  }

  async start(): Promise<void> {
    for (let number = 1; number < this.#next; number += 1)
      spawnSync('ip', ['addr', 'add', `fd78::${number}/128`, 'dev', 'lo', 'nodad'], { stdio: 'ignore' });
    await this.servers.start();
  }

  /** As a person's first look at a domain: nothing of it is remembered. */
  async check({ domain, expected }: Plot, more: Partial<GatherRequest> = {}): Promise<CheckReport> {
    const idle = this.#worlds.find((one) => !one.busy && !one.seen.has(domain));
    const used = idle ?? { world: this.world(), busy: true, seen: new Set<string>() };
    if (idle === undefined) this.#worlds.push(used);
    used.busy = true;
    used.seen.add(domain);
    try {
      return judgeDomain(remembering(await gatherDomain(used.world, { domain, expected, limits: PATIENT, ...more }), more.since));
    } finally {
      used.busy = false;
    }
  }

  world(dnsServer = this.servers.resolver): World {
    const trustAnchors = [readFileSync(lab.ca, 'utf8'), this.#authority.ca];
    return createWorld({ dnsServer, trustAnchors, pace: FAST, dataFolder: this.#folder });
  }

  /** Does what a report says: takes out what has to go, publishes the rest, in whichever zone it belongs. */
  follow(report: CheckReport): void {
    this.zones.remove(...report.delete.map(lineOf));
    this.zones.publish(...readFragment(report.zone));
  }

  async stop(): Promise<void> {
    this.servers.stop();
    await Promise.all(this.#hosts.map((host) => host.stop()));
  }
}

function pageOf({ domain, host }: Plot, at: string): ReturnType<HostWish['page']> {
  const server = (kind: string): string => `<${kind}><hostname>${host}</hostname></${kind}>`;
  switch (at) {
    case '/mail/config-v1.1.xml':
      return {
        code: 200,
        type: 'text/xml',
        body: `<clientConfig version="1.1"><emailProvider id="${domain}">${server('incomingServer')}${server('outgoingServer')}</emailProvider></clientConfig>`,
      };
    case '/autodiscover/autodiscover.xml':
      return { code: 401, type: 'text/html', body: '' };
    case '/.well-known/mta-sts.txt':
      return { code: 200, type: 'text/plain', body: `version: STSv1\nmode: enforce\nmx: ${host}\nmax_age: 604800\n` };
    default:
      return undefined;
  }
}
