import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Certificates } from './certificates.ts';

export interface DavServer {
  port: number;
  /** Lines like `REPORT /anna/cal/ anna@… Thunderbird/153.7.0`; `-` for nobody. */
  log: string[];
  stop(): Promise<void>;
}

const EVENT = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mailramp//Test//EN
BEGIN:VEVENT
UID:event-1
DTSTAMP:20260101T000000Z
DTSTART:20260105T090000Z
DTEND:20260105T100000Z
SUMMARY:Works meeting
END:VEVENT
END:VCALENDAR
`;
const CARD = `BEGIN:VCARD
VERSION:4.0
UID:card-1
FN:Clara Contact
EMAIL:clara@mailramp.test
END:VCARD
`;

const COLLECTIONS = [
  {
    path: '/anna/cal/',
    item: '/anna/cal/event-1.ics',
    type: '<C:calendar/>',
    content: 'text/calendar; component=vevent',
    data: `<C:calendar-data>${EVENT}</C:calendar-data>`,
  },
  {
    path: '/anna/book/',
    item: '/anna/book/card-1.vcf',
    type: '<A:addressbook/>',
    content: 'text/vcard',
    data: `<A:address-data>${CARD}</A:address-data>`,
  },
];

/** A small CalDAV and CardDAV server with one calendar of one event and one address book of one card (RFC 4791, RFC 6352). */
export async function startDavServer(certificates: Certificates, users: Record<string, string>): Promise<DavServer> {
  const log: string[] = [];
  const tls = { cert: readFileSync(certificates.certificate), key: readFileSync(certificates.key) };
  const server = createServer(tls, (request, response) => {
    request.resume().on('end', () => serve(request, response));
  });
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const user = userOf(request, users);
    const { method = '', url = '' } = request;
    log.push(`${method} ${url} ${user ?? '-'} ${/Thunderbird\/\S+/.exec(request.headers['user-agent'] ?? '')?.[0] ?? ''}`);
    response.setHeader('DAV', '1, calendar-access, addressbook');
    if (user === undefined) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="Mailramp DAV"' }).end();
      return;
    }
    const collection = COLLECTIONS.find(({ path }) => url.startsWith(path));
    if (method === 'OPTIONS') response.writeHead(200, { Allow: 'OPTIONS, PROPFIND, REPORT, GET' }).end();
    else if (collection === undefined) response.writeHead(404).end();
    else if (method === 'PROPFIND' || method === 'REPORT') {
      const itself = method === 'PROPFIND' ? [collectionResponse(collection)] : [];
      const items = method === 'REPORT' || request.headers.depth === '1' ? [itemResponse(collection)] : [];
      response.writeHead(207, { 'Content-Type': 'application/xml; charset=utf-8' }).end(multistatus([...itself, ...items]));
    } else response.writeHead(405).end();
  };
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, log, stop };
}

function userOf({ headers }: IncomingMessage, users: Record<string, string>): string | undefined {
  const [scheme, token = ''] = (headers.authorization ?? '').split(' ');
  const [user = '', ...rest] = Buffer.from(token, 'base64').toString('utf8').split(':');
  return scheme === 'Basic' && users[user] === rest.join(':') ? user : undefined;
}

type Collection = (typeof COLLECTIONS)[number];

const answer = (href: string, props: string): string =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop>${props}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;

const collectionResponse = ({ path, type }: Collection): string =>
  answer(
    path,
    `<D:resourcetype><D:collection/>${type}</D:resourcetype><CS:getctag>"1"</CS:getctag>
     <D:current-user-privilege-set><D:privilege><D:all/></D:privilege></D:current-user-privilege-set>
     <C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>`,
  );

const itemResponse = ({ item, content, data }: Collection): string =>
  answer(item, `<D:resourcetype/><D:getetag>"1"</D:getetag><D:getcontenttype>${content}</D:getcontenttype>${data}`);

const multistatus = (responses: string[]): string => `<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="urn:ietf:params:xml:ns:carddav" xmlns:CS="http://calendarserver.org/ns/">
${responses.join('\n')}
</D:multistatus>`;
