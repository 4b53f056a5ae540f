import { expect, test } from 'vitest';
import { thunderbird } from '../../../../../electron/core/clients/thunderbird/index.ts';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { freshThunderbird, livedInThunderbird, PROFILE, recorder, type ThunderbirdWorld, valueOf } from '../../../../fakes/thunderbird.ts';

const PLACES: [string, () => ThunderbirdWorld, string][] = [
  ['a profile in use', () => livedInThunderbird(), PROFILE],
  ['a folder that is not there yet', () => freshThunderbird({ folders: ['/data'] }), '/data/profile'],
  ['an empty folder', () => freshThunderbird({ folders: ['/data/profile'] }), '/data/profile'],
];

test.each(PLACES)('a second Mailramp that comes too late leaves the same account of the first one in %s', async (_, make, profile) => {
  const world = make();
  const plan = async () => valueOf(await thunderbird.plan(world, { account: annasAccount(), profile }));
  const [first, second] = [await plan(), await plan()];
  let written: ReadonlyMap<string, string> = new Map();
  const seen: Change[] = [];
  const late = await thunderbird.apply(world, second, {
    record: async (change) => {
      seen.push(change);
      if (seen.length > 1) return;
      valueOf(await thunderbird.apply(world, first, { record: recorder().record }));
      written = new Map(world.machine.disk);
    },
  });
  expect(late).toMatchObject({ ok: false, problem: { code: 'profile-changed' } });
  expect(seen.at(-1)?.state).toBe('undone');
  expect(new Map(world.machine.disk)).toEqual(written);
});
