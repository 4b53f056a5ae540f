import type { HttpAnswer, HttpRequest, Network } from '../../world/network.ts';
import type { PageFacts } from '../facts.ts';
import type { Asker } from './asker.ts';
import { hostAddresses, type Wanted } from './dns-part.ts';
import { allowedInside } from './endpoints.ts';
import type { Progress } from './progress.ts';
import { isInside } from './reachable.ts';

/** RFC 8461 section 3.3 allows no more for a policy; settings are far shorter. */
const MOST_BYTES = 65_536;
const LIMITS = { connect: 3_000, firstByte: 5_000, total: 10_000, maxBytes: MOST_BYTES };
const SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/outlook';

type Request = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 32};`);

/** MS-OXDSCLI section 2.2.3.1.1, without any password: a right server answers it or asks who we are. */
const autodiscoverBody = (mailbox: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${SCHEMA}/requestschema/2006"><Request>` +
  `<EMailAddress>${escaped(mailbox)}</EMailAddress><AcceptableResponseSchema>${SCHEMA}/responseschema/2006a</AcceptableResponseSchema>` +
  `</Request></Autodiscover>`;

function requestsFor({ domain, expected }: Wanted): Request[] {
  const { mailbox } = expected;
  const url = `https://autodiscover.${domain}/autodiscover/autodiscover.xml`;
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  const person = encodeURIComponent(mailbox ?? `postmaster@${domain}`);
  return [
    mailbox === undefined ? { method: 'GET', url } : { method: 'POST', url, headers, body: autodiscoverBody(mailbox) },
    { method: 'GET', url: `https://autoconfig.${domain}/mail/config-v1.1.xml?emailaddress=${person}` },
    { method: 'GET', url: `https://mta-sts.${domain}/.well-known/mta-sts.txt` },
  ];
}

/** The three documents; none from a name that is proven absent, none from inside a network that nobody named. */
export async function fetchPages(
  { http }: Pick<Network, 'http'>,
  asker: Asker,
  wanted: Wanted,
  { signal, progress }: { signal: AbortSignal; progress: Progress },
): Promise<PageFacts[]> {
  const requests = requestsFor(wanted);
  const allowed = await allowedInside(asker, wanted);
  const pages = await Promise.all(
    requests.map(async (request): Promise<PageFacts[]> => {
      const { hostname } = new URL(request.url);
      const families = await Promise.all([asker.ask('A', hostname), asker.ask('AAAA', hostname)]);
      if (families.every(({ status }) => status === 'absent')) return [];
      const addresses = await hostAddresses(asker.dns, hostname);
      if (addresses.some((address) => isInside(address) && !allowed.has(address)))
        return [{ url: request.url, status: 'failed', reason: 'private-address' }];
      progress.known(1);
      // The addresses that were looked at are those that are asked, also where caches still know others.
      const there = addresses.length === 0 ? {} : { addresses };
      const page = pageOf(request.url, await http.request({ ...request, ...there, limits: LIMITS, signal }));
      progress.seen();
      return [page];
    }),
  );
  return pages.flat();
}

function pageOf(url: string, answer: HttpAnswer): PageFacts {
  if (answer.status === 'failed') return { url, status: 'failed', reason: answer.reason };
  const { code, headers, body } = answer;
  const location = headers['location'];
  return {
    url,
    status: 'answered',
    code,
    contentType: headers['content-type'] ?? '',
    body: new TextDecoder('utf-8').decode(body),
    ...(location === undefined ? {} : { location: location.slice(0, 2_000) }),
  };
}
