import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Installation, PlanStep } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import type { World } from '../../world/world.ts';
import type { Plan, SetupRequest } from '../client.ts';
import { type Additions, additionsFor } from './additions.ts';
import type { PlanData } from './change-data.ts';
import { installations, isSupported, OLDEST_VERSION } from './installations.ts';
import { pinned } from './pins.ts';
import { type ProfileState, readProfile } from './profile-state.ts';
import { chooseTarget, type Target } from './profiles.ts';

/** A plan against the profile as it is now; `apply` makes it again and compares. */
export interface Draft {
  state: ProfileState;
  additions: Additions;
  steps: PlanStep[];
}

/** What setting up this account would change. Touches nothing, and works while Thunderbird runs. */
export async function plan(world: World, request: SetupRequest): Promise<Outcome<Plan, Problem>> {
  const installation = request.installation ?? (await installations(world))[0];
  if (installation === undefined && !(await isProfile(world, request.profile))) {
    return failed(problemOf('client-missing', { client: 'thunderbird' }, ['install-program', 'choose-other-program']));
  }
  if (installation !== undefined && !isSupported(installation)) {
    const facts = { client: 'thunderbird', version: installation.version ?? '', oldest: OLDEST_VERSION };
    return failed(problemOf('client-unsupported', facts, ['install-program', 'set-up-by-hand']));
  }
  const target = await chooseTarget(world, installation, request.profile);
  if (!target.ok) return target;
  const data: PlanData = { account: request.account, target: target.value, ...(installation === undefined ? {} : { installation }) };
  const drafted = await draft(world, data);
  if (!drafted.ok) return drafted;
  const { additions, steps } = drafted.value;
  return succeeded({ client: 'thunderbird', address: request.account.address, steps, alreadyThere: additions.prefs.length === 0, data });
}

/** A portable Thunderbird is found by nobody, but its profile shows that there is one. */
async function isProfile({ machine: { files } }: World, folder: string | undefined): Promise<boolean> {
  return folder !== undefined && (await files.facts(files.join(folder, 'prefs.js')).catch(() => undefined)) !== undefined;
}

/** Reads the profile and works out what is to be added to it. */
export async function draft(world: World, { account, target, installation }: PlanData): Promise<Outcome<Draft, Problem>> {
  const state = await readProfile(world, target.folder);
  if (!state.ok) return state;
  const pin = await pinned(world, installation, target.folder, state.value);
  if (pin !== undefined) return failed(pin);
  const { prefs, names } = state.value;
  const additions = additionsFor(account, { prefs, names, uuid: () => world.uuid() });
  if (!additions.ok) return additions;
  return succeeded({
    state: state.value,
    additions: additions.value,
    steps: allSteps(world, target, installation, state.value, additions.value),
  });
}

function allSteps(
  world: World,
  target: Target,
  installation: Installation | undefined,
  state: ProfileState,
  additions: Additions,
): PlanStep[] {
  if (additions.prefs.length === 0) return additions.steps;
  const place = { folder: target.folder, name: target.name ?? target.folder };
  const needsStart = target.registration !== undefined && target.registration.install === undefined && installation?.kind !== 'snap';
  return [
    { kind: target.isNew ? 'create-profile' : 'use-profile', facts: place },
    ...backUpStep(world, target, state),
    ...additions.steps,
    ...(needsStart ? [{ kind: 'start-once' as const, facts: { program: installation?.program ?? 'thunderbird' } }] : []),
    { kind: 'ask-password-later', facts: { address: nameIn(additions) } },
  ];
}

const nameIn = ({ steps }: Additions): string => {
  const address = steps[0]?.facts['address'] ?? steps[0]?.facts['name'];
  return typeof address === 'string' ? address : '';
};

const backUpStep = ({ machine: { files } }: World, target: Target, state: ProfileState): PlanStep[] =>
  state.text === undefined ? [] : [{ kind: 'back-up-file', facts: { path: files.join(target.folder, 'prefs.js') } }];
