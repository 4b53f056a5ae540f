import type { EmailAddress } from '../model/address.ts';
import type { Problem } from '../model/problem.ts';
import type { Service } from '../model/service.ts';
import { clientViews } from './client-views.ts';
import type { Candidate, Finding } from './context.ts';
import type { Attempt, Discovery, ProviderPage } from './discovery.ts';
import type { AutodiscoverDocument } from './parsers/documents.ts';
import { conflictsOf, mergeServices, recommend } from './merge.ts';

/** Everything found so far, and what it amounts to. */
export interface Collector {
  add: (finding: Finding) => void;
  /** A complete set of encrypted mail services from something better than plain http or a guess. */
  isGood: () => boolean;
  /** The same from the domain's own signed sources: nothing that still runs could be believed more. */
  isBest: () => boolean;
  isEmpty: () => boolean;
  snapshot: (attempts: Attempt[], problem?: Problem) => Discovery;
}

/** Services that policy or a settings file names, as candidates that nothing outranks. */
function pinnedCandidate(service: Service, order: number, at: string): Candidate {
  const { protocol, host, port, security, url, username, authentication, sources } = service;
  const evidence = sources[0] ?? { source: 'policy', transport: 'bundled', at };
  const fixed = { standing: 'pinned', otherDomain: false, privateAddress: false, live: false } as const;
  return { protocol, host, port, security, url, username, authentication, evidence, order, ...fixed };
}

const GOOD = ['pinned', 'own', 'known', 'dns'];
const BEST = ['pinned', 'own'];

function isComplete(candidates: readonly Candidate[], standings: readonly string[]): boolean {
  const has = (protocols: readonly string[]): boolean =>
    candidates.some(
      ({ protocol, security, standing }) => protocols.includes(protocol) && security !== 'none' && standings.includes(standing),
    );
  return has(['imap', 'pop3']) && has(['smtp']);
}

export function newCollector(address: EmailAddress, pinned: readonly Service[], at: string): Collector {
  const candidates = pinned.map((service, order) => pinnedCandidate(service, order, at));
  const pages: ProviderPage[] = [];
  const state: { provider?: string | undefined; outlook?: AutodiscoverDocument | undefined } = {};

  const add = (finding: Finding): void => {
    candidates.push(...finding.candidates);
    for (const page of finding.pages ?? []) {
      if (!pages.some(({ kind, url }) => kind === page.kind && url === page.url)) pages.push(page);
    }
    state.provider ??= finding.provider;
    state.outlook ??= finding.outlook;
  };

  const snapshot = (attempts: Attempt[], problem?: Problem): Discovery => {
    const services = mergeServices(address, candidates);
    return {
      address: address.text,
      domain: address.domain,
      domainUnicode: address.domainUnicode,
      ...(state.provider === undefined ? {} : { provider: state.provider }),
      services,
      recommended: recommend(services),
      tried: attempts,
      conflicts: conflictsOf(services),
      clients: clientViews(services, state.outlook, attempts),
      pages: [...pages],
      ...(problem === undefined ? {} : { problem }),
    };
  };

  return {
    add,
    isGood: () => isComplete(candidates, GOOD),
    isBest: () => isComplete(candidates, BEST),
    isEmpty: () => !candidates.some(({ protocol }) => ['imap', 'pop3', 'smtp', 'activesync', 'jmap'].includes(protocol)),
    snapshot,
  };
}
