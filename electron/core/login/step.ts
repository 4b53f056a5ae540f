import type { Facts } from '../model/problem.ts';
import { safeWords, type Secret } from '../model/secret.ts';
import type { CertificateFacts, NetworkFailure } from '../world/network.ts';
import type { World } from '../world/world.ts';
import { certificateFacts, outcomeOf } from './failures.ts';
import type { LoginOutcome, Verification } from './verification.ts';

export type Collection = Verification['collections'][number];

/** How one part of proving a service ended. */
export interface Step {
  outcome: LoginOutcome;
  detail?: string;
  facts: Facts;
  collections: Collection[];
  /** Of a certificate that was refused. */
  certificate?: CertificateFacts;
}

/** What proving needs; `username` may differ from the one of the service. */
export interface Login {
  world: World;
  address: string;
  username: string;
  password: Secret;
  /** Lower-case hosts the person confirmed by name. */
  confirmed: ReadonlySet<string>;
  signal: AbortSignal;
}

export const step = (outcome: LoginOutcome, facts: Facts = {}, detail = '', collections: Collection[] = []): Step => ({
  outcome,
  facts,
  collections,
  ...(detail === '' ? {} : { detail }),
});

/** A failure on the way, with what the certificate said. Words of the other side never carry the password on. */
export function failedStep(
  host: string,
  failed: { reason: NetworkFailure | 'not-offered'; certificate?: CertificateFacts; detail?: string },
  password: Secret,
): Step {
  const { reason, certificate } = failed;
  const outcome = outcomeOf(reason);
  const facts: Facts = { ...(outcome === reason ? {} : { reason }), ...certificateFacts(host, reason, certificate) };
  const made = step(outcome, facts, safeWords(failed.detail ?? '', password));
  return certificate === undefined ? made : { ...made, certificate };
}
