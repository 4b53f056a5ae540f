import type { Service, SourceId } from '../model/service.ts';
import type { Attempt, ClientView, Discovery } from './discovery.ts';
import type { AutodiscoverDocument } from './parsers/documents.ts';

/** What Thunderbird asks, best first; it reads no SRV, no PACC and no Autodiscover v2. */
const THUNDERBIRD: readonly SourceId[] = [
  'autoconfig',
  'autoconfig-well-known',
  'autoconfig-http',
  'ispdb',
  'mx-hoster',
  'autodiscover-outlook',
  'probe',
];
const MAIL = ['imap', 'pop3', 'smtp'];

const protocolsOf = (services: readonly Service[]): string[] => [...new Set(services.map(({ protocol }) => protocol))];

function namedBy(services: readonly Service[], source: SourceId): Service[] {
  return services.filter(({ protocol, sources }) => MAIL.includes(protocol) && sources.some((evidence) => evidence.source === source));
}

function thunderbird(services: readonly Service[]): ClientView {
  const source = THUNDERBIRD.find((one) => namedBy(services, one).length > 0);
  if (source === undefined) return { protocols: [], services: [], sources: [], notes: ['nothing-found'] };
  const found = namedBy(services, source);
  const notes: ClientView['notes'] = source === 'autoconfig-http' ? ['finds-by-itself', 'plain-http-only'] : ['finds-by-itself'];
  return { protocols: protocolsOf(found), services: found, sources: [source], notes };
}

/** The services that a document names, in the form that merging gave them. */
function servicesIn(document: AutodiscoverDocument, services: readonly Service[]): Service[] {
  const hosts = [...document.incoming, ...document.outgoing];
  const mail = services.filter(({ protocol, host, port }) =>
    hosts.some((server) => server.type === protocol && server.hostname === host && server.port === port),
  );
  const { activesync } = document;
  const sync = services.filter(({ protocol, url }) => protocol === 'activesync' && activesync !== null && url === activesync.url);
  return [...sync, ...mail];
}

function outlook(services: readonly Service[], document: AutodiscoverDocument | undefined, attempts: readonly Attempt[]): ClientView {
  const asked = attempts.some(
    ({ source, outcome, detail }) =>
      source === 'autodiscover-outlook' &&
      (outcome === 'redirected-away' || (outcome === 'skipped' && detail?.startsWith('other-domain') === true)),
  );
  const consent: ClientView['notes'] = asked ? ['asks-for-consent'] : [];
  const sync = document?.activesync ?? null;
  const found = document === undefined ? [] : servicesIn(document, services);
  const protocols =
    sync !== null && !protocolsOf(found).includes('activesync') ? ['activesync', ...protocolsOf(found)] : protocolsOf(found);
  if (protocols.length === 0) return { protocols, services: [], sources: [], notes: asked ? consent : ['nothing-found'] };
  const activesync: ClientView['notes'] = sync === null ? ['activesync-not-offered-to-outlook'] : ['activesync-offered'];
  return { protocols, services: found, sources: ['autodiscover-outlook'], notes: ['finds-by-itself', ...activesync] };
}

/**
 * What each mail program would get by itself: Outlook from the answer given to its own name, Thunderbird from the best
 * of its own sources, Apple Mail nothing: it wants a profile.
 */
export function clientViews(
  services: readonly Service[],
  document: AutodiscoverDocument | undefined,
  attempts: readonly Attempt[],
): Discovery['clients'] {
  return {
    outlook: outlook(services, document, attempts),
    thunderbird: thunderbird(services),
    apple: { protocols: [], services: [], sources: [], notes: ['needs-profile'] },
  };
}
