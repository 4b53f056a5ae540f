import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import type { WindowFacts } from '../../../electron/core/world/windows.ts';
import { openPowerShell } from '../../../electron/platform/windows/powershell/index.ts';
import { type OfficeComputer, officeComputer } from '../../fakes/office-computer.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { standInProgram } from '../../windows/powershell/stand-in.ts';
import { mailramp, type Printed } from './command-line.ts';

// Some of these start programs, which takes its time on a busy computer.
vi.setConfig({ testTimeout: 60_000 });

const ADDRESS = 'anna@firma.example';
const doctorOf = ({ out }: Printed) => OUTPUT.doctor.parse(JSON.parse(out));
const problemOf = ({ out }: Printed) => OUTPUT.failure.parse(JSON.parse(out)).problem;

const account = (type: number) => ({ displayName: 'Anna', address: ADDRESS, userName: ADDRESS, type });

describe('doctor and PowerShell', () => {
  it('tells the new Outlook and the crashes that only PowerShell knows', async () => {
    const computer = officeComputer();
    computer.powershell.says.store = [{ name: 'Microsoft.OutlookForWindows', version: '1.2' }];
    computer.powershell.says.crashes = [{ time: '2026-11-20T08:15:00Z', module: 'pstprx32.dll', code: 'c0000005' }];
    const { office } = doctorOf(await mailramp(['doctor', '--json'], computer));
    expect(office).toMatchObject({
      newOutlook: { installed: true, version: '1.2' },
      crashes: { days: 7, list: [{ module: 'pstprx32.dll' }] },
      powershell: { version: '5.1', languageMode: 'full', state: 'ready' },
    });
    expect(office?.newOutlook.untold).toBeUndefined();
    const { out } = await mailramp(['doctor'], computer);
    expect(out).toMatch(/New Outlook +yes, 1\.2/);
    expect(out).toMatch(/Outlook crashes, last 7 days +1, at .*2026.*, in pstprx32\.dll/);
  });

  it('believes the registry where it lists Store packages, and starts PowerShell for nothing that it tells', async () => {
    const computer = officeComputer();
    const packages = 'Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages';
    computer.registry.put('HKCU', `${packages}\\Microsoft.WindowsCalculator_1`);
    expect(doctorOf(await mailramp(['doctor', '--json'], computer)).office?.newOutlook).toEqual({ installed: false, preferred: false });
    expect(computer.powershell.asked).not.toContain('store');
  });

  it.each([
    [
      'restricted',
      'constrained',
      'en',
      /A rule on this computer restricts PowerShell \(restricted by a rule\).*Setting up Outlook works all the same/,
    ],
    ['restricted', 'constrained', 'de', /Eine Regel auf diesem Rechner schränkt PowerShell ein .*Outlook lässt sich trotzdem einrichten/],
    ['missing', 'unknown', 'en', /Windows PowerShell is not there, or may not be started.*Setting up Outlook works all the same/],
    ['missing', 'unknown', 'de', /Windows PowerShell ist nicht da .*Outlook lässt sich trotzdem einrichten/],
  ] as const)(
    'says of a %s PowerShell (%s) in %s what does not work, and that setting up does',
    async (state, languageMode, locale, said) => {
      const computer = officeComputer();
      computer.powershell.says.facts = { languageMode, state };
      const printed = await mailramp(['doctor', '--locale', locale], computer);
      expect([printed.code, printed.err]).toEqual([0, '']);
      expect(printed.out).toMatch(said);
      expect(
        printed.out.match(locale === 'en' ? /could not be told: PowerShell is/g : /ließ sich nicht feststellen: PowerShell ist/g),
      ).toHaveLength(2);
      const { office } = doctorOf(await mailramp(['doctor', '--json'], computer));
      expect(office).toMatchObject({
        newOutlook: { installed: false, untold: state },
        crashes: { list: [], untold: state },
        powershell: { state },
      });
      expect(computer.powershell.asked).toEqual(['facts', 'facts']);
    },
  );

  it('does not wait a second time for a PowerShell that never greeted', async () => {
    const computer = officeComputer();
    computer.powershell.says.facts = { languageMode: 'unknown', state: 'unknown' };
    expect(doctorOf(await mailramp(['doctor', '--json'], computer)).office).toMatchObject({ crashes: { untold: 'timed-out' } });
    expect(computer.powershell.asked).toEqual(['facts']);
  });

  it('ends PowerShell with the command, whatever came', async () => {
    const computer = officeComputer();
    await mailramp(['doctor', '--json'], computer);
    expect(computer.powershell.disposed).toBe(true);
    const other = officeComputer();
    await mailramp(['doctor', '--facts', '/no/such/file'], other);
    expect([other.powershell.disposed, other.powershell.asked]).toEqual([true, []]);
  });
});

