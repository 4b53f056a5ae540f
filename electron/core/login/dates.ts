import type { Limits } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { Candidate } from './choose.ts';
import type { Step } from './step.ts';

const HOUR = 3_600_000;
const LIMITS: Limits = { connect: 2_500, firstByte: 2_500, total: 3_000, maxBytes: 16 * 1024 };

/**
 * Decides whether certificates that look out of date are old or this computer's clock is wrong. Rule: no service showed a
 * certificate that is valid now, and the server's own clock (the Date header of plain http, RFC 9110 section 6.6.1) is more
 * than an hour away from ours and within the certificate's span. That header is not protected, so it changes the
 * explanation alone: nothing is trusted because of it. When no server tells the time, a certificate from the future
 * counts as a wrong clock and an expired one as expired.
 */
export async function explainDates(
  world: World,
  probed: readonly (readonly [Candidate, Step])[],
  signal: AbortSignal,
): Promise<(readonly [Candidate, Step])[]> {
  const first = probed.find(([, made]) => isDated(made));
  if (first === undefined) return [...probed];
  const anyValid = probed.some(([, { outcome }]) => outcome === 'ok');
  const told = anyValid ? world.clock.now() : await timeOf(world, first[0].host, signal);
  return probed.map(([candidate, made]) => [candidate, isDated(made) ? explain(made, told, world.clock.now()) : made]);
}

const isDated = ({ outcome }: Step): boolean => outcome === 'certificate-expired' || outcome === 'clock-wrong';

function explain(made: Step, told: number | 'network-login' | undefined, now: number): Step {
  if (told === 'network-login') return { ...made, outcome: 'captive-portal' };
  if (told === undefined) return made;
  const from = Date.parse(made.certificate?.validFrom ?? '');
  const to = Date.parse(made.certificate?.validTo ?? '');
  const wrong = Math.abs(told - now) > HOUR && from <= told && told <= to;
  if (!wrong) return { ...made, outcome: 'certificate-expired' };
  const facts = { ...made.facts, serverDate: new Date(told).toISOString(), hoursOff: Math.round((now - told) / HOUR) };
  return { ...made, outcome: 'clock-wrong', facts };
}

async function timeOf(world: World, host: string, signal: AbortSignal): Promise<number | 'network-login' | undefined> {
  const answer = await world.network.http.request({ method: 'HEAD', url: `http://${host}/`, limits: LIMITS, signal });
  if (answer.status === 'failed') return undefined;
  // RFC 6585 section 6: the network itself wants a login first.
  if (answer.code === 511) return 'network-login';
  const told = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(told) ? undefined : told;
}
