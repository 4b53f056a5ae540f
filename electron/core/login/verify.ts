import type { EmailAddress } from '../model/address.ts';
import type { Secret } from '../model/secret.ts';
import type { Service } from '../model/service.ts';
import type { World } from '../world/world.ts';
import { proveActiveSync, probeActiveSync } from './activesync/prove.ts';
import { type Candidate, candidates } from './choose.ts';
import { probeDav, proveDav } from './dav/prove.ts';
import { explainDates } from './dates.ts';
import { probeMail, proveMail } from './mail.ts';
import { type Collection, type Login, step, type Step } from './step.ts';
import { deadline, type Deadline } from './deadline.ts';
import { explainPortal } from './portal.ts';
import { problemIn, verdictOf } from './verdict.ts';
import type { LoginOutcome, ServiceProof, Verification } from './verification.ts';

export interface VerificationRequest {
  address: EmailAddress;
  /** All that is known, best first within a protocol. */
  services: readonly Service[];
  password: Secret;
  /** Instead of the user names of the services. */
  username?: string;
  /** Untrusted hosts that the person confirmed by name. */
  confirmedHosts: readonly string[];
  signal?: AbortSignal;
  /** Called once for each service, as soon as it is decided. */
  onProof?: (proof: ServiceProof) => void;
  /** Milliseconds for everything. */
  timeout?: number;
}

const TIMEOUT = 60_000;
/** The password itself was refused: trying it elsewhere could lock the account. */
const STOPS: readonly LoginOutcome[] = ['wrong-password', 'app-password-needed', 'blocked'];

/**
 * Proves one login for every service. First TLS and capabilities of all at once, without the password; then one login,
 * and only when that is accepted the others. The password goes to trusted or confirmed hosts over verified TLS alone.
 * A server that says its service is switched off did not refuse the password, so the next one is still asked.
 */
export async function verifyLogin(world: World, request: VerificationRequest): Promise<Verification> {
  const end = deadline(world.clock, request.timeout ?? TIMEOUT, request.signal);
  try {
    const run = new Run(world, request, end);
    await run.all();
    return run.verification();
  } finally {
    end.done();
  }
}

class Run {
  readonly #world: World;
  readonly #request: VerificationRequest;
  readonly #end: Deadline;
  readonly #candidates: Candidate[];
  readonly #proofs = new Map<Candidate, ServiceProof>();
  readonly #spent = new Map<Candidate, number>();
  readonly #collections = new Map<Candidate, Collection[]>();
  #accepted = false;

  constructor(world: World, request: VerificationRequest, end: Deadline) {
    this.#world = world;
    this.#request = request;
    this.#end = end;
    this.#candidates = candidates(request.services, request.confirmedHosts);
  }

  async all(): Promise<void> {
    for (const candidate of this.#candidates) if (candidate.needsConsent) this.#decide(candidate, step('consent-needed'));
    const ready = await this.#probeAll(this.#candidates.filter(({ needsConsent }) => !needsConsent));
    let left = ready;
    while (!this.#accepted) {
      const [first, ...others] = left;
      if (first === undefined) return;
      const outcome = await this.#prove(first);
      left = others;
      if (!STOPS.includes(outcome)) continue;
      for (const candidate of left) this.#decide(candidate, step('not-tried'));
      return;
    }
    await Promise.all(left.map((candidate) => this.#prove(candidate)));
  }

  verification(): Verification {
    const services = this.#candidates.map((candidate) => this.#proofs.get(candidate)).filter((proof) => proof !== undefined);
    const problem = problemIn(services);
    return {
      address: this.#request.address.text,
      services,
      verdict: verdictOf(services),
      collections: this.#candidates.flatMap((candidate) => this.#collections.get(candidate) ?? []),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  /** Returns those that can be asked for a login; the others are decided. */
  async #probeAll(all: Candidate[]): Promise<Candidate[]> {
    const probed = await Promise.all(all.map(async (candidate) => [candidate, await this.#timed(candidate, probe)] as const));
    const dated = await explainDates(this.#world, probed, this.#end.signal);
    const explained = await explainPortal(this.#world, dated, this.#end.signal);
    for (const [candidate, made] of explained) if (made.outcome !== 'ok') this.#decide(candidate, made);
    return explained.filter(([, { outcome }]) => outcome === 'ok').map(([candidate]) => candidate);
  }

  async #prove(candidate: Candidate): Promise<LoginOutcome> {
    const made = await this.#timed(candidate, prove);
    if (made.outcome === 'ok') this.#accepted = true;
    this.#collections.set(candidate, made.collections);
    return this.#decide(candidate, made);
  }

  async #timed(candidate: Candidate, work: (login: Login, candidate: Candidate) => Promise<Step>): Promise<Step> {
    const started = this.#world.clock.now();
    const made = this.#end.signal.aborted ? step('cancelled') : await work(this.#login(candidate), candidate);
    this.#spent.set(candidate, (this.#spent.get(candidate) ?? 0) + this.#world.clock.now() - started);
    return made;
  }

  #login({ service }: Candidate): Login {
    const { password, confirmedHosts, username = service.username } = this.#request;
    const confirmed = new Set(confirmedHosts.map((host) => host.toLowerCase()));
    return { world: this.#world, address: this.#request.address.text, username, password, confirmed, signal: this.#end.signal };
  }

  #decide(candidate: Candidate, made: Step): LoginOutcome {
    const { service, protocol, host } = candidate;
    const { username } = this.#login(candidate);
    const { outcome, facts } = this.#judged(made, username);
    const proof: ServiceProof = {
      protocol,
      host,
      port: service.port,
      security: service.security,
      username,
      outcome,
      facts,
      ms: this.#spent.get(candidate) ?? 0,
      ...(made.detail === undefined ? {} : { detail: made.detail }),
    };
    this.#proofs.set(candidate, proof);
    this.#request.onProof?.(proof);
    return outcome;
  }

  #judged({ outcome, facts }: Step, username: string): Pick<Step, 'outcome' | 'facts'> {
    if (outcome === 'cancelled' && this.#end.why() === 'timed-out')
      return { outcome: 'cannot-connect', facts: { ...facts, reason: 'timed-out' } };
    if (outcome !== 'wrong-password') return { outcome, facts };
    // The same password was right a moment ago: this service does not take it from this person.
    if (this.#accepted) return { outcome: 'service-off', facts: { ...facts, acceptedElsewhere: true } };
    const { text, local } = this.#request.address;
    // A second form of the name is offered, never tried by itself: every refusal counts against the person.
    return { outcome, facts: { ...facts, otherUsername: username === text ? local : text } };
  }
}

function probe(login: Login, candidate: Candidate): Promise<Step> {
  const { protocol } = candidate;
  if (protocol === 'activesync') return probeActiveSync(login, candidate);
  return protocol === 'caldav' || protocol === 'carddav' ? probeDav(login, candidate) : probeMail(login, candidate, protocol);
}

function prove(login: Login, candidate: Candidate): Promise<Step> {
  const { protocol } = candidate;
  if (protocol === 'activesync') return proveActiveSync(login, candidate);
  return protocol === 'caldav' || protocol === 'carddav' ? proveDav(login, candidate, protocol) : proveMail(login, candidate, protocol);
}
