import packageFile from '../../../package.json' with { type: 'json' };
import type { Network } from '../../core/world/network.ts';
import { serverAddress } from './addresses.ts';
import { connector } from './connect.ts';
import { dnsClient } from './dns/client.ts';
import { PACES } from './dns/pace.ts';
import { nameServers } from './dns/servers.ts';
import { httpClient } from './http/http.ts';
import { proxyChoice } from './http/proxy.ts';
import { mailClient } from './mail/mail.ts';
import type { NetworkOptions } from './options.ts';
import { resolveBy, resolveBySystem } from './resolve.ts';
import { tlsInspector } from './tls/inspect.ts';
import { trustStore } from './trust.ts';

/** The real network. Throws a TypeError when `dnsServer` is no address. */
export function createNetwork(options: NetworkOptions = {}): Network {
  const configured = options.dnsServer === undefined ? undefined : serverAddress(options.dnsServer);
  if (options.dnsServer !== undefined && configured === undefined) throw new TypeError('dnsServer must be ADDRESS:PORT');
  const servers = nameServers(configured);
  const { pace = 'interactive', ports } = options;
  const dns = dnsClient(servers, {
    pace: typeof pace === 'string' ? PACES[pace] : pace,
    ...(ports?.[53] === undefined ? {} : { port: ports[53] }),
  });
  const bySystem = resolveBySystem(servers.offline);
  const resolve = configured === undefined ? bySystem : resolveBy(dns);
  const anchors = options.trustAnchors ?? [];
  const trust = trustStore(anchors);
  const connect = connector(resolve, trust, ports);
  return {
    dns,
    http: httpClient(connect, proxyChoice(options.proxy), `Mailramp/${packageFile.version}`),
    mail: mailClient(connect),
    tls: tlsInspector({ anchors, trust, ...(ports === undefined ? {} : { ports }) }),
    lookUp: async (name, signal) => {
      // Whoever names a server does not want anybody else to be asked.
      const found = configured === undefined ? await bySystem(name, signal) : [];
      return typeof found === 'string' ? [] : found;
    },
  };
}
