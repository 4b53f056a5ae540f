import net, { type LookupFunction } from 'node:net';
import tls from 'node:tls';
import type { CertificateFacts } from '../../core/world/network.ts';
import { bareHost } from './addresses.ts';
import { watchCertificate } from './certificate.ts';
import { type Failed, failedAs } from './failure.ts';
import type { Limit } from './limit.ts';
import { openAddress, type Opened, openFirst, settled } from './open.ts';
import type { Resolve } from './resolve.ts';

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
  return openFirst(addresses, (address, within) => openAddress(address, port, within), limit);
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
