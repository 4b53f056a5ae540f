import type { EmailAddress } from '../../model/address.ts';
import type { SourceId } from '../../model/service.ts';
import type { Endpoints, SourceContext } from '../context.ts';
import { hostOfUrl, isStrangersAutodiscover, registrableDomain, sameRegistrant } from '../domains.ts';
import { failureOf, USER_AGENT } from '../http.ts';
import { hostName, webAddress } from '../parsers/sanitize.ts';
import { endUnlessFound, inServiceOrder, isNotOffered, srvRecords } from './srv.ts';

const PATH = '/autodiscover/autodiscover.xml';
/** A place of lower rank is asked when the one before it failed, or did not answer for this long. */
const HEAD_START = 300;

type Endpoint = Endpoints['own'][number];

async function fromSrv(context: SourceContext): Promise<Endpoint[]> {
  const name = `_autodiscover._tcp.${context.address.domain}`;
  const end = context.begin('srv', name);
  const answer = await context.query(name, 'SRV');
  if (!endUnlessFound(answer, end)) return [];
  const records = srvRecords(answer);
  if (isNotOffered(records)) {
    end('not-offered', 'target "."');
    return [];
  }
  const endpoints = inServiceOrder(records, context.random).flatMap((record): Endpoint[] => {
    const host = hostName(record.target);
    if (host === undefined || record.port < 1 || isStrangersAutodiscover(host)) return [];
    return [{ origin: `https://${host}${record.port === 443 ? '' : `:${record.port}`}`, signed: answer.authenticated }];
  });
  end(endpoints.length > 0 ? 'found' : 'document-invalid', endpoints.map(({ origin }) => origin).join(', '));
  return endpoints;
}

/** MS-OXDISCO section 3.1.5.4: plain http serves only to learn of an https place, and is told nothing. */
async function fromPlainHttp(context: SourceContext): Promise<Endpoint[]> {
  const url = `http://autodiscover.${context.address.domain}${PATH}`;
  const end = context.begin('autodiscover-outlook', url);
  const limits = { connect: 2500, firstByte: 3000, total: 5000, maxBytes: 256 * 1024 };
  const request = { method: 'GET', url, headers: { 'user-agent': USER_AGENT }, limits, signal: context.end.signal() } as const;
  const answer = await context.world.network.http.request(request);
  if (answer.status === 'failed') {
    const failure = failureOf(answer);
    end(failure.outcome, failure.detail);
    return [];
  }
  const target = answer.code >= 300 && answer.code < 400 ? webAddress(answer.headers['location']) : undefined;
  if (target === undefined || isStrangersAutodiscover(hostOfUrl(target))) {
    end('no-result', `HTTP ${answer.code}`);
    return [];
  }
  const { origin } = new URL(target);
  end(sameRegistrant(hostOfUrl(target), context.address.domain) ? 'found' : 'redirected-away', origin);
  return [{ origin, signed: false }];
}

/** What DNS and plain http say about further Autodiscover hosts; asked once, shared by all schemas. */
export async function findEndpoints(context: SourceContext): Promise<Endpoints> {
  const { domain } = context.address;
  if (registrableDomain(domain) === undefined) return { own: [], elsewhere: [] };
  const lists = await Promise.all([fromSrv(context), fromPlainHttp(context)]);
  const all = lists.flat().filter((one, index, list) => list.findIndex(({ origin }) => origin === one.origin) === index);
  const isOwn = ({ origin }: Endpoint): boolean => sameRegistrant(hostOfUrl(origin), domain);
  const usual = [`https://autodiscover.${domain}`, `https://${domain}`];
  return { own: all.filter((one) => isOwn(one) && !usual.includes(one.origin)), elsewhere: all.filter((one) => !isOwn(one)) };
}

/** A place to ask, and as whom. */
export interface Route {
  origin: string;
  person: EmailAddress;
  /** Reached by an unsigned pointer. */
  pointed: boolean;
}

/**
 * Asks the usual places in their order, each with a head start, then those that DNS named; `ask` tells whether the
 * place had an answer. Nothing further is asked once one had.
 */
export async function alongRoutes(
  context: SourceContext,
  further: (endpoints: Endpoints) => Route[],
  ask: (route: Route) => Promise<boolean>,
): Promise<void> {
  const { domain } = context.address;
  if (registrableDomain(domain) === undefined) return;
  const usual = [`https://autodiscover.${domain}`, `https://${domain}`].map((origin): Route => ({
    origin,
    person: context.address,
    pointed: false,
  }));
  const state = { answered: false };
  const start = async (route: Route): Promise<void> => {
    if (state.answered || context.end.reached()) return;
    if (await ask(route)) state.answered = true;
  };
  const pointers = context.endpoints();
  const running: Promise<void>[] = [];
  for (const route of usual) {
    const one = start(route);
    running.push(one);
    await Promise.race([one, context.world.clock.sleep(HEAD_START, context.end.signal())]);
  }
  const asked = further(await pointers);
  for (const route of asked) running.push(start(route));
  await Promise.all(running);
}

/** Row of a place that may not see the address. */
export function skipElsewhere(context: SourceContext, source: SourceId, endpoints: Endpoints): void {
  for (const { origin } of endpoints.elsewhere)
    context.begin(source, `${origin}${PATH}`)('skipped', 'other-domain: the address is not sent there');
}
