import net, { type LookupFunction } from 'node:net';
import tls from 'node:tls';
import type { CertificateFacts } from '../../core/world/network.ts';
import { bareHost, isPrivateAddress } from './addresses.ts';
import { watchCertificate } from './certificate.ts';
import { type Failed, failedAs, failedBy } from './failure.ts';
import type { Limit } from './limit.ts';
import type { Resolve } from './resolve.ts';

export type Opened = { status: 'open'; socket: net.Socket; privateAddress: boolean } | Failed;
export type Secured = { status: 'open'; socket: tls.TLSSocket; certificate?: CertificateFacts } | Failed;

/** Opens connections the one way Mailramp does: own names, own trust, both address families, always verified. */
export interface Connector {
  resolve: Resolve;
  /** The same for a host whose addresses are known. */
  at(addresses: readonly string[]): Connector;
  /** Happy eyeballs over all addresses of the host (RFC 8305). */
  open(host: string, port: number, limit: Limit): Promise<Opened>;
  /** TLS on an open connection; the certificate is verified against the host's name. The socket is destroyed on failure. */
  secure(socket: net.Socket, host: string, limit: Limit): Promise<Secured>;
  /** The same verification for libraries that start TLS themselves. */
  tlsOptions(host: string): Pick<tls.ConnectionOptions, 'checkServerIdentity'> & {
    secureContext: tls.SecureContext;
    host: string;
    servername?: string;
  };
  /** The same names for libraries that connect themselves. */
  lookup: LookupFunction;
}

export function connector(resolve: Resolve, trust: () => tls.SecureContext, ports: Readonly<Record<number, number>> = {}): Connector {
  const tlsOptions: Connector['tlsOptions'] = (host) => {
    const name = bareHost(host);
    return { secureContext: trust(), host: name, checkServerIdentity, ...(net.isIP(name) === 0 ? { servername: name } : {}) };
  };
  return {
    resolve,
    at: (addresses) => connector(() => Promise.resolve([...addresses]), trust, ports),
    open: (host, port, limit) => open(resolve, host, ports[port] ?? port, limit),
    secure: (socket, host, limit) => secure({ ...tlsOptions(host), socket }, limit),
    tlsOptions,
    lookup: lookupBy(resolve),
  };
}

/** RFC 9525 section 4.1: the common name names nobody. Node would take it, the mail programs would not. */
export function checkServerIdentity(host: string, certificate: tls.PeerCertificate): Error | undefined {
  return tls.checkServerIdentity(host, { ...certificate, subject: { ...certificate.subject, CN: '' } });
}

async function open(resolve: Resolve, host: string, port: number, limit: Limit): Promise<Opened> {
  const addresses = await resolve(host, limit.signal);
  if (limit.signal.aborted) return failedAs(limit.why());
  if (typeof addresses === 'string') return failedAs(addresses);
  const socket = net.connect({
    host: bareHost(host),
    port,
    autoSelectFamily: true,
    lookup: lookupBy(() => Promise.resolve(addresses)),
  });
  const failure = await settled(socket, 'connect', limit);
  if (failure !== undefined) return failure;
  socket.setNoDelay(true);
  return { status: 'open', socket, privateAddress: isPrivateAddress(socket.remoteAddress ?? '') };
}

async function secure(options: tls.ConnectionOptions, limit: Limit): Promise<Secured> {
  const socket = tls.connect(options);
  const seen = watchCertificate(socket);
  const failure = await settled(socket, 'secureConnect', limit);
  const certificate = seen();
  if (failure !== undefined) {
    options.socket?.destroy();
    return certificate === undefined ? failure : { ...failure, certificate };
  }
  return { status: 'open', socket, ...(certificate === undefined ? {} : { certificate }) };
}

/** One address, without looking anything up. */
export async function openAddress(address: string, port: number, limit: Limit): Promise<Opened> {
  const socket = net.connect({ host: bareHost(address), port });
  const failure = await settled(socket, 'connect', limit);
  if (failure !== undefined) return failure;
  socket.setNoDelay(true);
  return { status: 'open', socket, privateAddress: isPrivateAddress(address) };
}

/** Waits for the one event that means success; otherwise the socket is gone and the reason is returned. */
export function settled(socket: net.Socket, event: 'connect' | 'secureConnect', limit: Limit): Promise<Failed | undefined> {
  return new Promise((resolve) => {
    const end = (failure?: Failed): void => {
      limit.signal.removeEventListener('abort', stop);
      socket.off('close', closed);
      socket.off(event, succeeded);
      if (failure === undefined) {
        socket.off('error', broke);
      } else {
        // A late error of a socket nobody uses any more is no news.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(failure);
    };
    const succeeded = (): void => end();
    const stop = (): void => end(failedAs(limit.why()));
    const broke = (error: Error): void => end(failedBy(error));
    const closed = (): void => end(failedAs('reset'));
    socket.on(event, succeeded);
    socket.on('error', broke);
    socket.on('close', closed);
    limit.signal.addEventListener('abort', stop, { once: true });
    if (limit.signal.aborted) stop();
  });
}

function lookupBy(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    void resolve(host).then((found) => {
      const addresses = typeof found === 'string' ? [] : found.map((address) => ({ address, family: net.isIP(address) }));
      const first = addresses[0];
      if (first === undefined) {
        const code = found === 'name-absent' ? 'ENOTFOUND' : 'EAI_AGAIN';
        callback(Object.assign(new Error(`No address for ${host}`), { code }), []);
      } else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
