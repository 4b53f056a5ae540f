import { z } from 'zod';
import { parseAddress } from '../../model/address.ts';
import { failed, type Outcome, succeeded } from '../../model/outcome.ts';
import type { Change, Installation, Proof } from '../../model/plan.ts';
import { problemOf, type Problem } from '../../model/problem.ts';
import { FileProblem } from '../../world/machine.ts';
import type { World } from '../../world/world.ts';
import type { ApplyOptions, Client, Plan, SetupRequest } from '../client.ts';
import { profileIdentifier, sha256 } from './identifiers.ts';
import { buildProfile } from './profile.ts';

const PROGRAMS = ['/System/Applications/Mail.app', '/Applications/Mail.app'];
const OPEN = '/usr/bin/open';

const planData = z.object({ folder: z.string(), path: z.string(), profile: z.string() });
const changeData = z.object({ path: z.string(), digest: z.string(), opened: z.boolean() });

async function detect(world: World): Promise<Installation[]> {
  const { machine } = world;
  if (machine.os !== 'macos') return [];
  for (const program of PROGRAMS) {
    if ((await machine.files.facts(program)) !== undefined) {
      return [{ client: 'apple-mail', kind: 'application', program, programArguments: [] }];
    }
  }
  return [];
}

async function plan(world: World, request: SetupRequest): Promise<Outcome<Plan, Problem>> {
  const { machine } = world;
  if (machine.os !== 'macos') {
    return failed(problemOf('client-unsupported', { client: 'apple-mail', needs: 'macos' }, ['choose-other-program', 'set-up-by-hand']));
  }
  const address = parseAddress(request.account.address);
  if (!address.ok) return address;
  const profile = await buildProfile(request.account, { platform: 'macos' });
  if (!profile.ok) return profile;
  const folder = machine.files.join(machine.dataFolder, 'profiles');
  const path = machine.files.join(folder, `${await profileIdentifier(address.value)}.mobileconfig`);
  return succeeded({
    client: 'apple-mail',
    address: address.value.text,
    steps: [
      { kind: 'write-file', facts: { path } },
      { kind: 'open-file', facts: { path } },
      { kind: 'ask-password-later', facts: {} },
    ],
    alreadyThere: false,
    data: { folder, path, profile: profile.value },
  });
}

async function apply(world: World, chosen: Plan, options: ApplyOptions): Promise<Outcome<Change, Problem>> {
  const { files, processes } = world.machine;
  const { folder, path, profile } = planData.parse(chosen.data);
  if (options.signal?.aborted) return failed(problemOf('cancelled', {}, ['retry']));
  const change: Change = {
    id: world.uuid(),
    client: 'apple-mail',
    address: chosen.address,
    at: new Date(world.clock.now()).toISOString(),
    state: 'started',
    data: { path, digest: await sha256(profile), opened: false },
  };
  try {
    await options.record(change);
    await files.makeFolder(folder, 0o700);
    await files.writeAtomic(path, profile, 0o600);
    options.onStep?.(0);
    const opened = await processes.open(path);
    if (opened) options.onStep?.(1);
    const written: Change = { ...change, state: 'written', data: { ...change.data, opened } };
    await options.record(written);
    return succeeded(written);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    await forget(world, change, path, options);
    return failed(problemOf('file-unwritable', { path: error.path, reason: error.reason }, ['check-file', 'copy-report']));
  }
}

/** Leaves no half-done change behind; what cannot be written now is found as unfinished later. */
async function forget(world: World, change: Change, path: string, options: ApplyOptions): Promise<void> {
  try {
    if ((await world.machine.files.facts(path)) !== undefined) await world.machine.files.remove(path);
    await options.record({ ...change, state: 'undone' });
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
  }
}

/** Reads the file back; whether the person pressed Install is his to say, and the second proof says that nobody looked. */
async function verify(world: World, change: Change): Promise<Outcome<Proof[], Problem>> {
  const { path, digest, opened } = changeData.parse(change.data);
  const text = await readBack(world, path);
  if (text === undefined || (await sha256(text)) !== digest) return failed(problemOf('not-verified', { path }));
  return succeeded([
    { kind: 'profile-written', facts: { path } },
    { kind: 'profile-waits-for-person', facts: { opened } },
  ]);
}

async function readBack(world: World, path: string): Promise<string | undefined> {
  try {
    return await world.machine.files.read(path);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return undefined;
  }
}

/** Removes the file. A profile that the person installed stays until he removes it in System Settings. */
async function undo(world: World, change: Change): Promise<Outcome<Change, Problem>> {
  const { path } = changeData.parse(change.data);
  const { files } = world.machine;
  try {
    if ((await files.facts(path)) !== undefined) await files.remove(path);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return failed(problemOf('undo-failed', { path, reason: error.reason }, ['check-file', 'copy-report']));
  }
  return succeeded({ ...change, state: 'undone' });
}

/** Apple Mail by a configuration profile: Mailramp writes and opens it, the person installs it. */
export const appleMail: Client = {
  id: 'apple-mail',
  handsOver: true,
  detect,
  plan,
  apply,
  verify,
  undo,
  open: (world) => world.machine.processes.start(OPEN, ['-a', 'Mail']),
};
