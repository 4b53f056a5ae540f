import { describe, expect, it } from 'vitest';
import { createJournal } from '../../../../../electron/core/clients/index.ts';
import { createOnboarding, type Onboarding, type SetupChoice, type SetupResult } from '../../../../../electron/core/onboarding/index.ts';
import { Secret } from '../../../../../electron/core/model/secret.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { type OfficeComputer, OUTLOOK_KEY, OWN_PROCESS } from '../../../../fakes/office-computer.ts';
import { computerWith, PASSWORD } from './set-up.ts';

const CHOICE: SetupChoice = { client: 'outlook-activesync', account: annasAccount() };
const OTHER_PROCESS = 4712;
const RUNNING = { outcome: 'failed', problem: { code: 'set-up-running', facts: { client: 'outlook' }, next: ['retry'] } };

const setUp = (mailramp: Onboarding, choice = CHOICE, onStep = (): void => undefined): Promise<SetupResult> =>
  mailramp.setUp(choice, { wishes: { password: new Secret(PASSWORD) }, onStep });

/** A second Mailramp of the same person on the same computer. */
function besides(computer: OfficeComputer): Onboarding {
  computer.mailramps.set(OTHER_PROCESS, '133800000000000001');
  return createOnboarding({ ...computer, windows: { ...computer.windows, running: (id = OTHER_PROCESS) => computer.windows.running(id) } });
}

const profilesOf = (computer: OfficeComputer): string[] => computer.registry.below(`${OUTLOOK_KEY}\\Profiles`);

/** A set-up that its Mailramp did not live to end. */
async function leftInTheMiddle(computer: OfficeComputer): Promise<void> {
  void setUp(createOnboarding(computer)).catch(() => undefined);
  await computer.clock.run(computer.clock.sleep(3000));
  expect((await createJournal(computer.machine).list()).map(({ state }) => state)).toEqual(['started']);
}

describe('a second Mailramp beside one that sets Outlook up', () => {
  const slow = { trouble: 'slow', at: 'eas' } as const;

  it('says so and leaves the first one alone, whatever it was asked for', async () => {
    const computer = computerWith(slow);
    const [window, command] = [createOnboarding(computer), besides(computer)];
    const said = await computer.clock.run(
      (async () => {
        const first = setUp(window);
        await computer.clock.sleep(2000);
        const open = computer.desk.dialogs.length;
        const answers = [
          await command.unfinished(),
          await setUp(command, { ...CHOICE, client: 'outlook-imap' }),
          await command.undo(),
          await window.undo(),
        ];
        return { open, answers, stillOpen: computer.desk.dialogs.length, first: await first };
      })(),
    );
    expect(said.open).toBeGreaterThan(0);
    expect(said.stillOpen).toBe(said.open);
    expect(said.answers).toMatchObject([undefined, RUNNING, { ok: true, value: RUNNING }, { ok: true, value: RUNNING }]);
    expect(said.first).toMatchObject({ outcome: 'verified' });
    expect(await setUp(command)).toMatchObject({ outcome: 'already-there' });
    expect(await computer.clock.run(command.undo())).toMatchObject({ value: { outcome: 'undone' } });
    expect(profilesOf(computer)).toEqual(['Outlook']);
  });

  it('is told the same in one window, however close the two come', async () => {
    for (const apart of [0, 1, 50, 200]) {
      const computer = computerWith(slow);
      const window = createOnboarding(computer);
      const results = await computer.clock.run(
        Promise.all([setUp(window), computer.clock.sleep(apart).then(() => setUp(window, { ...CHOICE, client: 'outlook-imap' }))]),
      );
      const outcomes = results.map(({ outcome, problem }) => problem?.code ?? outcome);
      expect(outcomes.filter((one) => one === 'verified').length).toBeLessThanOrEqual(1);
      expect(outcomes.filter((one) => one !== 'verified' && one !== 'set-up-running')).toEqual([]);
      expect(profilesOf(computer)).toHaveLength(1 + outcomes.filter((one) => one === 'verified').length);
      expect(await window.unfinished()).toBeUndefined();
    }
  });

  it.each<[string, (computer: OfficeComputer) => void]>([
    ['has ended', ({ mailramps }) => void mailramps.delete(OWN_PROCESS)],
    ['has ended, and its id came round again', ({ mailramps }) => void mailramps.set(OWN_PROCESS, '133800000000000009')],
  ])('takes back what the first one left when that %s', async (_name, end) => {
    const computer = computerWith({ trouble: 'hang', at: 'eas' });
    await leftInTheMiddle(computer);
    const command = besides(computer);
    expect(await command.unfinished()).toBeUndefined();
    end(computer);
    expect(await command.unfinished()).toMatchObject({ client: 'outlook-activesync', state: 'started' });
  });

  it('takes a journal without an owner for one that nobody works on', async () => {
    const computer = computerWith({ trouble: 'hang', at: 'eas' });
    await leftInTheMiddle(computer);
    const journal = createJournal(computer.machine);
    const [change] = await journal.list();
    if (change === undefined) throw new Error('Nothing was written down.');
    expect(await journal.owner(change.id)).toEqual({ id: OWN_PROCESS, started: '133800000000000000' });
    await journal.record(change);
    expect(await journal.owner(change.id)).toBeUndefined();
    expect(await createOnboarding(computer).unfinished()).toEqual(change);
  });

  it('may take back what the first one could not, though that still runs', async () => {
    const computer = computerWith({ trouble: 'message', at: 'eas' });
    const window = createOnboarding(computer);
    let opened = false;
    const failed = await computer.clock.run(
      setUp(window, CHOICE, () => {
        if (!opened) computer.desk.start('OUTLOOK.EXE');
        opened = true;
      }),
    );
    expect(failed).toMatchObject({ outcome: 'failed', problem: { code: 'undo-failed' } });
    expect(await window.unfinished()).toMatchObject({ state: 'started' });
    for (const { id } of [...computer.desk.processes]) computer.desk.end(id);
    expect(await computer.clock.run(besides(computer).undo())).toMatchObject({ value: { outcome: 'undone' } });
    expect(profilesOf(computer)).toEqual(['Outlook']);
  });
});
