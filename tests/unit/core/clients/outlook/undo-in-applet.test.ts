import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../../electron/core/model/plan.ts';
import type { AppletScript } from '../../../../fakes/outlook-applet.ts';
import { type OfficeComputer, OUTLOOK_KEY } from '../../../../fakes/office-computer.ts';
import { CLIENTS, computerWith, setUp } from './set-up.ts';

const PROFILE = 'Mailramp – anna@firma.example';
const REMOVED = `removed ${PROFILE}`;

interface Made {
  computer: OfficeComputer;
  change: Change;
  before: string[];
}

/** A finished set-up beside two profiles of the person's own; the script is the applet's when it is taken back. */
async function made(script: AppletScript, wizard: AppletScript = {}): Promise<Made> {
  const computer = computerWith(wizard);
  computer.registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\Third`);
  const before = computer.registry.snapshot();
  const { result } = await setUp(computer, 'imap', { makeDefault: true });
  if (!result.ok) throw new Error(result.problem.code);
  computer.desk.log.length = 0;
  Object.assign(computer.script, script);
  return { computer, change: result.value, before };
}

const byPerson = ({ computer, change }: Made) => computer.clock.run(CLIENTS.imap.undo(computer, change, { byPerson: true }));

const removals = ({ computer }: Made): string[] => computer.desk.log.filter((line) => line.startsWith('removed '));

describe('a person takes a finished profile back', () => {
  it.each(['en', 'de', 'xx'] as const)('in the list of the applet itself (%s)', async (language) => {
    const one = await made({}, { language });
    expect(await byPerson(one)).toMatchObject({ ok: true, value: { state: 'undone' } });
    expect(removals(one)).toEqual([REMOVED]);
    expect(one.computer.registry.snapshot()).toEqual(one.before);
    expect([one.computer.desk.dialogs, one.computer.desk.processes, one.computer.clock.sleepers()]).toEqual([[], [], 0]);
  });

  it('among profiles whose names are almost the same', async () => {
    const one = await made({});
    const neighbours = [PROFILE.slice(0, -1), `${PROFILE} (2)`, PROFILE.toUpperCase().replace('MAILRAMP', 'A')];
    for (const name of neighbours) one.computer.registry.put('HKCU', `${OUTLOOK_KEY}\\Profiles\\${name}`);
    expect(await byPerson(one)).toMatchObject({ ok: true });
    expect(removals(one)).toEqual([REMOVED]);
    expect(one.computer.registry.below(`${OUTLOOK_KEY}\\Profiles`)).toEqual(expect.arrayContaining(neighbours));
  });

  it('and a default profile that the dialogs chose meanwhile is put back', async () => {
    const one = await made({ trouble: 'remove-takes-default' });
    expect(await byPerson(one)).toMatchObject({ ok: true });
    expect(removals(one)).toEqual([REMOVED]);
    expect(one.computer.registry.snapshot()).toEqual(one.before);
  });

  it.each<[string, AppletScript]>([
    ['the button is greyed', { trouble: 'remove-refused' }],
    ['no line is the name and nothing else', { trouble: 'list-decorates-names' }],
    ['nothing comes of it', { trouble: 'remove-ignored' }],
    ['the question names another profile', { trouble: 'remove-names-other' }],
    ['Outlook says that it cannot', { trouble: 'remove-says-no' }],
    ['the list goes on showing it', { trouble: 'remove-deferred' }],
    ['the applet dies', { trouble: 'remove-crashes' }],
    ['the applet dies at the list', { trouble: 'crash', at: 'mail' }],
    ['another window comes first', { trouble: 'message', at: 'mail' }],
    ['a warning comes first', { trouble: 'certificate', at: 'mail-setup' }],
    ['a line of the list cannot be chosen for certain', { look: 1 }],
  ])('without the list when %s', async (_name, script) => {
    const one = await made(script);
    const started = one.computer.clock.elapsed();
    expect(await byPerson(one)).toMatchObject({ ok: true, value: { state: 'undone' } });
    expect(removals(one)).toEqual([]);
    expect(one.computer.registry.snapshot()).toEqual(one.before);
    expect([one.computer.desk.dialogs, one.computer.clock.sleepers()]).toEqual([[], 0]);
    expect(one.computer.clock.elapsed() - started).toBeLessThan(60_000);
  });

  it.each<AppletScript>([{ trouble: 'remove-hangs' }, { trouble: 'hang', at: 'mail' }, { trouble: 'hang', at: 'mail-setup' }])(
    'without the list when the applet hangs (%o)',
    async (script) => {
      const one = await made(script);
      const started = one.computer.clock.elapsed();
      expect(await byPerson(one)).toMatchObject({ ok: true, value: { state: 'undone' } });
      expect(one.computer.registry.snapshot()).toEqual(one.before);
      expect(one.computer.clock.elapsed() - started).toBeLessThan(60_000);
    },
  );

  it('without the list when no way leads to it, or somebody has it open already', async () => {
    const none = await made({});
    none.computer.machine.disk.delete('C:\\Program Files\\Microsoft Office\\root\\Office16\\MLCFG32.CPL');
    expect(await byPerson(none)).toMatchObject({ ok: true });
    const open = await made({});
    open.computer.desk.open({ title: 'Mail Setup - Outlook', processId: open.computer.desk.start('rundll32.exe') });
    expect(await byPerson(open)).toMatchObject({ ok: true });
    for (const one of [none, open]) {
      expect(one.computer.desk.log).toEqual([]);
      expect(one.computer.registry.snapshot()).toEqual(one.before);
    }
    expect(open.computer.desk.dialogs).toHaveLength(1);
  });

  it('only when Outlook is closed', async () => {
    const one = await made({});
    one.computer.desk.start('OUTLOOK.EXE');
    expect(await byPerson(one)).toMatchObject({ ok: false, problem: { code: 'client-running' } });
    expect(one.computer.desk.log).toEqual([]);
  });
});

describe('what nobody asked for', () => {
  it('opens no applet: neither a set-up that failed, nor one that was never finished', async () => {
    const failed = await made({});
    expect(await failed.computer.clock.run(CLIENTS.imap.undo(failed.computer, failed.change))).toMatchObject({ ok: true });
    const left = await made({});
    left.change = { ...left.change, state: 'started' };
    expect(await byPerson(left)).toMatchObject({ ok: true });
    for (const one of [failed, left]) {
      expect(one.computer.desk.log).toEqual([]);
      expect(one.computer.registry.snapshot()).toEqual(one.before);
    }
  });
});
