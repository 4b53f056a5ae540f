import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { SETTING_NAMES } from '../../../electron/core/policy/index.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { officeComputer } from '../../fakes/office-computer.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { fileWith, firma, mailramp, PASSWORD, settingsFile } from './command-line.ts';

const KEY = 'SOFTWARE\\Policies\\Mailramp';

function managedComputer() {
  const computer = officeComputer();
  computer.registry.put('HKLM', KEY, { CompanyName: 'Firma GmbH', ShowPassword: 1, Colour: '#fff' });
  computer.registry.put('HKCU', KEY, { CompanyName: 'Abteilung', ImapPassword: 'hunter2' });
  return computer;
}

describe('doctor --policies', () => {
  it('names every setting, the rule that won and what it overruled', async () => {
    const { code, out } = await mailramp(['doctor', '--policies', '--json'], managedComputer());
    const { decided, refused } = OUTPUT['doctor-policies'].parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(decided.map(({ setting }) => setting)).toEqual(SETTING_NAMES);
    expect(decided[0]).toMatchObject({
      setting: 'companyName',
      value: 'Firma GmbH',
      source: 'machine-policy',
      overruled: [{ source: 'user-policy', value: 'Abteilung' }],
    });
    expect(refused.map(({ name, reason }) => [name, reason])).toEqual([
      ['Colour', 'unknown-setting'],
      ['ImapPassword', 'secret'],
    ]);
    expect(out).not.toContain('hunter2');
  });

  it.each([
    ['en', 'policy of the computer', 'overrules policy of the user: Abteilung', 'There is no such setting.'],
    ['de', 'Richtlinie des Computers', 'geht vor: Richtlinie des Benutzers: Abteilung', 'Diese Einstellung gibt es nicht.'],
  ])('says it in %s for people', async (locale, ...said) => {
    const { out } = await mailramp(['doctor', '--policies', '--locale', locale], managedComputer());
    for (const sentence of [...said, `HKLM\\${KEY}`]) expect(out).toContain(sentence);
  });

  it.each([
    ['doctor', ['doctor', '--json']],
    ['doctor --policies', ['doctor', '--policies', '--json']],
  ])('judges elsewhere what %s printed', async (_what, args) => {
    const { out: printed } = await mailramp(args, managedComputer());
    const { out } = await mailramp(['doctor', '--policies', '--facts', fileWith(printed), '--json'], fakeWorld());
    const again = OUTPUT['doctor-policies'].parse(JSON.parse(out));
    const here = OUTPUT['doctor-policies'].parse(JSON.parse((await mailramp(['doctor', '--policies', '--json'], managedComputer())).out));
    expect(again).toEqual(here);
  });

  it('says when a file holds no such facts', async () => {
    const { code, out } = await mailramp(['doctor', '--policies', '--facts', fileWith('{}'), '--json'], fakeWorld());
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ problem: { facts: { reason: 'no-policy-facts' } } });
  });

  it('is not asked together with a question to Outlook', async () => {
    expect((await mailramp(['doctor', '--policies', '--ask-outlook'], managedComputer())).code).toBe(2);
  });
});

describe('doctor', () => {
  it('lists the policies in force, and only those', async () => {
    const { out } = await mailramp(['doctor', '--json'], managedComputer());
    const { policies, policiesRefused } = OUTPUT.doctor.parse(JSON.parse(out));
    expect(policies.map(({ setting, source }) => [setting, source])).toEqual([
      ['companyName', 'machine-policy'],
      ['showPassword', 'machine-policy'],
    ]);
    expect(policiesRefused).toHaveLength(2);
  });

  it('predicts elsewhere what the recorded rules leave of Outlook', async () => {
    const computer = officeComputer();
    const { out: free } = await mailramp(['doctor', '--json'], computer);
    computer.registry.put('HKLM', KEY, { AllowActiveSync: 0 });
    const { out: ruled } = await mailramp(['doctor', '--json'], computer);
    const reasons = async (printed: string) => {
      const { out } = await mailramp(['doctor', '--facts', fileWith(printed), '--json'], fakeWorld());
      return OUTPUT['doctor-facts'].parse(JSON.parse(out)).forecasts[0]?.prediction.activesync.reasons.map(({ code }) => code);
    };
    expect(await reasons(free)).not.toContain('forbidden-by-policy');
    expect(await reasons(ruled)).toContain('forbidden-by-policy');
  });

  it('reads the file of a Linux computer', async () => {
    const machine = fakeMachine({ files: { '/etc/mailramp/policies.json': '{"companyName": "Firma"}' } });
    expect((await mailramp(['doctor'], fakeWorld(machine))).out).toContain('companyName');
  });
});

