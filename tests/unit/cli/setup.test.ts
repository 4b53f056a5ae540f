import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { fakeMachine } from '../../fakes/machine.ts';
import { fileWith, firma, mailramp, PASSWORD, type Printed, settingsFile, type Typed } from './command-line.ts';

const A = 'anna@firma.example';
const SETUP = ['setup', A, '--client', 'thunderbird', '--profile', '/home/anna/tb', '--full-name', 'Anna Berg'];
const piped: Typed = { stdin: PASSWORD };
const resultOf = ({ out }: Printed) => OUTPUT.setup.parse(JSON.parse(out));
const problemOf = ({ out }: Printed) => OUTPUT.failure.parse(JSON.parse(out)).problem;

describe('setup', () => {
  it('proves the login, adds the account, reads it back, and undo takes it back', async () => {
    const world = firma();
    const printed = await mailramp([...SETUP, '--password-stdin', '--json'], world, piped);
    const result = resultOf(printed);
    expect(result.problem).toBeUndefined();
    expect(printed.code).toBe(0);
    expect(result).toMatchObject({ client: 'thunderbird', outcome: 'verified', login: { verdict: 'partly' } });
    expect(result.plan.map(({ kind }) => kind)).toContain('add-account');
    expect(result.verified.map(({ kind }) => kind)).toContain('account-in-profile');
    expect(world.machine.disk.get('/home/anna/tb/prefs.js')).toContain(A);

    const again = await mailramp([...SETUP, '--no-login', '--json'], world);
    expect([again.code, resultOf(again).outcome]).toEqual([0, 'already-there']);

    const undone = await mailramp(['undo', result.change?.id ?? '', '--json'], world);
    expect([undone.code, resultOf(undone).outcome]).toEqual([0, 'undone']);
    expect(world.machine.disk.get('/home/anna/tb/prefs.js')).not.toContain(A);
  });

  it('writes nothing when the password was refused', async () => {
    const world = firma();
    const before = world.machine.operations();
    const printed = await mailramp([...SETUP, '--password-stdin', '--json'], world, { stdin: 'wrong' });
    expect(printed.code).toBe(13);
    expect(resultOf(printed)).toMatchObject({
      outcome: 'failed',
      plan: [],
      verified: [],
      login: { verdict: 'refused' },
      problem: { code: 'password-wrong' },
    });
    expect(world.machine.operations()).toBe(before);
  });

  it('does not ask POP3 for a login when the program will use IMAP', async () => {
    const world = firma();
    await mailramp([...SETUP, '--password-stdin', '--dry-run', '--json'], world, piped);
    const asked = world.network.conversations.filter(({ username }) => username !== undefined).map(({ endpoint }) => endpoint.protocol);
    expect(asked.sort()).toEqual(['imap', 'smtp']);
  });

  it('with --dry-run prints the plan and touches nothing, without a password', async () => {
    const world = firma();
    const before = world.machine.operations();
    const printed = await mailramp([...SETUP, '--dry-run', '--json'], world);
    expect(printed.code).toBe(0);
    expect(resultOf(printed)).toMatchObject({ outcome: 'planned', verified: [] });
    expect(resultOf(printed).login).toBeUndefined();
    expect(world.machine.operations()).toBe(before);
    expect(world.network.conversations.filter(({ username }) => username !== undefined)).toEqual([]);
  });

  it('takes POP3 when asked to', async () => {
    const printed = await mailramp([...SETUP, '--dry-run', '--protocol', 'pop3', '--json'], firma());
    expect(resultOf(printed).plan.find(({ kind }) => kind === 'add-account')?.facts['protocol']).toBe('pop3');
  });

  it('says that a program is open', async () => {
    const machine = fakeMachine({ files: { '/home/anna/tb/prefs.js': '' }, running: { '/home/anna/tb': 4711 } });
    const printed = await mailramp([...SETUP, '--no-login', '--json'], firma(machine));
    expect(printed.code).toBe(21);
    expect(resultOf(printed).problem?.message).toBe('Thunderbird is open and would overwrite what is set up now.');
  });

  it('says which programs it does not set up', async () => {
    const printed = await mailramp(['setup', A, '--client', 'apple-mail', '--no-login', '--json'], firma());
    expect(printed.code).toBe(20);
    expect(resultOf(printed)).toMatchObject({ outcome: 'failed', problem: { code: 'client-unsupported' } });
  });

  it('writes a profile for a Mac elsewhere, and says that nobody has seen it installed', async () => {
    const world = firma();
    const printed = await mailramp(['setup', A, '--client', 'apple-mail', '--no-login', '--out', '/home/anna/out', '--json'], world);
    expect(printed.code).toBe(30);
    expect(resultOf(printed)).toMatchObject({ outcome: 'written', verified: [{ kind: 'profile-written' }] });
    expect(world.machine.disk.get('/home/anna/out/anna@firma.example.mobileconfig')).toContain('com.apple.mail.managed');
  });

  it('tells people the plan, the proofs and how to take it back', async () => {
    const printed = await mailramp([...SETUP, '--password-stdin'], firma(), piped);
    expect(printed.out).toMatch(/^Thunderbird: Set up and read back\.\n\nSteps\n {2}1\. /);
    expect(printed.out).toContain('  The account anna@firma.example is in the profile.');
    expect(printed.out).toMatch(/To take it back: mailramp undo [0-9a-f-]{36}\n$/);
  });
});

