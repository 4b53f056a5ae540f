import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { imapSession } from './imap/session.ts';
import { nameServer } from './name-server.ts';
import { pop3Session } from './pop3.ts';
import { smtpSession } from './smtp.ts';
import { Wire } from './wire.ts';
import { webServer } from './web/server.ts';
import { createAuthority } from './world/authority.ts';
import {
  type Behaviours,
  DOMAINS,
  domainOf,
  isSilent,
  type Ports,
  STANDARD_PORTS,
  USERS,
  type DemoUser,
  usualBehaviours,
} from './world/domains.ts';
import { PostOffice } from './world/mailboxes.ts';
import { type Records, recordsOf } from './world/zones.ts';

export interface DemoHost {
  /** `HOST:PORT` of the name server, on UDP and TCP. */
  dns: string;
  /** Where everything else answers. */
  address: string;
  ports: Ports;
  /** Standard port to port that answers instead; empty where the standard ones could be had. */
  portMap: Record<number, number>;
  caPem: string;
  caFile: string;
  users: readonly DemoUser[];
  /** What was asked and who logged in, in order; never a password. */
  log: string[];
  /** May be changed at any time. */
  behaviours: Behaviours;
  close(): Promise<void>;
}

export interface DemoHostOptions {
  behaviours?: Partial<Behaviours>;
  /** Standard ports on an address of its own where the system permits; high ports on 127.0.0.1 otherwise. */
  ports?: 'standard-if-possible' | 'high';
}

type ServerName = keyof Ports;
const SERVERS: readonly ServerName[] = ['https', 'imaps', 'imap', 'pop3s', 'pop3', 'submissions', 'submission', 'smtp'];
const MOST_LINES = 5_000;
const TRIES = 20;

/** Starts a whole small mail host on loopback: names, settings, mail, calendars and contacts, with people who do not exist. */
export async function startDemoHost(options: DemoHostOptions = {}): Promise<DemoHost> {
  const log: string[] = [];
  const note = (line: string): void => {
    if (log.push(line) > MOST_LINES) log.shift();
  };
  const behaviours = { ...usualBehaviours(), ...options.behaviours };
  const authority = await createAuthority('Demo Authority');
  const security = await tlsOptions(authority, behaviours);
  const ports = { ...STANDARD_PORTS };
  const office = new PostOffice(behaviours, note);
  const servers = makeServers(security, { office, ports, behaviours }, note);
  const address = await place(servers, ports, options.ports ?? 'standard-if-possible');
  let records: Records | undefined;
  const names = await nameServer(address, () => (records ??= recordsOf(address, ports)), note);
  const folder = await mkdtemp(path.join(tmpdir(), 'mailramp-demo-ca-'));
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.pem);
  const moved = SERVERS.filter((name) => ports[name] !== STANDARD_PORTS[name]);
  return {
    dns: `${address}:${names.port}`,
    address,
    ports,
    portMap: Object.fromEntries(moved.map((name) => [STANDARD_PORTS[name], ports[name]])),
    caPem: authority.pem,
    caFile,
    users: USERS,
    log,
    behaviours,
    close: async () => {
      await Promise.all([names.close(), ...[...servers.values()].map((one) => one.close())]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One certificate a domain, chosen by the name the client asks for; silent domains never get as far as a certificate. */
async function tlsOptions(authority: Awaited<ReturnType<typeof createAuthority>>, behaviours: Behaviours): Promise<tls.TlsOptions> {
  const past = { from: new Date('2024-01-01T00:00:00Z'), to: new Date('2024-03-01T00:00:00Z') };
  const contexts = new Map(
    await Promise.all(
      DOMAINS.map(async ({ name, certificate }) => {
        const identity = await authority.issue([name, `*.${name}`], certificate === 'expired' ? past : undefined);
        return [name, tls.createSecureContext(identity)] as const;
      }),
    ),
  );
  const fallback = await authority.issue(['mail.demo.test']);
  return {
    ...fallback,
    SNICallback: (name, done) => {
      const domain = domainOf(name);
      const context = contexts.get(domain?.name ?? '');
      if (domain !== undefined && isSilent(domain, name)) return;
      if (domain?.speed === 'slow') setTimeout(() => done(null, context), behaviours.slowMs);
      else done(null, context);
    },
  };
}

interface Served {
  server: net.Server;
  close(): Promise<void>;
}

function makeServers(
  security: tls.TlsOptions,
  host: { office: PostOffice; ports: Ports; behaviours: Behaviours },
  note: (line: string) => void,
): Map<ServerName, Served> {
  const services = { office: host.office, tls: { ...security, isServer: true } };
  const talk = (session: (wire: Wire) => Promise<void>) => (socket: net.Socket) => {
    void session(new Wire(socket));
  };
  const imap = talk((wire) => imapSession(wire, services));
  const pop3 = talk((wire) => pop3Session(wire, services));
  const submission = talk((wire) => smtpSession(wire, services, true));
  const smtp = talk((wire) => smtpSession(wire, services, false));
  const all: Record<ServerName, net.Server> = {
    https: webServer(security, host, note),
    imaps: tls.createServer(security, imap),
    imap: net.createServer(imap),
    pop3s: tls.createServer(security, pop3),
    pop3: net.createServer(pop3),
    submissions: tls.createServer(security, submission),
    submission: net.createServer(submission),
    smtp: net.createServer(smtp),
  };
  return new Map(SERVERS.map((name) => [name, served(all[name])]));
}

function served(server: net.Server): Served {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  return {
    server,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Finds an address where every standard port is free, a fresh one for each instance; where the system forbids low ports
 * or knows no such address, high ports of 127.0.0.1. Writes the ports into `ports` and resolves to the address.
 */
async function place(servers: Map<ServerName, Served>, ports: Ports, wish: DemoHostOptions['ports']): Promise<string> {
  const start = Math.floor(Math.random() * 250);
  for (let attempt = 0; wish !== 'high' && attempt < TRIES; attempt += 1) {
    const address = `127.83.${1 + ((start + attempt) % 250)}.10`;
    const failure = await listenAll(servers, address, (name) => STANDARD_PORTS[name]);
    if (failure === undefined) return address;
    if (failure !== 'EADDRINUSE') break;
  }
  const failure = await listenAll(servers, '127.0.0.1', () => 0);
  if (failure !== undefined) throw new Error(`The demo host cannot listen on 127.0.0.1: ${failure}`);
  for (const [name, { server }] of servers) ports[name] = portOf(server.address());
  return '127.0.0.1';
}

const portOf = (address: AddressInfo | string | null): number => (typeof address === 'object' ? (address?.port ?? 0) : 0);

/** All or none; resolves to the code of what went wrong. */
async function listenAll(
  servers: Map<ServerName, Served>,
  address: string,
  portFor: (name: ServerName) => number,
): Promise<string | undefined> {
  for (const [name, { server }] of servers) {
    const failure = await listen(server, portFor(name), address);
    if (failure === undefined) continue;
    await Promise.all([...servers.values()].map((one) => one.close()));
    return failure;
  }
  return undefined;
}

function listen(server: net.Server, port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: Error): void => resolve('code' in error && typeof error.code === 'string' ? error.code : error.message);
    server.once('error', failed);
    server.listen(port, address, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}
