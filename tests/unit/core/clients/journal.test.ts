import { describe, expect, test } from 'vitest';
import { createJournal } from '../../../../electron/core/clients/journal.ts';
import type { Change } from '../../../../electron/core/model/plan.ts';
import { fakeMachine } from '../../../fakes/machine.ts';

const change = (id: string, at: string, state: Change['state'] = 'verified'): Change => ({
  id,
  client: 'thunderbird',
  address: 'anna@firma.example',
  at,
  state,
  data: { deep: [1, { two: true }] },
});
const FOLDER = '/home/anna/.local/share/mailramp/changes';

describe('the journal', () => {
  test('touches nothing until something is recorded', async () => {
    const machine = fakeMachine();
    const journal = createJournal(machine);
    expect([await journal.list(), await journal.latest(), await journal.read('x')]).toEqual([[], undefined, undefined]);
    expect(machine.operations()).toBe(0);
  });

  test('gives back what was recorded, newest first, readable by its owner only', async () => {
    const machine = fakeMachine();
    const journal = createJournal(machine);
    await journal.record(change('one', '2026-01-01T00:00:00.000Z', 'started'));
    await journal.record(change('two', '2026-01-02T00:00:00.000Z'));
    await journal.record(change('one', '2026-01-01T00:00:00.000Z'));
    expect((await journal.list()).map(({ id, state }) => [id, state])).toEqual([
      ['two', 'verified'],
      ['one', 'verified'],
    ]);
    expect(await journal.read('one')).toEqual(change('one', '2026-01-01T00:00:00.000Z'));
    expect([machine.modes.get(FOLDER), machine.modes.get(`${FOLDER}/one.json`)]).toEqual([0o700, 0o600]);
  });

  test('the latest is the newest that still stands', async () => {
    const journal = createJournal(fakeMachine());
    await journal.record(change('old', '2026-01-01T00:00:00.000Z'));
    await journal.record(change('new', '2026-01-02T00:00:00.000Z', 'undone'));
    expect((await journal.latest())?.id).toBe('old');
  });

  test('a damaged file spoils nothing and is named', async () => {
    const good = JSON.stringify(change('good', '2026-01-01T00:00:00.000Z'));
    const machine = fakeMachine({
      files: { [`${FOLDER}/good.json`]: good, [`${FOLDER}/half.json`]: good.slice(0, 40), [`${FOLDER}/alien.json`]: '{}' },
    });
    machine.disk.set(`${FOLDER}/other.json`, good);
    machine.disk.set(`${FOLDER}/denied.json`, good);
    machine.unreadable.add(`${FOLDER}/denied.json`);
    const journal = createJournal(machine);
    expect((await journal.list()).map(({ id }) => id)).toEqual(['good']);
    expect(await journal.unreadable()).toEqual(['alien', 'denied', 'half', 'other'].map((name) => `${FOLDER}/${name}.json`));
  });

  test('an id is never a path', async () => {
    const machine = fakeMachine({ files: { '/home/anna/.local/share/mailramp/secret.json': '{}' } });
    const journal = createJournal(machine);
    for (const id of ['../secret', '', '/etc/passwd', 'a/b', '..', 'x'.repeat(100)]) expect(await journal.read(id)).toBeUndefined();
    await expect(journal.record(change('../secret', ''))).rejects.toThrow(TypeError);
  });
});
