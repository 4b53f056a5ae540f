import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { SETTING_NAMES } from '../../../electron/core/policy/index.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { officeComputer } from '../../fakes/office-computer.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { mailramp } from './command-line.ts';

const KEY = 'SOFTWARE\\Policies\\Mailramp';

function managedComputer() {
  const computer = officeComputer();
  computer.registry.put('HKLM', KEY, { CompanyName: 'Firma GmbH', ShowPassword: 1, Colour: '#fff' });
  computer.registry.put('HKCU', KEY, { CompanyName: 'Abteilung', ImapPassword: 'hunter2' });
  return computer;
}

function fileWith(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mailramp-policies-')), 'doctor.json');
  writeFileSync(file, text);
  return file;
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

  it('reads the file of a Linux computer', async () => {
    const machine = fakeMachine({ files: { '/etc/mailramp/policies.json': '{"companyName": "Firma"}' } });
    expect((await mailramp(['doctor'], fakeWorld(machine))).out).toContain('companyName');
  });
});