describe('doctor --ask-outlook', () => {
  it('tells the accounts as Outlook itself has them', async () => {
    const computer = officeComputer();
    computer.powershell.says.outlook = { profile: 'Work', started: false, accounts: [account(4), { ...account(9), address: '' }] };
    const { code, out } = await mailramp(['doctor', '--ask-outlook', '--json'], computer);
    expect(code).toBe(0);
    expect(OUTPUT.doctor.parse(JSON.parse(out)).asked).toEqual({
      profile: 'Work',
      started: false,
      accounts: [
        { kind: 'activesync', name: 'Anna', address: ADDRESS, user: ADDRESS },
        { kind: 'other', name: 'Anna', address: '', user: ADDRESS },
      ],
    });
    expect((await mailramp(['doctor', '--ask-outlook'], computer)).out).toContain(
      'Accounts as Outlook itself has them, in the profile “Work”',
    );
  });

  it('asks nothing of Outlook without the switch', async () => {
    const computer = officeComputer();
    expect(doctorOf(await mailramp(['doctor', '--json'], computer)).asked).toBeUndefined();
    expect(computer.powershell.asked.filter((asked) => asked.startsWith('outlook'))).toEqual([]);
  });

  it.each([
    ['restricted', 27, 'powershell-restricted', /A rule restricts what it may run/],
    ['missing', 27, 'powershell-restricted', /It is not there, or may not be started/],
    ['timed-out', 24, 'timed-out', /There was no answer in time/],
    ['not-supported', 20, 'client-missing', /Outlook/],
  ] as const)('ends with its own code when PowerShell is %s, and tells the rest', async (why, code, problem, said) => {
    const computer = officeComputer();
    computer.powershell.says.outlook = why;
    const printed = await mailramp(['doctor', '--ask-outlook', '--json'], computer);
    expect([printed.code, problemOf(printed).code]).toEqual([code, problem]);
    expect(doctorOf(printed).office?.office).toHaveLength(1);
    expect((await mailramp(['doctor', '--ask-outlook'], computer)).err).toMatch(said);
  });

  it('needs Windows, and no record of another computer', async () => {
    const elsewhere = await mailramp(['doctor', '--ask-outlook', '--json'], fakeWorld(fakeMachine()));
    expect([elsewhere.code, problemOf(elsewhere).code]).toEqual([20, 'client-unsupported']);
    expect((await mailramp(['doctor', '--ask-outlook', '--facts', 'x.json'], officeComputer())).code).toBe(2);
  });
});

const wizard: WindowFacts = { handle: 5, className: 'NUIDialog', title: 'Add Account', processId: 4, enabled: true, visible: true };
const control = (className: string, caption: string, handle = -1) => ({
  ...{ handle, className, id: 0, caption, style: 0, enabled: true, visible: true, index: 0, parent: 5 },
});

function computerWithWizard(): OfficeComputer {
  const computer = officeComputer({ machine: { folders: ['/r'] } });
  computer.desk.start('OUTLOOK.EXE');
  computer.windows.agent.windows = () => Promise.resolve([wizard]);
  computer.windows.agent.tree = () => Promise.resolve({ ok: true, value: [control('NetUIHWND', '', 6)] });
  return computer;
}

const recordedBy = (computer: OfficeComputer): string => String(computer.machine.disk.get('\\r\\dialogs.json'));

describe('dump-ui and windows without standard controls', () => {
  const typed = ['dump-ui', '--out', '/r/dialogs.json'];

  it('records what UI Automation sees there, without values', async () => {
    const computer = computerWithWizard();
    computer.powershell.says.trees.set(5, [control('Edit', 'canary-value'), control('Static', 'E-mail of bob@firma.example', -2)]);
    const printed = await mailramp([...typed, '--json'], computer);
    expect(OUTPUT['dump-ui'].parse(JSON.parse(printed.out))).toMatchObject({ windows: 1, nonStandard: 1, automated: 1 });
    expect(recordedBy(computer)).toContain('E-mail of <address>');
    expect(recordedBy(computer)).not.toContain('canary');
    expect(computer.powershell.asked).toEqual(['tree 5']);
  });

  it('says so where PowerShell could not look into them', async () => {
    const computer = computerWithWizard();
    computer.powershell.says.facts = { languageMode: 'constrained', state: 'restricted' };
    const { code, out } = await mailramp(typed, computer);
    expect(code).toBe(0);
    expect(out).toMatch(
      /1 window has no standard controls, and PowerShell could not look into it\.\n\nA rule on this computer restricts PowerShell/,
    );
    expect(recordedBy(computer)).toContain('"untold": "not-supported"');
  });

  it('leaves PowerShell alone where the controls are standard', async () => {
    const computer = computerWithWizard();
    computer.windows.agent.tree = () => Promise.resolve({ ok: true, value: [control('Button', 'Next >', 6)] });
    expect((await mailramp(typed, computer)).code).toBe(0);
    expect(computer.powershell.asked).toEqual([]);
  });
});

describe('the command line with a program in PowerShell’s place', () => {
  function computerWith(mode?: string) {
    const program = standInProgram(mode);
    onTestFinished(() => program.remove());
    const computer = officeComputer();
    computer.windows.powershell = openPowerShell(program.settings);
    return { computer, log: program.log };
  }

  it('starts it once for all that doctor asks', async () => {
    const { computer, log } = computerWith();
    const { office, asked } = doctorOf(await mailramp(['doctor', '--ask-outlook', '--json'], computer));
    expect(office).toMatchObject({
      newOutlook: { installed: true, version: '1.2024.1111.100' },
      crashes: { list: [{ module: 'pstprx32.dll' }] },
      powershell: { version: '5.1.19041.4522', languageMode: 'full', state: 'ready' },
    });
    expect(asked).toMatchObject({ profile: 'Standard', accounts: [{ kind: 'activesync', address: ADDRESS }] });
    expect(log().match(/^arguments/gm)).toHaveLength(1);
  });

  it.each([
    ['stub', 'missing'],
    ['constrained', 'restricted'],
  ])('tells a %s from one that works', async (mode, state) => {
    const { computer } = computerWith(mode);
    const printed = await mailramp(['doctor', '--ask-outlook', '--json'], computer);
    expect(printed.code).toBe(27);
    expect(doctorOf(printed).office).toMatchObject({ crashes: { untold: state }, powershell: { state } });
  });
});
