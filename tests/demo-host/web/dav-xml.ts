import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { escaped } from './exchange.ts';

const NAMESPACES = {
  D: 'DAV:',
  C: 'urn:ietf:params:xml:ns:caldav',
  R: 'urn:ietf:params:xml:ns:carddav',
  S: 'http://calendarserver.org/ns/',
};
const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false, processEntities: true });
const tree = z.record(z.string(), z.unknown());

export interface DavQuestion {
  /** Local name of the root: `propfind`, `sync-collection`, `calendar-multiget` … */
  kind: string;
  /** Local names of the wanted properties; undefined means all. */
  properties: string[] | undefined;
  /** Paths of a multiget. */
  hrefs: string[];
  syncToken: string | undefined;
}

/** Reads a PROPFIND or REPORT body; an empty one asks for everything (RFC 4918 section 9.1). */
export function readQuestion(body: Buffer): DavQuestion {
  const parsed = tree.safeParse(body.length === 0 ? {} : safelyParsed(body.toString('utf8')));
  const [kind = 'propfind', content] = Object.entries(parsed.data ?? {}).find(([name]) => !name.startsWith('?')) ?? [];
  const fields = tree.safeParse(content).data ?? {};
  const wanted = tree.safeParse(fields['prop']).data;
  return {
    kind,
    properties: wanted === undefined ? undefined : Object.keys(wanted),
    hrefs: [fields['href'] ?? []].flat().filter((href) => typeof href === 'string'),
    syncToken: typeof fields['sync-token'] === 'string' ? fields['sync-token'] : undefined,
  };
}

function safelyParsed(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    return {};
  }
}

/** Prefix and content of a property; content is XML already. */
export type Property = readonly [prefix: keyof typeof NAMESPACES, xml: string];

export interface DavAnswer {
  href: string;
  /** By local name. */
  properties: ReadonlyMap<string, Property>;
  /** The thing is gone (RFC 6578 section 3.5). */
  gone?: boolean;
}

const element = (name: string, [prefix, xml]: Property): string =>
  xml === '' ? `<${prefix}:${name}/>` : `<${prefix}:${name}>${xml}</${prefix}:${name}>`;

function response({ href, properties, gone }: DavAnswer, wanted: string[] | undefined): string {
  const place = `<D:href>${escaped(href)}</D:href>`;
  if (gone === true) return `<D:response>${place}<D:status>HTTP/1.1 404 Not Found</D:status></D:response>`;
  // Whole objects are told only to those who ask for them.
  const names = wanted ?? [...properties.keys()].filter((name) => !name.endsWith('-data'));
  const there = names.flatMap((name) => {
    const property = properties.get(name);
    return property === undefined ? [] : [element(name, property)];
  });
  const absent = names.filter((name) => !properties.has(name)).map((name) => `<D:${name}/>`);
  const stat = (status: string, inner: string[]): string =>
    inner.length === 0 ? '' : `<D:propstat><D:prop>${inner.join('')}</D:prop><D:status>HTTP/1.1 ${status}</D:status></D:propstat>`;
  return `<D:response>${place}${stat('200 OK', there)}${stat('404 Not Found', absent)}</D:response>`;
}

/** A multistatus (RFC 4918 section 13), with the sync token of RFC 6578 where there is one. */
export function multistatus(answers: readonly DavAnswer[], wanted: string[] | undefined, syncToken?: string): string {
  const declared = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const token = syncToken === undefined ? '' : `<D:sync-token>${escaped(syncToken)}</D:sync-token>`;
  const inner = answers.map((answer) => response(answer, wanted)).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus${declared.join('')}>${inner}${token}</D:multistatus>\n`;
}
