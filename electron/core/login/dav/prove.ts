import { ask, mayFollow, resolved } from '../ask.ts';
import type { Candidate } from '../choose.ts';
import { isStep, probeStep, replyOr } from '../http-step.ts';
import { type Collection, type Login, step, type Step } from '../step.ts';
import { readMultistatus, type Resource } from './multistatus.ts';

export type DavProtocol = 'caldav' | 'carddav';

const CALDAV = 'urn:ietf:params:xml:ns:caldav';
const CARDDAV = 'urn:ietf:params:xml:ns:carddav';
const MOST_COLLECTIONS = 100;
const LONGEST_NAME = 200;

const propfind = (properties: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<d:propfind xmlns:d="DAV:" xmlns:cal="${CALDAV}" xmlns:card="${CARDDAV}"><d:prop>${properties}</d:prop></d:propfind>`;

const PRINCIPAL = propfind('<d:current-user-principal/>');
const HOMES = { caldav: propfind('<cal:calendar-home-set/>'), carddav: propfind('<card:addressbook-home-set/>') };
const COLLECTIONS = propfind('<d:displayname/><d:resourcetype/><cal:supported-calendar-component-set/>');

/** Whether DAV is there; sends no password. */
export async function probeDav(login: Login, candidate: Candidate): Promise<Step> {
  return probeStep(login, candidate, await ask(login, candidate.url, { method: 'OPTIONS' }, false));
}

/**
 * Principal, home, collections (RFC 5397, RFC 4791 section 6.2.1, RFC 6352 section 7.1.1, bootstrapped as in RFC 6764
 * section 6). The login is proven by the principal; a server that shows no collections still accepted it.
 */
export async function proveDav(login: Login, candidate: Candidate, protocol: DavProtocol): Promise<Step> {
  const start = await find(login, candidate, candidate.url, PRINCIPAL, '0');
  const found = isElsewhere(start) ? await find(login, candidate, wellKnown(candidate.url, protocol), PRINCIPAL, '0') : start;
  if ('outcome' in found) return found;
  const principal = addressIn(login, found, (resource) => resource.principal);
  if (principal === undefined) return step('server-error', {}, 'no current-user-principal');
  const homes = await find(login, candidate, principal, HOMES[protocol], '0');
  if ('outcome' in homes) return homes;
  const home = addressIn(login, homes, (resource) => (protocol === 'caldav' ? resource.calendarHome : resource.addressBookHome));
  if (home === undefined) return step('not-offered', { principal, reason: 'no-home' });
  const listed = await find(login, candidate, home, COLLECTIONS, '1');
  if ('outcome' in listed) return listed;
  const collections = collectionsIn(login, listed, protocol);
  return step('ok', { principal, home, collections: collections.map(({ name }) => name) }, '', collections);
}

interface Found {
  url: string;
  resources: Resource[];
}

// Without an XML content type SOGo ignores the body and answers with all properties but the one asked for.
async function find(login: Login, candidate: Candidate, url: string, body: string, depth: '0' | '1'): Promise<Found | Step> {
  const headers = { 'content-type': 'application/xml; charset=utf-8', depth, accept: 'application/xml, text/xml' };
  const replied = replyOr(login, candidate, await ask(login, url, { method: 'PROPFIND', headers, body }));
  if (isStep(replied)) return replied;
  const resources = readMultistatus(replied.reply.body);
  return resources === undefined ? step('server-error', { status: replied.reply.code }, 'no multistatus') : { url: replied.url, resources };
}

/** The address given is a page of another kind; the well-known one may know better. */
const isElsewhere = (found: Found | Step): boolean =>
  'outcome' in found && (found.outcome === 'not-offered' || found.detail === 'no multistatus');

const wellKnown = (url: string, protocol: DavProtocol): string => `${new URL(url).origin}/.well-known/${protocol}`;

/** The first address that the property has and that may get the password. */
function addressIn(login: Login, { url, resources }: Found, property: (resource: Resource) => string | undefined): string | undefined {
  const targets = resources.map((resource) => resolved(property(resource) ?? '', url));
  return targets.find((target) => target !== undefined && mayFollow(login, url, target))?.href;
}

function collectionsIn(login: Login, { url, resources }: Found, protocol: DavProtocol): Collection[] {
  const kind = protocol === 'caldav' ? 'calendar' : 'addressbook';
  return resources
    .filter(({ types, components }) => types.includes(kind) && (kind === 'addressbook' || (components ?? ['VEVENT']).includes('VEVENT')))
    .flatMap((resource): Collection[] => {
      const address = resolved(resource.href, url);
      if (address === undefined || !mayFollow(login, url, address)) return [];
      const last =
        address.pathname
          .split('/')
          .filter((part) => part !== '')
          .at(-1) ?? '';
      return [{ kind, url: address.href, name: (resource.name ?? '').slice(0, LONGEST_NAME) || last }];
    })
    .slice(0, MOST_COLLECTIONS);
}
