import { describe, expect, it } from 'vitest';
import { outlookChange } from '../../../../../electron/core/clients/outlook/change-data.ts';
import { createJournal } from '../../../../../electron/core/clients/journal.ts';
import { Secret } from '../../../../../electron/core/model/secret.ts';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import { annasAccount } from '../../../../fakes/accounts.ts';
import { Crash } from '../../../../fakes/machine.ts';
import { type OfficeComputer, OUTLOOK_KEY } from '../../../../fakes/office-computer.ts';
import { utf16 } from '../../../../fakes/registry.ts';
import { CLIENTS, computerWith, type Kind } from './set-up.ts';

const DATA = 'C:\\Users\\anna\\AppData\\Local\\Microsoft\\Outlook';

/** Plans and applies with the real journal, as the story does. */
async function apply(computer: OfficeComputer, kind: Kind): Promise<Change | undefined> {
  const journal = createJournal(computer.machine);
  const work = async (): Promise<Change | undefined> => {
    const request = { account: annasAccount(), password: new Secret('secret-1'), makeDefault: true };
    const planned = await CLIENTS[kind].plan(computer, request);
    if (!planned.ok) return undefined;
    const applied = await CLIENTS[kind].apply(computer, planned.value, { record: (change) => journal.record(change) });
    return applied.ok ? applied.value : undefined;
  };
  return computer.clock.run(work());
}

const wantedName = ({ data }: Change): string => outlookChange.parse(data).wanted.profile;

/** What the next start does with what the last one left. */
async function cleanUp(computer: OfficeComputer): Promise<string> {
  computer.power.restart();
  computer.machine.restart();
  const journal = createJournal(computer.machine);
  const left = (await journal.list()).find((change) => change.state !== 'undone');
  if (left === undefined) return 'nothing left';
  const undone = await computer.clock.run(CLIENTS.imap.undo(computer, left));
  if (undone.ok) await journal.record(undone.value);
  return undone.ok ? 'undone' : undone.problem.code;
}

const crashes = async (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => {
      if (error instanceof Crash) return true;
      throw error;
    },
  );

async function operationsOf(kind: Kind): Promise<number> {
  const computer = computerWith({ trouble: 'simplified' });
  await apply(computer, kind);
  return computer.power.operations;
}

describe('a set-up that is killed', () => {
  it.each(['activesync', 'imap'] as const)('is taken back at the next start, whatever the moment (%s)', async (kind) => {
    const operations = await operationsOf(kind);
    expect(operations).toBeGreaterThan(25);
    for (let moment = 1; moment <= operations; moment += 1) {
      const computer = computerWith({ trouble: 'simplified' });
      const before = computer.registry.snapshot();
      computer.power.killAt(moment);
      expect(await crashes(apply(computer, kind))).toBe(true);
      expect(['undone', 'nothing left'], `killed at ${moment}`).toContain(await cleanUp(computer));
      expect(computer.registry.snapshot(), `killed at ${moment}`).toEqual(before);
      // Between starting the applet and writing that down, its first dialog stays: nothing was done in it.
      const open = computer.desk.dialogs.map(({ title }) => title).filter((title) => !title.startsWith('Mail Setup'));
      expect(open, `killed at ${moment}`).toEqual([]);
    }
  });

  it('is taken back although taking back was killed too, at every moment', async () => {
    for (const dying of [20, 26]) {
      for (let moment = 1; moment < 30; moment += 1) {
        const computer = computerWith({ trouble: 'simplified' });
        const before = computer.registry.snapshot();
        computer.power.killAt(dying);
        await crashes(apply(computer, 'activesync'));
        computer.power.restart();
        computer.power.killAt(moment);
        const left = (await createJournal(computer.machine).list())[0];
        if (left !== undefined && (await crashes(computer.clock.run(CLIENTS.imap.undo(computer, left))))) await cleanUp(computer);
        else computer.power.restart();
        expect(computer.registry.snapshot()).toEqual(before);
      }
    }
  });

  it('is taken back when the dialogs died with it', async () => {
    for (let moment = 5; moment <= 25; moment += 4) {
      const computer = computerWith({});
      const before = computer.registry.snapshot();
      computer.power.killAt(moment);
      await crashes(apply(computer, 'activesync'));
      for (const { id } of [...computer.desk.processes]) computer.desk.end(id);
      await cleanUp(computer);
      expect(computer.registry.snapshot()).toEqual(before);
    }
  });

  it('leaves no password and no secret in the journal', async () => {
    const computer = computerWith({});
    await apply(computer, 'imap');
    expect([...computer.machine.disk.values()].join('\n')).not.toContain('secret-1');
  });
});

