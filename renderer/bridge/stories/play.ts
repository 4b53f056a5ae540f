import type { Input, Reply } from '../../../electron/contract/calls.ts';
import type { Discovery } from '../../../electron/core/discovery/discovery.ts';
import type { LoginOutcome, ServiceProof } from '../../../electron/core/login/verification.ts';
import type { Service } from '../../../electron/core/model/service.ts';
import { type Problem, problemOf } from '../../../electron/core/model/problem.ts';
import type { SetUpLevel } from '../../../electron/core/model/guide.ts';
import type { Dialogs } from './outlook.ts';
import { CHANGE, type Script } from './scripts.ts';

/** What a played call may use: time that can be cut short, and a voice. */
export interface Stage {
  /** Waits in the story's milliseconds; rejects with `Curtain` when the call is cancelled. */
  pass(ms: number): Promise<void>;
  emit(name: string, event: object): void;
}

/** The call was cancelled. */
export class Curtain extends Error {}

const FOREVER = 1e9;
const refused = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
export const cancelled = refused(problemOf('cancelled', {}, ['retry']));

export async function playDiscovery(script: Script, { address }: Input<'discover'>, stage: Stage): Promise<Reply<'discover'>> {
  const found = script.discovery(asciiOf(address));
  const rows = script.rows(found.domain);
  const { enoughAt = FOREVER, holds } = script;
  const moments = rows
    .flatMap((row) => [
      { at: row.starts, tell: () => stage.emit('attemptStarted', { source: row.attempt.source, url: row.attempt.url }) },
      { at: row.starts + row.attempt.ms, tell: () => stage.emit('attemptEnded', { attempt: row.attempt }) },
    ])
    .concat(
      found.problem === undefined
        ? [{ at: enoughAt, tell: () => stage.emit('discovered', { discovery: early(found), settled: false }) }]
        : [],
    )
    .filter(({ at }) => at < FOREVER && (holds !== 'discover' || at < 350))
    .sort((one, other) => one.at - other.at);
  let now = 0;
  for (const moment of moments) {
    await stage.pass(moment.at - now);
    now = moment.at;
    moment.tell();
  }
  if (holds === 'discover') await stage.pass(FOREVER);
  const tried = rows.map(({ attempt }) => attempt);
  stage.emit('discovered', { discovery: { ...found, tried }, settled: true });
  return { ok: true, value: { ...found, tried } };
}

/** Calendar and contacts are usually known last. */
const early = (found: Discovery): Discovery => ({ ...found, recommended: { ...found.recommended, calendar: null, contacts: null } });

const asciiOf = (address: string): string => address.trim().replace('müller', 'xn--mller-kva');

const provable = ({ recommended }: Discovery): Service[] =>
  [recommended.incoming, recommended.outgoing, recommended.calendar, recommended.contacts, recommended.activesync].filter(
    (service) => service !== null,
  );

export async function playVerify(script: Script, discovery: Discovery, input: Input<'verify'>, stage: Stage): Promise<Reply<'verify'>> {
  const services: ServiceProof[] = [];
  for (const [index, service] of provable(discovery).entries()) {
    if (script.holds === 'verify' && index === 2) await stage.pass(FOREVER);
    await stage.pass(350);
    const refusedBefore = services.some(({ outcome }) => outcome === 'wrong-password');
    const proof = proofOf(service, input, outcomeFor(script, service, input, refusedBefore));
    services.push(proof);
    stage.emit('serviceProved', { proof });
  }
  const good = services.filter(({ outcome }) => outcome === 'ok').length;
  const wrong = services.some(({ outcome }) => outcome === 'wrong-password');
  const problem = wrong ? problemOf('password-wrong', {}, ['type-password-again', 'ask-provider']) : script.loginProblem;
  const verdict = good === services.length ? 'ok' : wrong ? 'refused' : good >= 2 ? 'partly' : 'unreachable';
  return {
    ok: true,
    value: { address: discovery.address, services, verdict, collections: [], ...(problem === undefined ? {} : { problem }) },
  };
}

function outcomeFor(script: Script, service: Service, input: Input<'verify'>, refusedBefore: boolean): LoginOutcome {
  if (!service.trusted && !input.confirmedHosts.includes(service.host)) return 'consent-needed';
  if (refusedBefore) return 'not-tried';
  return input.password === script.wrongPassword ? 'wrong-password' : (script.outcomes[service.protocol] ?? 'ok');
}

const proofOf = (service: Service, input: Input<'verify'>, outcome: LoginOutcome): ServiceProof => ({
  protocol: service.protocol,
  host: service.host,
  port: service.port,
  security: service.security,
  username: input.username ?? service.username,
  outcome,
  facts: {},
  ms: 340,
});

/** Waits for what the window answers to `stopped`. */
export type WaitForAnswer = () => Promise<boolean>;

export async function playSetUp(
  script: Script,
  { client, level }: Input<'setUp'>,
  stage: Stage,
  waitForAnswer: WaitForAnswer,
): Promise<Reply<'setUp'>> {
  const { plan, proofs, setUpProblem, dialogs } = script;
  if (script.alreadyThere === true) return { client, plan, outcome: 'already-there', verified: [] };
  if (dialogs !== undefined) {
    const problem = await playDialogs(dialogs, level ?? dialogs.level, stage, waitForAnswer);
    if (problem !== undefined) return { client, plan, outcome: 'failed', verified: [], problem };
    return { client, plan, outcome: 'verified', change: { ...CHANGE, client }, verified: proofs };
  }
  for (const index of plan.keys()) {
    if (script.holds === 'setUp' && index === 3) await stage.pass(FOREVER);
    await stage.pass(260);
    stage.emit('stepDone', { index });
  }
  await stage.pass(400);
  if (setUpProblem !== undefined) return { client, plan, outcome: 'undone', verified: [], problem: setUpProblem };
  return { client, plan, outcome: 'verified', change: CHANGE, verified: proofs };
}

/** From the first dialog to the last, or the problem that ended it. */
async function playDialogs(dialogs: Dialogs, level: SetUpLevel, stage: Stage, waitForAnswer: WaitForAnswer): Promise<Problem | undefined> {
  const { guide, open = 0, stops, stands } = dialogs;
  if (level === 'walkthrough') {
    await stage.pass(stands === undefined ? 3000 : FOREVER);
    return undefined;
  }
  if (open > 0) {
    stage.emit('waitingForProgram', { program: 'Outlook' });
    await stage.pass(open);
  }
  for (const [index, { kind }] of guide.entries()) {
    // The first two are done by opening the dialogs.
    if (index < 2) continue;
    // Outlook's plan has three steps: the switch, the profile, the account.
    if (index === 2) stage.emit('stepDone', { index: 0 });
    if (kind === 'choose-manual') stage.emit('stepDone', { index: 1 });
    if (kind === 'close-mail') stage.emit('stepDone', { index: 2 });
    stage.emit('pageOpened', { index });
    // Where it stops later, the automation has passed the place at which a person stands.
    const passes = level === 'automated' && guide.findIndex((step) => step.kind === stops?.at) > index;
    await stage.pass(kind === stands && !passes ? FOREVER : 400);
    if (level !== 'automated' || stops?.at !== kind) continue;
    if (!stops.asks) return stops.problem;
    stage.emit('stopped', { problem: stops.problem, index });
    if (!(await waitForAnswer())) return stops.problem;
  }
  return undefined;
}
