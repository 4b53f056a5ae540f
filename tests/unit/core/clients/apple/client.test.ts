import { describe, expect, it } from 'vitest';
import { appleMail } from '../../../../../electron/core/clients/apple/index.ts';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { fakeMachine, type FakeMachine } from '../../../../fakes/machine.ts';
import { fakeWorld } from '../../../../fakes/world.ts';

const mac = (): FakeMachine => fakeMachine({ os: 'macos', folders: ['/System/Applications/Mail.app'] });

async function planned(machine: FakeMachine) {
  const plan = await appleMail.plan(fakeWorld(machine), { account: annasAccount() });
  if (!plan.ok) throw new Error(plan.problem.code);
  return plan.value;
}

async function applied(machine: FakeMachine) {
  const recorded: Change[] = [];
  const steps: number[] = [];
  const plan = await planned(machine);
  const change = await appleMail.apply(fakeWorld(machine), plan, {
    record: async (one) => {
      recorded.push(one);
      return Promise.resolve();
    },
    onStep: (index) => steps.push(index),
  });
  return { plan, change, recorded, steps };
}

describe('Apple Mail', () => {
  it('is found on a Mac alone', async () => {
    expect(await appleMail.detect(fakeWorld(mac()))).toEqual([
      { client: 'apple-mail', kind: 'application', program: '/System/Applications/Mail.app', programArguments: [] },
    ]);
    expect(await appleMail.detect(fakeWorld(fakeMachine({ os: 'macos' })))).toEqual([]);
    expect(await appleMail.detect(fakeWorld(fakeMachine({ os: 'linux' })))).toEqual([]);
  });

  it('plans without touching anything, and says elsewhere that it needs a Mac', async () => {
    const machine = mac();
    expect((await planned(machine)).steps.map(({ kind }) => kind)).toEqual(['write-file', 'open-file', 'ask-password-later']);
    expect(machine.operations()).toBe(0);
    const elsewhere = await appleMail.plan(fakeWorld(fakeMachine({ os: 'windows' })), { account: annasAccount() });
    expect(elsewhere).toMatchObject({ ok: false, problem: { code: 'client-unsupported', facts: { needs: 'macos' } } });
  });

  it('writes a private file, opens it, reads it back and leaves the last word to the person', async () => {
    const machine = mac();
    const { change, recorded, steps } = await applied(machine);
    if (!change.ok) throw new Error(change.problem.code);
    const [path] = machine.opened;
    expect(path).toMatch(/\/profiles\/example\.firma\.mailramp\.anna-[0-9a-f]{8}\.mobileconfig$/);
    expect(machine.modes.get(path ?? '')).toBe(0o600);
    expect(machine.modes.get((path ?? '').replace(/\/[^/]*$/, ''))).toBe(0o700);
    expect(recorded.map(({ state }) => state)).toEqual(['started', 'written']);
    expect(steps).toEqual([0, 1]);
    expect(change.value.state).toBe('written');
    expect(JSON.stringify(change.value)).not.toContain('plist');
    const proofs = await appleMail.verify(fakeWorld(machine), change.value);
    expect(proofs).toMatchObject({
      ok: true,
      value: [{ kind: 'profile-written' }, { kind: 'profile-waits-for-person', facts: { opened: true } }],
    });
  });

  it('notices that the file is gone or was changed', async () => {
    const machine = mac();
    const { change } = await applied(machine);
    if (!change.ok) throw new Error(change.problem.code);
    const path = machine.opened[0] ?? '';
    machine.disk.set(path, `${machine.disk.get(path) ?? ''} `);
    expect(await appleMail.verify(fakeWorld(machine), change.value)).toMatchObject({ ok: false, problem: { code: 'not-verified' } });
    machine.unreadable.add(path);
    expect(await appleMail.verify(fakeWorld(machine), change.value)).toMatchObject({ ok: false, problem: { code: 'not-verified' } });
  });

  it('takes back exactly its file, twice without harm', async () => {
    const machine = mac();
    const before = new Map(machine.disk);
    const { change } = await applied(machine);
    if (!change.ok) throw new Error(change.problem.code);
    expect(await appleMail.undo(fakeWorld(machine), change.value)).toMatchObject({ ok: true, value: { state: 'undone' } });
    expect(machine.disk).toEqual(before);
    expect(await appleMail.undo(fakeWorld(machine), change.value)).toMatchObject({ ok: true });
  });

  it.each([1, 2])('leaves nothing behind when the disk fails at write %i', async (at) => {
    const machine = mac();
    machine.failAt(at, 'fault');
    const { change, recorded } = await applied(machine);
    expect(change).toMatchObject({ ok: false, problem: { code: 'file-unwritable', facts: { reason: 'ENOSPC' } } });
    expect(machine.disk.size).toBe(0);
    expect(recorded.at(-1)?.state).toBe('undone');
  });

  it('does nothing once it was cancelled', async () => {
    const machine = mac();
    const aborter = new AbortController();
    aborter.abort();
    const record = async (): Promise<void> => Promise.resolve();
    const change = await appleMail.apply(fakeWorld(machine), await planned(machine), { record, signal: aborter.signal });
    expect(change).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(machine.operations()).toBe(0);
  });
});
