import { XMLParser } from 'fast-xml-parser';
import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import { looksLikeHtml, readText } from './decode.ts';
import { refused } from './documents.ts';
import { scanMarkup } from './markup.ts';

/** An element without its namespace prefix. `name` and attribute names are lower case: servers do not agree on case. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  /** Own text and CDATA, references resolved, outer white space gone. */
  text: string;
}

export interface XmlDocument {
  root: XmlElement;
  /** Mere text followed the root element; it was ignored. */
  trailingText: boolean;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: TEXT,
  cdataPropName: CDATA,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
});

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML 1.0 section 4.6 and character references; a reference to a forbidden character or an unknown entity stays as it is. */
function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const allowed = code >= 0x20 && code !== 0x7f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return allowed ? String.fromCodePoint(code) : whole;
    },
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function textOf(node: Record<string, unknown>): string {
  const plain = node[TEXT];
  if (typeof plain === 'string') return resolved(plain);
  const cdata = node[CDATA];
  if (!Array.isArray(cdata)) return '';
  return cdata.map((part: unknown) => (isObject(part) && typeof part[TEXT] === 'string' ? part[TEXT] : '')).join('');
}

function attributesOf(value: unknown): Map<string, string> {
  const attributes = new Map<string, string>();
  if (!isObject(value)) return attributes;
  for (const [name, text] of Object.entries(value)) {
    if (typeof text === 'string') attributes.set(name.toLowerCase(), resolved(text).trim());
  }
  return attributes;
}

function elementOf(node: Record<string, unknown>): XmlElement | undefined {
  const entry = Object.entries(node).find(([name]) => name !== ATTRIBUTES && name !== TEXT && name !== CDATA);
  if (entry === undefined) return undefined;
  const [name, content] = entry;
  const children: XmlElement[] = [];
  const texts: string[] = [];
  for (const part of Array.isArray(content) ? content : []) {
    if (!isObject(part)) continue;
    const child = elementOf(part);
    if (child === undefined) texts.push(textOf(part));
    else children.push(child);
  }
  return { name: name.toLowerCase(), attributes: attributesOf(node[ATTRIBUTES]), children, text: texts.join('').trim() };
}

function parsed(text: string): XmlElement | undefined {
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch {
    return undefined;
  }
  const first: unknown = Array.isArray(tree) ? tree[0] : undefined;
  return isObject(first) ? elementOf(first) : undefined;
}

/**
 * Reads a small XML document. Refused as `document-invalid`: document type declarations, more than 256 KiB, more than
 * 32 levels, control characters, web pages, a second root, anything not well-formed. Time grows with length only.
 */
export function readXml(input: Uint8Array | string): Outcome<XmlDocument, Problem> {
  const text = readText(input);
  if (!text.ok) return text;
  if (looksLikeHtml(text.value)) return refused('html');
  const markup = scanMarkup(text.value);
  if (!markup.ok) return refused(markup.reason);
  const root = parsed(text.value.slice(markup.start, markup.end));
  return root === undefined ? refused('malformed') : succeeded({ root, trailingText: markup.trailingText });
}

/** Children of that name, in order; names are compared without case. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const wanted = name.toLowerCase();
  return element?.children.filter((child) => child.name === wanted) ?? [];
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined => childrenOf(element, name)[0];

/** Text of the first child of that name; undefined when there is none or it is empty. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  const text = childOf(element, name)?.text;
  return text === '' ? undefined : text;
}
