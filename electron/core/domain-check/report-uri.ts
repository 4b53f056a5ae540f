import { shortened, withoutSpace } from './tag-list.ts';

/** One place that reports go to. */
export interface ReportUri {
  readonly uri: string;
  /** Lower case, without colon. */
  readonly scheme: string;
  /** Of `mailto:`. */
  readonly address?: string;
  readonly host?: string;
  /** `!10m`, which RFC 9989 took away. */
  readonly size?: string;
}

export interface UriFault {
  readonly code: 'uri-empty' | 'uri-no-scheme' | 'uri-unreadable' | 'address-unreadable';
  readonly term: string;
}

const SIZE = /![0-9]{1,20}[kmgt]?$/i;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** RFC 3986 section 2; comma and exclamation mark must be percent-encoded (RFC 9989 section 4.8). */
const URI_SIGNS = /^(?:[a-z0-9\-._~:/?#[\]@$&'()*+;=]|%[0-9a-f]{2})*$/i;
const ADDRESS = /^[^\s@"<>]{1,64}@([a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+)\.?$/i;

/** The value of `rua` or `ruf`: a list divided by commas (RFC 9989 section 4.7, RFC 8460 section 3). */
export function readReportUris(value: string): { uris: ReportUri[]; faults: UriFault[] } {
  const uris: ReportUri[] = [];
  const faults: UriFault[] = [];
  for (const piece of value.split(',')) {
    const read = readReportUri(withoutSpace(piece));
    if ('code' in read) faults.push(read);
    else uris.push(read);
  }
  return { uris, faults };
}

function readReportUri(text: string): ReportUri | UriFault {
  const term = shortened(text);
  if (text === '') return { code: 'uri-empty', term };
  const [size] = SIZE.exec(text) ?? [];
  const uri = size === undefined ? text : text.slice(0, -size.length);
  const [start, scheme] = SCHEME.exec(uri) ?? [];
  if (start === undefined || scheme === undefined) return { code: 'uri-no-scheme', term };
  if (!URI_SIGNS.test(uri)) return { code: 'uri-unreadable', term };
  const plain = { uri, scheme: scheme.toLowerCase(), ...(size === undefined ? {} : { size }) };
  if (plain.scheme !== 'mailto') return plain;
  const address = uri.slice(start.length).split('?', 1)[0] ?? '';
  const [, host] = ADDRESS.exec(address) ?? [];
  return host === undefined ? { code: 'address-unreadable', term } : { ...plain, address, host: host.toLowerCase() };
}
