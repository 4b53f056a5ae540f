import { describe, expect, test } from 'vitest';
import { createJournal } from '../../../../../electron/core/clients/journal.ts';
import { thunderbird } from '../../../../../electron/core/clients/thunderbird/index.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { Crash } from '../../../../fakes/machine.ts';
import { freshThunderbird, livedInThunderbird, prefsIn, PROFILE, type ThunderbirdWorld, valueOf } from '../../../../fakes/thunderbird.ts';

const account = annasAccount({
  collections: [
    { kind: 'calendar', url: 'https://mail.firma.example/cal/', name: 'Cal' },
    { kind: 'addressbook', url: 'https://mail.firma.example/book/', name: 'Book' },
  ],
});

const PLACES: [string, () => ThunderbirdWorld, string | undefined][] = [
  ['a profile in use', () => livedInThunderbird(), undefined],
  ['no profile yet', () => freshThunderbird(), undefined],
  ['a folder that is not there yet', () => freshThunderbird({ folders: ['/data'] }), '/data/profile'],
  ['an empty folder', () => freshThunderbird({ folders: ['/data/profile'] }), '/data/profile'],
];

/**
 * Everything but the journal and its folder. In a profile that is in use the lock file belongs to Thunderbird, which
 * leaves it there as well.
 */
const stateOf = ({ machine }: ThunderbirdWorld): unknown => ({
  disk: [...machine.disk].filter(([path]) => !path.startsWith(machine.dataFolder) && path !== `${PROFILE}/.parentlock`).sort(),
  folders: [...machine.folders].filter((path) => !path.includes('/.local')).sort(),
});

async function attempt(world: ThunderbirdWorld, profile: string | undefined): Promise<unknown> {
  const journal = createJournal(world.machine);
  const plan = valueOf(await thunderbird.plan(world, { account, ...(profile === undefined ? {} : { profile }) }));
  return thunderbird.apply(world, plan, { record: (change) => journal.record(change) });
}

/** How many writing operations a whole set-up takes. */
async function operationsOf(make: () => ThunderbirdWorld, profile: string | undefined): Promise<number> {
  const world = make();
  await attempt(world, profile);
  return world.machine.operations();
}

const profilesOf = (world: ThunderbirdWorld): string[] => [...world.machine.disk.keys()].filter((path) => path.endsWith('/prefs.js'));

describe.each(PLACES)('killed at any moment of setting up %s', (_, make, profile) => {
  test('the profile is whole, and undo brings back what was there', async () => {
    const steps = await operationsOf(make, profile);
    expect(steps).toBeGreaterThan(4);
    for (let moment = 1; moment <= steps; moment += 1) {
      const world = make();
      const before = stateOf(world);
      world.machine.failAt(moment, 'crash');
      await expect(attempt(world, profile)).rejects.toBeInstanceOf(Crash);
      world.machine.restart();
      for (const path of profilesOf(world)) expect(prefsIn(world, path.slice(0, -'/prefs.js'.length)).size).toBeGreaterThan(10);
      const change = await createJournal(world.machine).latest();
      if (change === undefined) continue;
      expect(['started', 'written']).toContain(change.state);
      expect(valueOf(await thunderbird.undo(world, change)).state).toBe('undone');
      expect(stateOf(world), `moment ${moment}`).toEqual(before);
    }
  });

  test('an undo killed at any moment is finished by the next one', async () => {
    const before = stateOf(make());
    for (let moment = 1; moment <= 12; moment += 1) {
      const world = make();
      await attempt(world, profile);
      const change = await createJournal(world.machine).latest();
      if (change === undefined) throw new Error('no change');
      world.machine.failAt(moment, 'crash');
      const first = await thunderbird.undo(world, change).catch((error: unknown) => error);
      world.machine.restart();
      if (first instanceof Crash) valueOf(await thunderbird.undo(world, change));
      expect(stateOf(world), `moment ${moment}`).toEqual(before);
    }
  });

  test('a failing disk is told, and nothing of ours is left', async () => {
    const steps = await operationsOf(make, profile);
    for (let moment = 1; moment <= steps; moment += 1) {
      const world = make();
      const before = stateOf(world);
      world.machine.failAt(moment, 'fault');
      const answer = await attempt(world, profile);
      expect(answer, `moment ${moment}`).toMatchObject({ ok: false, problem: { code: 'file-unwritable', facts: { reason: 'ENOSPC' } } });
      const change = await createJournal(world.machine).latest();
      expect(change, `moment ${moment}`).toBeUndefined();
      expect(stateOf(world), `moment ${moment}`).toEqual(before);
    }
  });
});
