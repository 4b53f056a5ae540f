import type { HttpAnswer, HttpRequest, Limits } from '../world/network.ts';
import { sameSite } from './failures.ts';
import type { Login } from './step.ts';

const LIMITS: Limits = { connect: 5_000, firstByte: 20_000, total: 25_000, maxBytes: 1024 * 1024 };
const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

export type Request = Pick<HttpRequest, 'method' | 'headers' | 'body'>;

/** The answer together with the address that gave it, or where a redirect wanted to lead that may not be followed. */
export type Answered = { status: 'answer'; url: string; answer: HttpAnswer } | { status: 'led-away'; host: string };

/**
 * One request with the person's credentials, or without. Redirects keep method and body and are followed only to https
 * under the same registrable domain or to a host the person confirmed, so the password never reaches another site.
 */
export async function ask(login: Login, address: string, request: Request, withPassword = true): Promise<Answered> {
  let url = address;
  for (let hop = 0; ; hop += 1) {
    const { username, password } = login;
    const answer = await login.world.network.http.request({
      ...request,
      url,
      limits: LIMITS,
      signal: login.signal,
      ...(withPassword ? { credentials: { username, password } } : {}),
    });
    if (answer.status === 'failed' || !REDIRECTS.includes(answer.code)) return { status: 'answer', url, answer };
    const target = resolved(answer.headers['location'] ?? '', url);
    if (target === undefined || hop >= MOST_REDIRECTS) return { status: 'answer', url, answer };
    if (!mayFollow(login, address, target)) return { status: 'led-away', host: target.hostname };
    url = target.href;
  }
}

/** Whether the password may also go to this address, found in an answer of `from`. */
export function mayFollow({ confirmed }: Login, from: string, target: URL): boolean {
  const host = target.hostname.toLowerCase();
  return target.protocol === 'https:' && (sameSite(host, new URL(from).hostname) || confirmed.has(host));
}

export function resolved(reference: string, base: string): URL | undefined {
  if (reference.trim() === '') return undefined;
  try {
    const url = new URL(reference.trim(), base);
    url.username = '';
    url.password = '';
    url.hash = '';
    return url;
  } catch {
    return undefined;
  }
}
