import { behindCaptivePortal } from '../world/captive-portal.ts';
import type { World } from '../world/world.ts';
import type { Candidate } from './choose.ts';
import type { Step } from './step.ts';
import type { LoginOutcome } from './verification.ts';

/** What a network that wants a sign-in first does to mail: it drops it, or answers with a certificate of its own. */
const CAUGHT: readonly LoginOutcome[] = ['cannot-connect', 'certificate-name', 'certificate-untrusted', 'tls-failed'];

/** When no service could be reached at all and a known page is not what comes back, the network is in the way. */
export async function explainPortal(
  world: World,
  probed: readonly (readonly [Candidate, Step])[],
  signal: AbortSignal,
): Promise<(readonly [Candidate, Step])[]> {
  const caught = probed.length > 0 && probed.every(([, { outcome }]) => CAUGHT.includes(outcome));
  if (!caught || !(await behindCaptivePortal(world.network.http, signal))) return [...probed];
  return probed.map(([candidate, made]) => [candidate, { ...made, outcome: 'captive-portal', facts: {} }]);
}