describe('taking a profile back', () => {
  it('removes exactly that profile, restores the default and may be repeated', async () => {
    const computer = computerWith({});
    const before = computer.registry.snapshot();
    const change = await apply(computer, 'imap');
    if (change === undefined) throw new Error('Not set up.');
    expect(computer.registry.snapshot()).not.toEqual(before);
    const once = await computer.clock.run(CLIENTS.imap.undo(computer, change));
    expect(once).toMatchObject({ ok: true, value: { state: 'undone' } });
    expect(computer.registry.snapshot()).toEqual(before);
    const twice = await computer.clock.run(CLIENTS.imap.undo(computer, change));
    expect(twice.ok).toBe(true);
    expect(computer.registry.snapshot()).toEqual(before);
  });

  it('removes data files of the new profile only, and none that was there before', async () => {
    const mine = `${DATA}\\Mailramp – anna@firma.example.ost`;
    const others = [`${DATA}\\Outlook.pst`, 'C:\\Users\\anna\\Documents\\private.ost'];
    const computer = computerWith({}, { machine: { files: Object.fromEntries(others.map((file) => [file, 'mail'])) } });
    const change = await apply(computer, 'activesync');
    if (change === undefined) throw new Error('Not set up.');
    computer.machine.disk.set(mine, 'mail');
    const profile = `${OUTLOOK_KEY}\\Profiles\\Mailramp – anna@firma.example`;
    computer.registry.put('HKCU', `${profile}\\11111111`, { '001f6700': utf16(others[0] ?? '') });
    computer.registry.put('HKCU', `${profile}\\22222222`, { '001f6700': others[1] ?? '' });
    await computer.clock.run(CLIENTS.activesync.undo(computer, change));
    expect(computer.machine.disk.has(mine)).toBe(false);
    expect(others.filter((file) => computer.machine.disk.has(file))).toEqual(others);
  });

  it('leaves a default profile alone that somebody chose meanwhile, and a switch too', async () => {
    const computer = computerWith({});
    const change = await apply(computer, 'imap');
    if (change === undefined) throw new Error('Not set up.');
    computer.registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\Third`);
    computer.registry.put('HKCU', OUTLOOK_KEY, { DefaultProfile: 'Third' });
    computer.registry.put('HKCU', `${OUTLOOK_KEY}\\setup`, { DisableOffice365SimplifiedAccountCreation: 1 });
    await computer.clock.run(CLIENTS.imap.undo(computer, change));
    expect(await computer.registry.value('HKCU', OUTLOOK_KEY, 'DefaultProfile')).toEqual({ type: 'text', text: 'Third' });
    expect(await computer.registry.exists('HKCU', `${OUTLOOK_KEY}\\setup`)).toBe(true);
  });

  it.each([
    ['asks again at its start where it asked before', { PickLogonProfile: '1' }, { type: 'text', text: '1' }],
    ['goes back to having no such value', {}, undefined],
  ])('lets Outlook be as it was: it %s', async (_what, before, after) => {
    const options = 'Software\\Microsoft\\Exchange\\Client\\Options';
    const computer = computerWith({});
    computer.registry.put('HKCU', options, before);
    const change = await apply(computer, 'imap');
    if (change === undefined) throw new Error('Not set up.');
    computer.registry.put('HKCU', options, { PickLogonProfile: '0' });
    await computer.clock.run(CLIENTS.imap.undo(computer, change));
    expect(await computer.registry.value('HKCU', options, 'PickLogonProfile')).toEqual(after);
  });

  it('waits for nobody while Outlook runs: it says so', async () => {
    const computer = computerWith({});
    const change = await apply(computer, 'imap');
    if (change === undefined) throw new Error('Not set up.');
    computer.desk.start('OUTLOOK.EXE');
    const undone = await computer.clock.run(CLIENTS.imap.undo(computer, change));
    expect(undone).toMatchObject({ ok: false, problem: { code: 'client-running' } });
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toContain('Mailramp – anna@firma.example');
  });

  it('never removes a profile that was there before, whatever a journal says', async () => {
    const computer = computerWith({});
    const change = await apply(computer, 'imap');
    if (change === undefined) throw new Error('Not set up.');
    const { wanted } = change.data;
    const forged: Change = { ...change, data: { ...change.data, wanted: Object.assign({}, wanted, { profile: 'Outlook' }) } };
    expect(await computer.clock.run(CLIENTS.imap.undo(computer, forged))).toMatchObject({ ok: false, problem: { code: 'undo-failed' } });
    expect(computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toContain('Outlook');
    expect(await computer.registry.value('HKCU', OUTLOOK_KEY, 'DefaultProfile')).toEqual({ type: 'text', text: wantedName(change) });
  });

  it('leaves a finished profile alone into which somebody has put another account since', async () => {
    const mail = `${DATA}\\private.pst`;
    const computer = computerWith({});
    const change = await apply(computer, 'imap');
    if (change === undefined) throw new Error('Not set up.');
    const profile = `${OUTLOOK_KEY}\\Profiles\\${wantedName(change)}`;
    computer.machine.disk.set(mail, 'mail');
    computer.registry.put('HKCU', `${profile}\\11111111`, { '001f6700': utf16(mail) });
    computer.registry.put('HKCU', `${profile}\\9375CFF0413111d3B88A00104B2A6676\\00000009`, {
      clsid: '{ED475411-B0D6-11D2-8C3B-00104B2A6676}',
      Email: 'anna@private.example',
      'POP3 Server': 'pop.private.example',
      'POP3 User': 'anna',
    });
    const before = computer.registry.snapshot();
    expect(await computer.clock.run(CLIENTS.imap.undo(computer, change))).toMatchObject({
      ok: false,
      problem: { code: 'undo-failed', facts: { reason: 'holds-other-account' } },
    });
    expect(computer.registry.snapshot()).toEqual(before);
    expect(computer.machine.disk.has(mail)).toBe(true);
  });
});

describe('cancelling', () => {
  it.each(Array.from({ length: 24 }, (_, step) => step * 120))(
    'works at any moment and leaves all as it was (after %d ms)',
    async (moment) => {
      const computer = computerWith({ trouble: 'slow', at: 'eas' });
      const before = computer.registry.snapshot();
      const controller = new AbortController();
      const seen: number[] = [];
      void computer.clock.sleep(moment).then(() => controller.abort());
      const planned = await CLIENTS.activesync.plan(computer, { account: annasAccount(), password: new Secret('x') });
      if (!planned.ok) throw new Error('No plan.');
      const work = CLIENTS.activesync.apply(computer, planned.value, {
        record: () => Promise.resolve(),
        signal: controller.signal,
        onWindow: ({ did }) => {
          if (did[0] === 'leave' || did[0] === 'close') seen.push(computer.clock.elapsed());
        },
      });
      expect(await computer.clock.run(work)).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
      expect(computer.registry.snapshot()).toEqual(before);
      expect(computer.desk.dialogs).toEqual([]);
    },
  );

  it('is noticed within 200 ms although a window hangs', async () => {
    const computer = computerWith({ trouble: 'hang', at: 'eas' });
    const controller = new AbortController();
    const { createSession } = await import('../../../../../electron/core/clients/outlook/steps/session.ts');
    const session = createSession(computer.windows, computer.clock, { hide: [], signal: controller.signal });
    const id = await session.launch('C:\\Windows\\System32\\control.exe', ['x']);
    expect(id).toBeDefined();
    await computer.clock.advance(500);
    computer.desk.deafUntil = Infinity;
    const started = computer.clock.elapsed();
    void computer.clock.sleep(1000).then(() => controller.abort());
    const answer = session.wait(async () => {
      await session.look({});
      return undefined;
    }, 20_000);
    let ended = 0;
    void answer.then(() => {
      ended = computer.clock.elapsed();
    });
    await computer.clock.advance(1200);
    expect(await answer).toEqual({ ok: false, reason: 'cancelled' });
    expect(ended - started).toBeLessThanOrEqual(1200);
  });
});
