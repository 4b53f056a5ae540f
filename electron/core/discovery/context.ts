import type { EmailAddress } from '../model/address.ts';
import type { Authentication, Evidence, Protocol, Security, SourceId } from '../model/service.ts';
import type { DnsAnswer, RecordType } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { ProviderPage } from './discovery.ts';
import type { EndOfSearch } from './end-of-search.ts';
import type { End } from './ledger.ts';
import type { AutodiscoverDocument } from './parsers/documents.ts';

/** How far a piece of evidence goes, best first. */
export const STANDINGS = ['pinned', 'own', 'known', 'dns', 'http', 'guess'] as const;
export type Standing = (typeof STANDINGS)[number];

/** One service as one source names it, before merging. */
export interface Candidate {
  protocol: Protocol;
  host: string;
  port: number;
  security: Security;
  url?: string | undefined;
  username?: string | undefined;
  authentication: Authentication[];
  evidence: Evidence;
  standing: Standing;
  /** The answer came by way of another registrable domain. */
  otherDomain: boolean;
  privateAddress: boolean;
  /** A server answered there, with a valid certificate. */
  live: boolean;
  /** Place in the provider's own order, 0 first. */
  order: number;
}

/** What one answer brought. */
export interface Finding {
  candidates: Candidate[];
  pages?: ProviderPage[];
  provider?: string | undefined;
  /** The Autodiscover answer that Outlook itself would get. */
  outlook?: AutodiscoverDocument;
}

export interface SourceContext {
  world: World;
  address: EmailAddress;
  fullName: string;
  /** When it is over, for whatever reason, nobody waits any longer. */
  end: EndOfSearch;
  /** A DNS question; counts whether the name servers answer at all. */
  query: (name: string, type: RecordType) => Promise<DnsAnswer>;
  /** MX records of the mail domain, asked once. */
  mx: () => Promise<DnsAnswer>;
  begin: (source: SourceId, url?: string) => End;
  offer: (finding: Finding) => void;
  /** More Autodiscover endpoints than the two fixed ones, looked up once for all schemas. */
  endpoints: () => Promise<Endpoints>;
  /** 0 ≤ n < 1, for the weighted order of RFC 2782. */
  random: () => number;
}

/** Autodiscover hosts that DNS or a plain http redirect named. */
export interface Endpoints {
  /** Hosts under the mail domain: they may see the address. */
  own: { origin: string; signed: boolean }[];
  /** Hosts elsewhere: they see a masked address only. */
  elsewhere: { origin: string; signed: boolean }[];
}

/** A place settings can come from; `find` ends when it has nothing more to say and never rejects for what a network does. */
export interface Source {
  id: SourceId;
  find: (context: SourceContext) => Promise<void>;
}

/** Local part that stands in for the person's own wherever a host is not under the mail domain. */
export const MASK = 'mailramp-user';

export const maskedAddress = (address: EmailAddress): EmailAddress => ({ ...address, local: MASK, text: `${MASK}@${address.domain}` });

/** ISO 8601, UTC. */
export const now = (context: SourceContext): string => new Date(context.world.clock.now()).toISOString();
