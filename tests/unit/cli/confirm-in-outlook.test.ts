import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { openPowerShell } from '../../../electron/platform/windows/powershell/index.ts';
import { type OfficeComputer, officeComputer } from '../../fakes/office-computer.ts';
import { standInProgram } from '../../windows/powershell/stand-in.ts';
import { mailramp, PASSWORD, type Printed, settingsFile } from './command-line.ts';

// Some of these start programs, which takes its time on a busy computer.
vi.setConfig({ testTimeout: 60_000 });

const ADDRESS = 'anna@firma.example';
const PROFILE = `Mailramp – ${ADDRESS}`;
let settings: string;
beforeEach(async () => {
  settings = await settingsFile();
});

const setupOf = ({ out }: Printed) => OUTPUT.setup.parse(JSON.parse(out));
const problemOf = ({ out }: Printed) => OUTPUT.failure.parse(JSON.parse(out)).problem;

const setUp = (computer: OfficeComputer, ...more: string[]): Promise<Printed> =>
  mailramp(
    ['setup', ADDRESS, '--client', 'outlook-activesync', '--settings', settings, '--no-login', '--password-stdin', ...more],
    computer,
    { stdin: PASSWORD },
  );

const account = (type: number) => ({ displayName: 'Anna', address: ADDRESS, userName: ADDRESS, type });
const answering = (...types: number[]) => ({ profile: PROFILE, started: true, accounts: types.map(account) });

describe('setup --confirm-in-outlook', () => {
  it('adds what Outlook itself confirms to the proofs', async () => {
    const computer = officeComputer();
    computer.powershell.says.outlook = answering(4);
    const printed = await setUp(computer, '--confirm-in-outlook', '--json');
    expect(printed.code).toBe(0);
    const { outcome, verified, confirmation, problem } = setupOf(printed);
    const proof = { kind: 'outlook-confirms', facts: { address: ADDRESS, protocol: 'activesync', profile: PROFILE, accountType: 4 } };
    expect([outcome, problem, verified.at(-1)]).toEqual(['verified', undefined, proof]);
    expect(confirmation).toEqual({ outcome: 'confirmed', profile: PROFILE, started: true, proof });
    expect(computer.powershell.asked).toEqual([`outlook ${PROFILE}`]);
  });

  it('says it to people', async () => {
    const computer = officeComputer();
    computer.powershell.says.outlook = answering(4);
    expect((await setUp(computer, '--confirm-in-outlook')).out).toContain(
      `Outlook itself has the account ${ADDRESS} in the profile “${PROFILE}”`,
    );
  });

  it.each([
    [
      'another kind',
      answering(1),
      { reason: 'outlook-differs', found: 'imap', accountType: 1 },
      /has the account anna@firma\.example as another kind than .*ActiveSync/,
    ],
    ['nothing', answering(), { reason: 'outlook-lacks', found: 'none' }, /does not have the account anna@firma\.example/],
  ])('is not content when Outlook has %s, and takes nothing back by itself', async (_name, outlook, facts, said) => {
    const computer = officeComputer();
    computer.powershell.says.outlook = outlook;
    const printed = await setUp(computer, '--confirm-in-outlook', '--json');
    expect(printed.code).toBe(30);
    expect(setupOf(printed)).toMatchObject({
      outcome: 'verified',
      confirmation: { outcome: 'differs' },
      problem: { code: 'not-verified', facts },
    });
    expect(problemOf(printed).message).toBeTruthy();
    const again = officeComputer();
    again.powershell.says.outlook = outlook;
    expect((await setUp(again, '--confirm-in-outlook')).err).toMatch(said);
  });

  it.each([
    ['missing', /Windows PowerShell, which asks it, is not there/],
    ['restricted', /a rule on this computer restricts PowerShell/],
    ['timed-out', /Outlook did not answer in time/],
    ['failed', /its answer could not be read/],
  ] as const)('ends verified all the same when PowerShell is %s, and says why Outlook was not asked', async (why, said) => {
    const computer = officeComputer();
    computer.powershell.says.outlook = why;
    const printed = await setUp(computer, '--confirm-in-outlook', '--json');
    expect(printed.code).toBe(0);
    expect(setupOf(printed)).toMatchObject({ outcome: 'verified', confirmation: { outcome: 'not-asked', why } });
    const again = officeComputer();
    again.powershell.says.outlook = why;
    expect((await setUp(again, '--confirm-in-outlook')).out).toMatch(said);
  });

  it('does not take the word of an Outlook that runs with another profile', async () => {
    const computer = officeComputer();
    computer.powershell.says.outlook = { ...answering(4), profile: 'Work', started: false };
    expect(setupOf(await setUp(computer, '--confirm-in-outlook', '--json'))).toMatchObject({
      outcome: 'verified',
      confirmation: { outcome: 'not-asked', why: 'other-profile' },
    });
  });

  it('does not start anything when it was not asked for, or when nothing was set up', async () => {
    const computer = officeComputer();
    expect(setupOf(await setUp(computer, '--json')).confirmation).toBeUndefined();
    const troubled = officeComputer();
    troubled.session.locked = true;
    expect((await setUp(troubled, '--confirm-in-outlook', '--json')).code).toBe(25);
    expect([...computer.powershell.asked, ...troubled.powershell.asked]).toEqual([]);
  });

  it('belongs to Outlook, and to a set-up that is done', async () => {
    const typed = ['setup', ADDRESS, '--settings', settings, '--confirm-in-outlook', '--json'];
    expect((await mailramp([...typed, '--client', 'thunderbird', '--no-login'], officeComputer())).code).toBe(2);
    expect((await mailramp([...typed, '--client', 'outlook', '--dry-run'], officeComputer())).code).toBe(2);
  });
});

describe('a set-up with a program in PowerShell’s place', () => {
  function computerWith(mode?: string) {
    const program = standInProgram(mode);
    onTestFinished(() => program.remove());
    const computer = officeComputer();
    computer.windows.powershell = openPowerShell(program.settings);
    return { computer, log: program.log };
  }

  it.each([
    ['', 0, 'confirmed'],
    ['outlook-imap', 30, 'differs'],
    ['no-outlook', 0, 'not-asked'],
    ['stub', 0, 'not-asked'],
  ])('confirms a set-up (%s) without ever hearing the password', async (mode, code, outcome) => {
    const { computer, log } = computerWith(mode);
    const printed = await setUp(computer, '--confirm-in-outlook', '--json');
    expect([printed.code, setupOf(printed).outcome, setupOf(printed).confirmation?.outcome]).toEqual([code, 'verified', outcome]);
    expect(`${printed.out}${printed.err}${log()}`).not.toContain(PASSWORD);
    expect(log()).not.toContain(Buffer.from(PASSWORD).toString('base64'));
    if (mode !== 'stub') expect(log()).toContain(`outlook {"consent":true,"profile":"${PROFILE}"}`);
  });
});
