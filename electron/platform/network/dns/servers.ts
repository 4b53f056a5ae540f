import dns from 'node:dns';
import { hasNoNetwork, isLoopback, serverAddress, type ServerAddress } from '../addresses.ts';

const REREAD = 10_000;
const SUSPECT = 30_000;
/** Addresses that Windows lists for adapters without a name server. */
const PLACEHOLDER = /^fec0:0:0:ffff::[123]$/i;

/** Which name servers to ask, in which order. */
export interface Servers {
  /** The ones that answered lately first; empty when the system knows none. */
  inOrder(): ServerAddress[];
  silent(server: ServerAddress): void;
  answered(server: ServerAddress): void;
  /** The authenticated-data mark of this server can be believed: nobody sits between it and us, or somebody named it to us. */
  believed(server: ServerAddress): boolean;
  /** This computer has no interface but its loopback, and no name server there either. */
  offline: () => boolean;
}

const keyOf = ({ address, port }: ServerAddress): string => `${address} ${port}`;

/** `configured` when somebody named the server, otherwise those of the system, read again as networks change. */
export function nameServers(configured?: ServerAddress, now: () => number = Date.now): Servers {
  let known: ServerAddress[] = configured === undefined ? [] : [configured];
  let readAt = -Infinity;
  const silentUntil = new Map<string, number>();
  const current = (): ServerAddress[] => {
    if (configured === undefined && now() - readAt > REREAD) {
      readAt = now();
      known = systemServers();
    }
    return known;
  };
  const isSilent = (server: ServerAddress): boolean => (silentUntil.get(keyOf(server)) ?? 0) > now();
  return {
    inOrder: () => {
      const all = current();
      return all.length < 2 || silentUntil.size === 0
        ? all
        : [...all.filter((server) => !isSilent(server)), ...all.filter((server) => isSilent(server))];
    },
    silent: (server) => void silentUntil.set(keyOf(server), now() + SUSPECT),
    answered: (server) => void silentUntil.delete(keyOf(server)),
    believed: (server) => configured !== undefined || isLoopback(server.address),
    offline: () => {
      const all = current();
      // The resolver library invents 127.0.0.1 when the system names no server.
      const none = all.length === 0 || (configured === undefined && all.length === 1 && all[0]?.address === '127.0.0.1');
      return hasNoNetwork() && (none || !all.some(({ address }) => isLoopback(address)));
    },
  };
}

function systemServers(): ServerAddress[] {
  const addresses = new dns.Resolver().getServers().filter((text) => !PLACEHOLDER.test(text));
  return addresses.map(serverAddress).filter((server) => server !== undefined);
}
