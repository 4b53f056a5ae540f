import { XMLParser } from 'fast-xml-parser';

/** One resource of a 207 answer (RFC 4918 section 14.16) with the few properties a login reads. */
export interface Resource {
  href: string;
  principal?: string;
  calendarHome?: string;
  addressBookHome?: string;
  name?: string;
  types: string[];
  /** Component types of a calendar; undefined when the server does not say. */
  components?: string[];
}

// Some 300 collections; more only costs time.
const MOST_BYTES = 256 * 1024;
const MOST_TAGS = 12_000;
const MOST_ATTRIBUTES = 10_000;
const MOST_RESOURCES = 1_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
});

interface Node {
  name: string;
  attributes: Record<string, unknown>;
  children: Node[];
  text: string;
}

/** Reads a multistatus document; undefined when it is none, or too large to be a person's. DTDs are refused, so no entity can grow. */
export function readMultistatus(bytes: Uint8Array): Resource[] | undefined {
  if (bytes.length > MOST_BYTES) return undefined;
  const text = new TextDecoder().decode(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined;
  if (countOf(text, '<') > MOST_TAGS || countOf(text, '=') > MOST_ATTRIBUTES) return undefined;
  let parsed: unknown;
  try {
    parsed = parser.parse(text);
  } catch {
    return undefined;
  }
  const root = nodesOf(parsed, 0).find(({ name }) => name === 'multistatus');
  return root?.children
    .filter(({ name }) => name === 'response')
    .slice(0, MOST_RESOURCES)
    .map(resourceOf);
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const DEEPEST = 20;

function nodesOf(list: unknown, depth: number): Node[] {
  if (!Array.isArray(list) || depth > DEEPEST) return [];
  return list.filter(isObject).flatMap((entry) => {
    const name = Object.keys(entry).find((key) => key !== ':@');
    if (name === undefined || name.startsWith('#')) return [];
    const content: unknown = entry[name];
    const attributes = isObject(entry[':@']) ? entry[':@'] : {};
    return [{ name: name.toLowerCase(), attributes, children: nodesOf(content, depth + 1), text: textOf(content).trim() }];
  });
}

function textOf(content: unknown): string {
  const parts: unknown[] = Array.isArray(content) ? content : [];
  return parts
    .filter(isObject)
    .map((part) => (typeof part['#text'] === 'string' ? plain(part['#text']) : textOf(part['#cdata'])))
    .join('');
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });

const below = (node: Node | undefined, name: string): Node | undefined => node?.children.find((child) => child.name === name);

/** Only properties that the server gave, not those it refused (status 404 in their propstat). */
function resourceOf(response: Node): Resource {
  const given = response.children
    .filter(({ name }) => name === 'propstat')
    .filter((propstat) => / 2\d\d( |$)/.test(below(propstat, 'status')?.text ?? ' 200'))
    .flatMap((propstat) => below(propstat, 'prop')?.children ?? []);
  const property = (name: string): Node | undefined => given.find((one) => one.name === name);
  const hrefOf = (name: string): string | undefined => below(property(name), 'href')?.text;
  const components = property('supported-calendar-component-set')?.children.map(({ attributes }) =>
    String(attributes['name']).toUpperCase(),
  );
  const principal = hrefOf('current-user-principal');
  const calendarHome = hrefOf('calendar-home-set');
  const addressBookHome = hrefOf('addressbook-home-set');
  const name = property('displayname')?.text;
  return {
    href: below(response, 'href')?.text ?? '',
    types: (property('resourcetype')?.children ?? []).map((type) => type.name),
    ...(principal === undefined ? {} : { principal }),
    ...(calendarHome === undefined ? {} : { calendarHome }),
    ...(addressBookHome === undefined ? {} : { addressBookHome }),
    ...(name === undefined ? {} : { name }),
    ...(components === undefined ? {} : { components }),
  };
}
