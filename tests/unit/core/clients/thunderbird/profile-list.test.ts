import { describe, expect, test } from 'vitest';
import { thunderbirdProfiles } from '../../../../../electron/core/clients/thunderbird/index.ts';
import { installHash } from '../../../../../electron/core/clients/thunderbird/install-hash.ts';
import { fakeMachine } from '../../../../fakes/machine.ts';
import { freshThunderbird, ROOT, worldOf } from '../../../../fakes/thunderbird.ts';

const INI = [
  '[Profile0]\nName=old\nIsRelative=1\nPath=old.default\nDefault=1\n',
  '[Profile1]\nName=esr\nIsRelative=1\nPath=new.default-esr\n',
  '[Profile2]\nName=gone\nIsRelative=1\nPath=gone\n',
  `[Install${installHash('/usr/lib/thunderbird')}]\nDefault=new.default-esr\nLocked=1\n`,
].join('\n');
const FILES = { [`${ROOT}/profiles.ini`]: INI, [`${ROOT}/old.default/prefs.js`]: '', [`${ROOT}/new.default-esr/prefs.js`]: '' };

describe('the profiles that are found', () => {
  test('are those whose folder exists, with the one that a plain start uses, and who is open', async () => {
    const world = freshThunderbird({ files: FILES, running: { [`${ROOT}/old.default`]: 4711 } });
    expect(await thunderbirdProfiles(world)).toEqual([
      { name: 'old', folder: `${ROOT}/old.default`, isDefault: false, running: true },
      { name: 'esr', folder: `${ROOT}/new.default-esr`, isDefault: true, running: false },
    ]);
  });

  test('are looked at without touching anything', async () => {
    const world = freshThunderbird({ files: FILES });
    const before = world.machine.operations();
    await thunderbirdProfiles(world);
    expect(world.machine.operations()).toBe(before);
  });

  test('are none when the list cannot be read', async () => {
    const world = freshThunderbird({ files: FILES });
    world.machine.unreadable.add(`${ROOT}/profiles.ini`);
    expect(await thunderbirdProfiles(world)).toEqual([]);
  });

  test('are none where there is no Thunderbird', async () => {
    expect(await thunderbirdProfiles(worldOf(fakeMachine()))).toEqual([]);
  });
});
