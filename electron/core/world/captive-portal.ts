import type { Http } from './network.ts';

/** A page whose whole text is known: whoever answers something else stands between us and the network. */
const CANARY = { url: 'http://detectportal.firefox.com/success.txt', text: 'success' } as const;
const LIMITS = { connect: 2500, firstByte: 2500, total: 3000, maxBytes: 64 * 1024 };

/** Asks the canary; true when a redirect or another page came instead of it. Nothing of the person is sent. */
export async function behindCaptivePortal(http: Http, signal: AbortSignal): Promise<boolean> {
  const headers = { 'user-agent': 'Mailramp' };
  const answer = await http.request({ method: 'GET', url: CANARY.url, headers, limits: LIMITS, signal });
  if (answer.status === 'failed') return answer.reason === 'private-address' || answer.reason === 'too-large';
  if (answer.code >= 300 && answer.code < 400) return true;
  if (answer.code === 511) return true;
  const text = new TextDecoder('utf-8').decode(answer.body).trim();
  return answer.code === 200 && text !== CANARY.text;
}
