import type { HttpAnswer, HttpRequest, Limits, NetworkFailure } from '../world/network.ts';
import { MASK, type SourceContext } from './context.ts';
import type { AttemptOutcome } from './discovery.ts';
import { hostOfUrl, isStrangersAutodiscover, sameRegistrant } from './domains.ts';
import { MAX_DOCUMENT_BYTES } from './parsers/documents.ts';
import { webAddress } from './parsers/sanitize.ts';

const LIMITS: Limits = { connect: 2500, firstByte: 3000, total: 5000, maxBytes: MAX_DOCUMENT_BYTES };
const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Neutral on purpose: servers answer Outlook's name differently. */
export const USER_AGENT = 'Mailramp';

export interface Question {
  method: 'GET' | 'POST' | 'PROPFIND';
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Where following ended: an answer with how it was reached, or why there is none. */
export type Followed =
  | {
      ok: true;
      code: number;
      headers: Record<string, string>;
      body: Uint8Array;
      /** Address that finally answered. */
      url: string;
      redirected: boolean;
      /** Some hop was under another registrable domain than the first. */
      otherDomain: boolean;
      /** Some hop was plain http. */
      plainHttp: boolean;
      privateAddress: boolean;
    }
  | { ok: false; outcome: AttemptOutcome; detail?: string };

const FAILURES: Readonly<Record<NetworkFailure, AttemptOutcome>> = {
  offline: 'offline',
  'name-absent': 'absent',
  'name-unanswered': 'unanswered',
  refused: 'refused',
  unreachable: 'unreachable',
  'timed-out': 'timed-out',
  reset: 'unreachable',
  'certificate-name': 'certificate',
  'certificate-expired': 'certificate',
  'certificate-not-yet-valid': 'certificate',
  'certificate-untrusted': 'certificate',
  'tls-failed': 'certificate',
  'too-large': 'too-large',
  malformed: 'http-error',
  'private-address': 'private-address',
  proxy: 'unreachable',
  cancelled: 'cancelled',
};

/** What a row says about a network failure: the outcome, and the finer reason with the names of a wrong certificate. */
export function failureOf(answer: Extract<HttpAnswer, { status: 'failed' }>): Extract<Followed, { ok: false }> {
  const names = answer.certificate === undefined ? '' : ` (${answer.certificate.names.slice(0, 5).join(', ')})`;
  return { ok: false, outcome: FAILURES[answer.reason], detail: `${answer.reason}${names}` };
}

// An at sign, percent-encoded any number of times. Whose address it is does not matter: servers escape in too many ways to compare.
const AT_SIGN = /(?:@|%(?:25)*40)/gi;

/** Whether somebody's address stands in it; the masked one is nobody's. */
function namesPerson(text: string): boolean {
  return [...text.matchAll(AT_SIGN)].some(({ index }) => !text.slice(0, index).endsWith(MASK));
}

/** The address without the person in it, for a host that is not under the mail domain; undefined when that cannot be done. */
function withoutPerson(url: string): string | undefined {
  if (!namesPerson(url)) return url;
  const bare = url.replace(/[?#].*$/, '');
  return namesPerson(bare) ? undefined : bare;
}

const away = (detail: string): Extract<Followed, { ok: false }> => ({ ok: false, outcome: 'redirected-away', detail });

/** Judges one redirect: the address to ask next, or why not. */
function nextHop(
  context: SourceContext,
  question: Question,
  from: string,
  location: string | undefined,
): Followed | { ok: 'next'; url: string } {
  let target: string;
  try {
    target = new URL(location ?? '', from).href;
  } catch {
    return away('bad-location');
  }
  const url = webAddress(target, from.startsWith('http:'));
  if (url === undefined)
    return away(target.startsWith('http:') ? `plain http: ${target.slice(0, 200)}` : `bad-location: ${target.slice(0, 200)}`);
  const host = hostOfUrl(url);
  if (isStrangersAutodiscover(host)) return away(host);
  const exposed = url.startsWith('http:') || !sameRegistrant(host, context.address.domain);
  if (!exposed) return { ok: 'next', url };
  if (question.body !== undefined && namesPerson(question.body)) return away(host);
  const bare = withoutPerson(url);
  return bare === undefined ? away(host) : { ok: 'next', url: bare };
}

function requestFor(context: SourceContext, question: Question, url: string, total: number): HttpRequest {
  return {
    method: question.method,
    url,
    headers: { 'user-agent': USER_AGENT, accept: '*/*', ...question.headers },
    ...(question.body === undefined ? {} : { body: question.body }),
    limits: { ...LIMITS, total, connect: Math.min(LIMITS.connect, total), firstByte: Math.min(LIMITS.firstByte, total) },
    signal: context.end.signal(),
  };
}

/**
 * Asks and follows redirects by hand, each hop judged: at most 5, no loops, never from https to http, never to an
 * address literal. A hop to another registrable domain is followed but marked, and never sees the person's address.
 */
export async function follow(context: SourceContext, question: Question): Promise<Followed> {
  const { clock, network } = context.world;
  const deadline = clock.now() + LIMITS.total;
  const seen = new Set<string>();
  let url = question.url;
  let plainHttp = false;
  let otherDomain = false;
  let privateAddress = false;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (seen.has(url)) return away('loop');
    seen.add(url);
    plainHttp ||= url.startsWith('http:');
    otherDomain ||= hostOfUrl(url) !== hostOfUrl(question.url) && !sameRegistrant(hostOfUrl(url), hostOfUrl(question.url));
    const left = deadline - clock.now();
    if (left <= 0) return { ok: false, outcome: 'timed-out', detail: 'total' };
    const answer = await network.http.request(requestFor(context, question, url, left));
    if (answer.status === 'failed') return failureOf(answer);
    privateAddress ||= answer.privateAddress;
    if (!REDIRECTS.includes(answer.code)) {
      const { code, headers, body } = answer;
      return { ok: true, code, headers, body, url, redirected: hop > 0, otherDomain, plainHttp, privateAddress };
    }
    const next = nextHop(context, question, url, answer.headers['location']);
    if (next.ok !== 'next') return next;
    url = next.url;
  }
  return away('too many redirects');
}

/** The row for a status that carries no document; undefined for 200. */
export function outcomeOfStatus(code: number): AttemptOutcome | undefined {
  if (code === 200) return undefined;
  if (code === 401 || code === 407) return 'login-wanted';
  if (code === 404 || code === 410) return 'not-offered';
  return code >= 200 && code < 300 ? 'no-result' : 'http-error';
}
