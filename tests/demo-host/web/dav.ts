import { type Collection, type Mailbox, putItem, removeItem } from '../world/mailboxes.ts';
import { type DavAnswer, multistatus, type Property, readQuestion } from './dav-xml.ts';
import { escaped, openedBy, page, type WebHost, type WebReply, type WebRequest } from './exchange.ts';

const ROOT = '/SOGo/dav/';
const FEATURES = '1, 2, access-control, calendar-access, addressbook, extended-mkcol';
const XML = { 'content-type': 'text/xml; charset="utf-8"', dav: FEATURES };
const METHODS = 'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, REPORT';

/** What stands at a path below the DAV root. */
type Place =
  | { kind: 'root' | 'principal' | 'calendars' | 'addressbooks' }
  | { kind: 'collection'; collection: Collection }
  | { kind: 'item'; collection: Collection; name: string };

const baseOf = ({ address }: Mailbox): string => `${ROOT}${address}/`;
const folderOf = ({ kind }: Collection): string => (kind === 'calendar' ? 'Calendar/personal/' : 'Contacts/personal/');
const tokenOf = ({ version }: Collection): string => `http://demo.test/sync/${version}`;
const etagOf = (version: number): string => `"demo-${version}"`;

function placeAt(mailbox: Mailbox, pathname: string): Place | undefined {
  const path = decoded(pathname);
  if (path === ROOT || `${path}/` === ROOT) return { kind: 'root' };
  const base = baseOf(mailbox);
  if (!`${path}/`.startsWith(base)) return undefined;
  const rest = path.slice(base.length);
  if (rest === '') return { kind: 'principal' };
  if (/^Calendar\/?$/.test(rest)) return { kind: 'calendars' };
  if (/^Contacts\/?$/.test(rest)) return { kind: 'addressbooks' };
  const collection = [mailbox.calendar, mailbox.contacts].find((one) => `${rest}/`.startsWith(folderOf(one)));
  if (collection === undefined) return undefined;
  const name = rest.slice(folderOf(collection).length);
  return name === '' ? { kind: 'collection', collection } : { kind: 'item', collection, name };
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** CalDAV and CardDAV with one calendar and one address book (RFC 4791, 6352, 6578, 5397). */
export function dav(host: WebHost, request: WebRequest): WebReply {
  const mailbox = openedBy(host, 'dav', request);
  if ('status' in mailbox) return mailbox;
  const place = placeAt(mailbox, request.url.pathname);
  if (place === undefined) return page(404, 'Not found');
  switch (request.method) {
    case 'OPTIONS':
      return { status: 200, headers: { dav: FEATURES, allow: METHODS } };
    case 'PROPFIND':
      return propfind(mailbox, place, request);
    case 'REPORT':
      return place.kind === 'collection' ? report(mailbox, place.collection, request) : page(403, 'No such report here');
    case 'GET':
    case 'HEAD':
      return place.kind === 'item' ? read(place) : page(200, 'Demo host');
    case 'PUT':
      return place.kind === 'item' ? write(place, request) : page(405, 'Not here');
    case 'DELETE':
      return place.kind === 'item' && removeItem(place.collection, place.name) ? { status: 204 } : page(404, 'Not found');
    default:
      return page(405, 'Not allowed');
  }
}

const type = (...more: string[]): Property => ['D', `<D:collection/>${more.join('')}`];
const href = (path: string): string => `<D:href>${escaped(path)}</D:href>`;
const PRIVILEGES: Property = [
  'D',
  ['read', 'write', 'write-content', 'bind', 'unbind'].map((one) => `<D:privilege><D:${one}/></D:privilege>`).join(''),
];
const REPORTS = {
  calendar: ['C:calendar-query', 'C:calendar-multiget', 'D:sync-collection'],
  addressbook: ['R:addressbook-query', 'R:addressbook-multiget', 'D:sync-collection'],
};

/** What every resource tells about its owner. */
const shared = (mailbox: Mailbox): [string, Property][] => [
  ['current-user-principal', ['D', href(baseOf(mailbox))]],
  ['owner', ['D', href(baseOf(mailbox))]],
  ['current-user-privilege-set', PRIVILEGES],
];

function homes(mailbox: Mailbox): [string, Property][] {
  const base = baseOf(mailbox);
  return [
    ['principal-URL', ['D', href(base)]],
    ['calendar-home-set', ['C', href(`${base}Calendar/`)]],
    ['addressbook-home-set', ['R', href(`${base}Contacts/`)]],
    ['calendar-user-address-set', ['C', href(`mailto:${mailbox.address}`)]],
    ['displayname', ['D', escaped(mailbox.fullName)]],
    ['resourcetype', type('<D:principal/>')],
  ];
}

function collectionAnswer(mailbox: Mailbox, collection: Collection): DavAnswer {
  const calendar = collection.kind === 'calendar';
  const reports = REPORTS[collection.kind].map((one) => `<D:supported-report><D:report><${one}/></D:report></D:supported-report>`);
  const properties: [string, Property][] = [
    ...shared(mailbox),
    ['displayname', ['D', escaped(collection.name)]],
    ['resourcetype', type(calendar ? '<C:calendar/>' : '<R:addressbook/>')],
    ['getctag', ['S', String(collection.version)]],
    ['sync-token', ['D', tokenOf(collection)]],
    ['supported-report-set', ['D', reports.join('')]],
    ...(calendar
      ? ([['supported-calendar-component-set', ['C', '<C:comp name="VEVENT"/><C:comp name="VTODO"/>']]] satisfies [string, Property][])
      : []),
  ];
  return { href: baseOf(mailbox) + folderOf(collection), properties: new Map(properties) };
}

function itemAnswer(mailbox: Mailbox, collection: Collection, name: string): DavAnswer {
  const path = `${baseOf(mailbox)}${folderOf(collection)}${encodeURIComponent(name)}`;
  const item = collection.items.get(name);
  if (item === undefined) return { href: path, properties: new Map(), gone: true };
  const calendar = collection.kind === 'calendar';
  const data: Property = [calendar ? 'C' : 'R', escaped(item.data)];
  return {
    href: path,
    properties: new Map<string, Property>([
      ...shared(mailbox),
      ['getetag', ['D', escaped(etagOf(item.version))]],
      ['getcontenttype', ['D', calendar ? 'text/calendar; charset=utf-8' : 'text/vcard; charset=utf-8']],
      ['resourcetype', ['D', '']],
      [calendar ? 'calendar-data' : 'address-data', data],
    ]),
  };
}

function folderAnswer(mailbox: Mailbox, path: string, more: [string, Property][]): DavAnswer {
  return { href: path, properties: new Map<string, Property>([['resourcetype', type()], ...shared(mailbox), ...more]) };
}

function answersAt(mailbox: Mailbox, place: Place, deep: boolean): DavAnswer[] {
  const base = baseOf(mailbox);
  const below = (collection: Collection): DavAnswer[] => (deep ? [collectionAnswer(mailbox, collection)] : []);
  switch (place.kind) {
    case 'root':
      return [folderAnswer(mailbox, ROOT, [])];
    case 'principal':
      return [folderAnswer(mailbox, base, homes(mailbox))];
    case 'calendars':
      return [folderAnswer(mailbox, `${base}Calendar/`, []), ...below(mailbox.calendar)];
    case 'addressbooks':
      return [folderAnswer(mailbox, `${base}Contacts/`, []), ...below(mailbox.contacts)];
    case 'collection': {
      const { collection } = place;
      const items = deep ? [...collection.items.keys()].map((name) => itemAnswer(mailbox, collection, name)) : [];
      return [collectionAnswer(mailbox, collection), ...items];
    }
    case 'item':
      return [itemAnswer(mailbox, place.collection, place.name)];
  }
}

function propfind(mailbox: Mailbox, place: Place, request: WebRequest): WebReply {
  if (place.kind === 'item' && !place.collection.items.has(place.name)) return page(404, 'Not found');
  const { properties } = readQuestion(request.body);
  const deep = request.headers['depth'] !== '0';
  return { status: 207, headers: XML, body: multistatus(answersAt(mailbox, place, deep), properties) };
}

function report(mailbox: Mailbox, collection: Collection, request: WebRequest): WebReply {
  const { kind, hrefs, properties, syncToken } = readQuestion(request.body);
  const reply = (names: string[], token?: string): WebReply => ({
    status: 207,
    headers: XML,
    body: multistatus(
      names.map((name) => itemAnswer(mailbox, collection, name)),
      properties,
      token,
    ),
  });
  switch (kind) {
    case 'calendar-multiget':
    case 'addressbook-multiget':
      return reply(hrefs.map((one) => decoded(one.slice(one.lastIndexOf('/') + 1))));
    case 'calendar-query':
    case 'addressbook-query':
      return reply([...collection.items.keys()]);
    case 'sync-collection': {
      const since = Number(/\/(\d+)$/.exec(syncToken ?? '')?.[1] ?? 0);
      const changed = [...collection.items].filter(([, { version }]) => version > since).map(([name]) => name);
      const removed = [...collection.removed].filter(([, version]) => since > 0 && version > since).map(([name]) => name);
      return reply([...changed, ...removed], tokenOf(collection));
    }
    default:
      return page(403, 'Unknown report');
  }
}

type Item = Extract<Place, { kind: 'item' }>;

function read({ collection, name }: Item): WebReply {
  const item = collection.items.get(name);
  if (item === undefined) return page(404, 'Not found');
  const kind = collection.kind === 'calendar' ? 'text/calendar' : 'text/vcard';
  return { status: 200, headers: { 'content-type': `${kind}; charset=utf-8`, etag: etagOf(item.version) }, body: item.data };
}

function write({ collection, name }: Item, { headers, body }: WebRequest): WebReply {
  const before = collection.items.get(name);
  const expected = headers['if-match'];
  const stale = expected !== undefined && expected !== '*' && expected !== etagOf(before?.version ?? -1);
  if (stale || (headers['if-none-match'] === '*' && before !== undefined)) return { status: 412 };
  putItem(collection, name, body.toString('utf8'));
  return { status: before === undefined ? 201 : 204, headers: { etag: etagOf(collection.version) } };
}