describe('a password', () => {
  const commands = [['verify', A], [...SETUP], ['setup', A, '--client', 'thunderbird', '--profile', '/nowhere']];
  const shapes = [PASSWORD, Buffer.from(PASSWORD).toString('base64'), encodeURIComponent(PASSWORD)];

  it.each(commands)('is in nothing that is printed or written: %s', async (...args) => {
    for (const more of [[], ['--json'], ['--verbose'], ['--json', '--verbose']]) {
      for (const logins of [{ [A]: PASSWORD }, {}]) {
        const world = firma(undefined, logins);
        world.network.mailServer(
          { protocol: 'smtp', host: 'mail.firma.example', port: 465, security: 'tls' },
          { logins, refusal: `no: ${PASSWORD}` },
        );
        const printed = await mailramp([...args, '--password-stdin', ...more], world, piped);
        const everything = [printed.out, printed.err, ...world.machine.disk.values()].join('\n');
        for (const shape of shapes) expect(everything).not.toContain(shape);
      }
    }
  });

  it('is asked for unseen when a person sits there', async () => {
    const printed = await mailramp(['verify', A, '--protocol', 'imap', '--json'], firma(), { person: PASSWORD });
    expect(printed.code).toBe(0);
    expect(printed.err).toBe('Password for anna@firma.example: ');
  });

  it.each([
    [{ person: '' }, 'cancelled', 40],
    [{ stdin: '' }, 'usage', 2],
    [{}, 'usage', 2],
    [{ stdin: 'x'.repeat(2000) }, 'usage', 2],
  ])('that is none ends the command: %j', async (typed, code, exit) => {
    const more = 'person' in typed ? [] : ['--password-stdin'];
    const printed = await mailramp(['verify', A, ...more, '--json'], firma(), typed);
    expect([problemOf(printed).code, printed.code]).toEqual([code, exit]);
  });

  it('goes to no server that nothing vouches for, unless it is confirmed by name', async () => {
    const settings = readFileSync(await settingsFile(), 'utf8').replaceAll('"trusted": true', '"trusted": false');
    const args = ['verify', A, '--protocol', 'imap', '--password-stdin', '--json', '--settings', fileWith(settings)];
    const world = firma();
    const refused = await mailramp(args, world, piped);
    expect([refused.code, OUTPUT.verify.parse(JSON.parse(refused.out)).problem?.facts['hosts']]).toEqual([13, ['mail.firma.example']]);
    expect(world.network.conversations.filter(({ username }) => username !== undefined)).toEqual([]);
    const confirmed = await mailramp([...args, '--confirm-host', 'mail.firma.example'], firma(), piped);
    expect(confirmed.code).toBe(0);
  });
});

describe('a settings file', () => {
  const use = (given: string): Promise<Printed> =>
    mailramp(['verify', A, '--password-stdin', '--json', '--settings', given], firma(), piped);

  it('is refused with a clear reason, whatever it holds', async () => {
    const text = JSON.stringify(JSON.parse(readFileSync(await settingsFile(), 'utf8')));
    const refusals: [string | Uint8Array, string][] = [
      ['', 'empty'],
      ['{', 'not-json'],
      [new Uint8Array([0xff, 0xfe, 0x00]), 'not-json'],
      ['[]', 'unknown-shape'],
      ['null', 'unknown-shape'],
      ['{"address":1}', 'unknown-shape'],
      ['['.repeat(100_000), 'not-json'],
      [' '.repeat(3_000_000), 'too-large'],
      [text.replaceAll('"port":993', '"port":70000'), 'unknown-shape'],
      [text.replaceAll('"host":"mail.firma.example"', '"host":"mail.firma.example\\nuser_pref"'), 'bad-server'],
      [text.replaceAll('"host":"mail.firma.example"', '"host":"-"'), 'bad-server'],
      [text.replaceAll('https://mail.firma.example/Microsoft', 'file:///Microsoft'), 'bad-server'],
      [text.replaceAll(A, 'bernd@firma.example'), 'other-address'],
    ];
    for (const [content, reason] of refusals) {
      const problem = problemOf(await use(fileWith(content)));
      expect([problem.code, problem.facts['reason']]).toEqual(['file-unreadable', reason]);
    }
    expect(problemOf(await use('/no/such/file')).facts['reason']).toBe('not-found');
    expect(problemOf(await use('/')).facts['reason']).toBe('folder');
  });

  it('that a person may use is used', async () => {
    const printed = await use(await settingsFile());
    expect(OUTPUT.verify.parse(JSON.parse(printed.out)).services.find(({ protocol }) => protocol === 'imap')?.outcome).toBe('ok');
  });
});