describe('setup under the rules of the company', () => {
  const A = 'anna@firma.example';
  const linux = (policies: object) =>
    firma(fakeMachine({ files: { '/home/anna/tb/prefs.js': '', '/etc/mailramp/policies.json': JSON.stringify(policies) } }));
  const SETUP = ['setup', A, '--client', 'thunderbird', '--profile', '/home/anna/tb', '--password-stdin', '--json'];
  const typed = { stdin: PASSWORD };

  it('sets up no kind of account that is forbidden, and sends no password', async () => {
    const world = linux({ allowImap: false, allowPop3: false });
    const before = world.machine.operations();
    const { code, out } = await mailramp(SETUP, world, typed);
    expect(code).toBe(28);
    expect(OUTPUT.setup.parse(JSON.parse(out)).problem).toMatchObject({
      code: 'forbidden-by-policy',
      whose: 'policy',
      facts: { protocol: 'imap' },
    });
    expect(world.machine.operations()).toBe(before);
    expect(world.network.conversations.filter(({ username }) => username !== undefined)).toEqual([]);
  });

  it('takes POP3 where IMAP is forbidden, unless IMAP is asked for', async () => {
    const planned = await mailramp([...SETUP, '--dry-run'], linux({ allowImap: false }), typed);
    const steps = OUTPUT.setup.parse(JSON.parse(planned.out)).plan;
    expect(steps.find(({ kind }) => kind === 'add-account')?.facts['protocol']).toBe('pop3');
    expect((await mailramp([...SETUP, '--protocol', 'imap', '--dry-run'], linux({ allowImap: false }), typed)).code).toBe(28);
  });

  it('sends the password to a pinned server that nothing else vouches for', async () => {
    const settings = readFileSync(await settingsFile(), 'utf8').replaceAll('"trusted": true', '"trusted": false');
    const args = ['verify', A, '--protocol', 'imap', '--password-stdin', '--json', '--settings', fileWith(settings)];
    expect((await mailramp(args, linux({ pinnedHosts: ['mail.firma.example'] }), typed)).code).toBe(0);
    expect((await mailramp(args, linux({ pinnedHosts: ['mail.other.example'] }), typed)).code).toBe(13);
  });

  it('writes nothing for a server that is neither trusted nor pinned', async () => {
    const settings = readFileSync(await settingsFile(), 'utf8').replaceAll('"trusted": true', '"trusted": false');
    const args = [...SETUP.slice(0, -2), '--no-login', '--json', '--settings', fileWith(settings)];
    expect((await mailramp(args, linux({}))).code).toBe(13);
    expect((await mailramp(args, linux({ pinnedHosts: ['mail.firma.example'] }))).code).toBe(0);
  });

  const outlook = async (values: Record<string, string | number>, ...more: string[]) => {
    const computer = officeComputer();
    computer.registry.put('HKLM', KEY, values);
    const settings = await settingsFile();
    const printed = await mailramp(['setup', A, '--settings', settings, '--dry-run', '--json', ...more], computer);
    return { code: printed.code, ...OUTPUT.setup.parse(JSON.parse(printed.out)) };
  };

  it('names the Outlook profile as the company does, unless the person names it', async () => {
    const { plan } = await outlook({ ProfileName: 'Firma {address}' }, '--client', 'outlook-imap');
    expect(plan.find(({ kind }) => kind === 'create-outlook-profile')?.facts['name']).toBe(`Firma ${A}`);
    const mine = await outlook({ ProfileName: 'Firma {address}' }, '--client', 'outlook-imap', '--profile-name', 'Mine');
    expect(mine.plan.find(({ kind }) => kind === 'create-outlook-profile')?.facts['name']).toBe('Mine');
  });

  it('gives Outlook IMAP where ActiveSync is forbidden', async () => {
    expect((await outlook({}, '--client', 'outlook')).plan.map(({ kind }) => kind)).toContain('add-activesync');
    expect((await outlook({ AllowActiveSync: 0 }, '--client', 'outlook')).plan.map(({ kind }) => kind)).toContain('add-imap');
    expect(await outlook({ AllowActiveSync: 0 }, '--client', 'outlook-activesync')).toMatchObject({
      code: 28,
      problem: { code: 'forbidden-by-policy', facts: { protocol: 'activesync' } },
    });
  });

  it('goes no further in Outlook than the company lets it', async () => {
    expect(await outlook({ SetUpLevel: 'assisted' }, '--client', 'outlook-imap', '--level', 'automated')).toMatchObject({
      code: 28,
      problem: { facts: { level: 'automated' } },
    });
    expect((await outlook({ SetUpLevel: 'assisted' }, '--client', 'outlook-imap')).outcome).toBe('planned');
  });

  it('waits for nobody where the company allows a walkthrough alone, which a command line does not show', async () => {
    const computer = officeComputer();
    computer.registry.put('HKLM', KEY, { SetUpLevel: 'walkthrough' });
    const args = ['setup', A, '--settings', await settingsFile(), '--client', 'outlook-imap', '--no-login', '--password-stdin', '--json'];
    const printed = await mailramp(args, computer, typed);
    expect([printed.code, computer.desk.processes]).toEqual([28, []]);
    expect(OUTPUT.setup.parse(JSON.parse(printed.out))).toMatchObject({ problem: { facts: { level: 'walkthrough' } } });
  });
});
