import type { PaceLimits } from './dns/pace.ts';

/** How the network is to be reached; every field has the system's own way as default. */
export interface NetworkOptions {
  /** `HOST:PORT` or `[v6]:port`; then nobody else is asked for names. */
  dnsServer?: string;
  /** PEM texts to trust besides the usual authorities. */
  trustAnchors?: string[];
  /** The proxy for an address, as a URL; undefined goes directly. Without it the environment's variables count. */
  proxy?: (url: string) => Promise<string | undefined>;
  /** Ports that stand in for the usual ones where a demonstration may not listen on those: 443 to 45123. */
  ports?: Readonly<Record<number, number>>;
  /** How fast names are asked for: for one person at a time unless said otherwise, or for a list of many domains. */
  pace?: 'interactive' | 'bulk' | PaceLimits;
}
