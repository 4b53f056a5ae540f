import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { recordsOf } from '../../../electron/core/domain-check/facts.ts';
import { createNetwork } from '../../../electron/platform/network/network.ts';
import { NAME_SERVERS, type Zones } from './zones.ts';

const run = promisify(execFile);
const AUTHORITIES = Object.values(NAME_SERVERS);
const AUTHORITY = NAME_SERVERS['ns1.example.test'];
const RESOLVER = '127.78.53.53';
const PATIENCE = 600;

const fileName = (zone: string): string => (zone === '' ? 'root' : zone);

function knotConfiguration(folder: string, zones: readonly string[]): string {
  const signed = zones.map((zone) => `  - domain: "${zone}."\n    file: "${fileName(zone)}.zone"`);
  return `server:
    rundir: "${folder}/run"
    listen: [ ${AUTHORITIES.map((address) => `"${address}@53"`).join(', ')} ]
    udp-workers: 1
    tcp-workers: 1
    background-workers: 2
log:
  - target: stdout
    any: notice
database:
    storage: "${folder}/keys"
policy:
  - id: one-key
    single-type-signing: on
    algorithm: ecdsap256sha256
    cds-cdnskey-publish: none
template:
  - id: default
    storage: "${folder}/zones"
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
    dnssec-signing: on
    dnssec-policy: one-key
zone:
${signed.join('\n')}
`;
}

/** These are blocked by default, as nobody's business outside a network. */
const OPENED = ['test.', '127.in-addr.arpa.', '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa.', 'd.f.ip6.arpa.'];

const unboundConfiguration = (folder: string, anchor: string): string => `server:
    directory: "${folder}"
    pidfile: "${folder}/run/unbound.pid"
    chroot: ""
    username: ""
    use-syslog: no
    logfile: ""
    verbosity: 1
    val-log-level: 2
    interface: ${RESOLVER}
    port: 53
    access-control: 127.0.0.0/8 allow
    do-ip6: no
    do-not-query-localhost: no
    num-threads: 1
    ede: yes
    outgoing-range: 512
    num-queries-per-thread: 1024
    jostle-timeout: 5000
    root-hints: "${folder}/root.hints"
    trust-anchor: "${anchor}"
${OPENED.map((zone) => `    local-zone: "${zone}" nodefault`).join('\n')}
remote-control:
    control-enable: yes
    control-interface: "${folder}/run/unbound.sock"
    control-use-cert: no
`;

/** A real name server for all zones, signed, and a real resolver that validates them from the root down. */
export class NameServers {
  readonly resolver = `${RESOLVER}:53`;
  readonly #folder: string;
  readonly #zones: Zones;
  readonly #processes: ChildProcess[] = [];
  #reloading: Promise<void> = Promise.resolve();
  readonly #keys = new Map<string, { flags: number; algorithm: number; key: Buffer }>();

  constructor(folder: string, zones: Zones) {
    this.#folder = folder;
    this.#zones = zones;
  }

  async start(): Promise<void> {
    for (const name of ['zones', 'keys', 'run']) mkdirSync(path.join(this.#folder, name), { recursive: true });
    chmodSync(this.#folder, 0o755);
    const names = this.#zones.names;
    for (const zone of names) this.#write(zone);
    writeFileSync(path.join(this.#folder, 'knot.conf'), knotConfiguration(this.#folder, names));
    this.#spawn('knotd', ['-c', path.join(this.#folder, 'knot.conf')], 'knot');
    await Promise.all(names.map((zone) => this.#learnKey(zone)));
    for (const zone of names) if (zone !== '') this.#zones.publish({ name: zone, type: 'DS', data: this.delegation(zone) });
    await this.reload();
    writeFileSync(path.join(this.#folder, 'root.hints'), `. 3600000 NS ns1.example.test.\nns1.example.test. 3600000 A ${AUTHORITY}\n`);
    const root = this.#keys.get('');
    const anchor = `. IN DNSKEY ${root?.flags ?? 0} 3 ${root?.algorithm ?? 0} ${root?.key.toString('base64') ?? ''}`;
    writeFileSync(path.join(this.#folder, 'unbound.conf'), unboundConfiguration(this.#folder, anchor));
    this.#spawn('unbound', ['-d', '-p', '-c', path.join(this.#folder, 'unbound.conf')], 'unbound');
    await until(async () => (await createNetwork({ dnsServer: this.resolver }).dns.query('com', 'NS')).status === 'found');
  }

  /** The DS record that a zone's own key asks for (RFC 4034 section 5.1). */
  delegation(zone: string): string {
    const { flags, algorithm, key } = this.#keys.get(zone) ?? { flags: 0, algorithm: 0, key: Buffer.alloc(0) };
    const data = Buffer.concat([Buffer.from([flags >> 8, flags & 255, 3, algorithm]), key]);
    const owner = Buffer.concat([...zone.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);
    const digest = createHash('sha256').update(owner).update(data).digest('hex');
    return `${keyTag(data)} ${algorithm} 2 ${digest}`;
  }

  /** What was edited is served, and forgotten by the resolver unless it goes on `remembering`. */
  reload(remembering = false): Promise<void> {
    // One at a time: an edit that another call took along is served before this one ends.
    this.#reloading = this.#reloading.then(() => this.#reload(remembering));
    return this.#reloading;
  }

  async #reload(remembering: boolean): Promise<void> {
    const touched = this.#zones.takeTouched();
    for (const zone of touched) this.#write(zone);
    if (touched.length === 0) return;
    await run('knotc', ['-c', path.join(this.#folder, 'knot.conf'), '-b', '-t', '60', 'zone-reload', ...touched.map((zone) => `${zone}.`)]);
    if (this.#processes.length < 2 || remembering) return;
    for (const zone of touched) await this.forget(zone);
  }

  async forget(zone: string): Promise<void> {
    await run('unbound-control', ['-c', path.join(this.#folder, 'unbound.conf'), 'flush_zone', `${zone}.`]);
  }

  stop(): void {
    for (const process of this.#processes) process.kill('SIGTERM');
  }

  #write(zone: string): void {
    writeFileSync(path.join(this.#folder, 'zones', `${fileName(zone)}.zone`), this.#zones.fileOf(zone));
  }

  #spawn(program: string, args: readonly string[], name: string): void {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '' } });
    const log = createWriteStream(path.join(this.#folder, `${name}.log`));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.#processes.push(child);
  }

  async #learnKey(zone: string): Promise<void> {
    const { dns } = createNetwork({ dnsServer: `${AUTHORITY}:53`, pace: { perSecond: 1_000, burst: 200, inFlight: 200 } });
    await until(async () => {
      const [found] = recordsOf(await dns.query(zone, 'DNSKEY'), 'DNSKEY');
      const [flags = '', , algorithm = '', key = ''] = found?.data.split(' ') ?? [];
      if (found !== undefined)
        this.#keys.set(zone, { flags: Number(flags), algorithm: Number(algorithm), key: Buffer.from(key, 'base64') });
      return found !== undefined;
    });
  }
}

/** RFC 4034 appendix B. */
function keyTag(data: Buffer): number {
  const sum = data.reduce((total, octet, index) => total + (index % 2 === 0 ? octet << 8 : octet), 0);
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The name servers of the zones do not answer');
}
