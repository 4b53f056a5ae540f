import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OUTPUT } from '../../../electron/cli/schemas.ts';
import { SCRIPT_NAMES } from '../../../electron/platform/windows/powershell/scripts.ts';
import { type Bed, openBed, type Run } from '../bed.ts';
import { ADDRESS, installOffice, product, setReplica, settingsFile, windowsNode } from '../office.ts';

const PASSWORD = 'canary-Pa55-Zx9';
const POWERSHELL = 'prefix/drive_c/windows/system32/WindowsPowerShell/v1.0/powershell.exe';
/** Real Windows has a PowerShell of its own, which nobody may replace. */
const REAL = process.platform === 'win32';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
  await installOffice(bed);
});
afterAll(() => bed.close());
beforeEach(() => bed.remove('HKCU\\Software\\Microsoft\\Office'));

const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Run> =>
  bed.run(windowsNode, [bed.windowsPath(product), ...args], { input: `${PASSWORD}\n`, env });

async function setUp(more: readonly string[], env?: Record<string, string>): Promise<Run> {
  await setReplica(bed, {});
  const typed = ['setup', ADDRESS, '--client', 'outlook-activesync', '--settings', settingsFile(bed), '--no-login', '--password-stdin'];
  const ended = await run([...typed, '--confirm-in-outlook', ...more], env);
  expect(`${ended.stdout}${ended.stderr}`).not.toContain(PASSWORD);
  return ended;
}

const doctorOf = ({ stdout }: Run) => OUTPUT.doctor.parse(JSON.parse(stdout));
const setupOf = ({ stdout }: Run) => OUTPUT.setup.parse(JSON.parse(stdout));

describe('the product’s own build', () => {
  it('has PowerShell’s scripts beside it', () => {
    for (const name of SCRIPT_NAMES) {
      const shipped = path.resolve(import.meta.dirname, '../../../assets/powershell', name);
      expect(readFileSync(path.join(path.dirname(product), 'powershell', name), 'utf8')).toBe(readFileSync(shipped, 'utf8'));
    }
  });
});

function underWine(): void {
  describe('where powershell.exe prints nothing, as Wine’s own', () => {
    it('is told by doctor as missing, with what then could not be told', async () => {
      const ended = await run(['doctor', '--json']);
      expect(ended.code).toBe(0);
      expect(doctorOf(ended).office).toMatchObject({
        powershell: { languageMode: 'unknown', state: 'missing' },
        newOutlook: { installed: false, untold: 'missing' },
        crashes: { list: [], untold: 'missing' },
      });
      expect((await run(['doctor', '--locale', 'en'])).stdout).toContain('Setting up Outlook works all the same');
    });

    it('does not keep a set-up from ending written and verified, and it says why Outlook could not be asked', async () => {
      const ended = await setUp(['--json']);
      expect(ended.code).toBe(0);
      expect(setupOf(ended)).toMatchObject({ outcome: 'verified', confirmation: { outcome: 'not-asked', why: 'missing' } });
      expect(await bed.query('HKCU\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles')).toContain(
        '9375CFF0413111d3B88A00104B2A6676\\00000001',
      );
      await bed.remove('HKCU\\Software\\Microsoft\\Office');
      const told = await setUp(['--locale', 'en']);
      expect([told.code, told.stdout]).toEqual([
        0,
        expect.stringContaining('Outlook was not asked: Windows PowerShell, which asks it, is not there'),
      ]);
    });

    it('ends with the code for it when only PowerShell could have answered', async () => {
      const ended = await run(['doctor', '--ask-outlook', '--json']);
      expect([ended.code, doctorOf(ended).asked]).toEqual([27, undefined]);
    });
  });

  describe('where a powershell.exe answers', () => {
    let log: string;
    beforeAll(() => {
      log = path.join(bed.folder, 'powershell.log');
      const program = path.join(bed.folder, POWERSHELL);
      rmSync(program);
      const source = path.join(import.meta.dirname, 'stand-in.c');
      execFileSync('x86_64-w64-mingw32-gcc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', program, source], { stdio: 'pipe' });
    });
    beforeEach(() => rmSync(log, { force: true }));

    const env = (mode = ''): Record<string, string> => ({
      WINEDLLOVERRIDES: 'powershell.exe=n',
      STAND_IN: mode,
      STAND_IN_LOG: bed.windowsPath(log),
    });
    const heard = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');

    it('is given the scripts by the built product, and asked by doctor in one run', async () => {
      const ended = await run(['doctor', '--json'], env());
      expect(ended.code).toBe(0);
      expect(doctorOf(ended).office).toMatchObject({
        powershell: { version: '5.1.19041.4522', languageMode: 'full', state: 'ready' },
        newOutlook: { installed: false },
        crashes: { list: [{ module: 'pstprx32.dll' }] },
      });
      expect(heard().match(/^started/gm)).toHaveLength(1);
    });

    it('confirms a set-up, and never hears the password', async () => {
      const ended = await setUp(['--json'], env());
      const set = setupOf(ended);
      expect(set).toMatchObject({ outcome: 'verified', confirmation: { outcome: 'confirmed' } });
      expect(set.verified.at(-1)?.kind).toBe('outlook-confirms');
      expect(heard()).toContain('"verb":"outlook.accounts"');
      expect(heard()).not.toContain(PASSWORD);
      expect(heard()).not.toContain(Buffer.from(PASSWORD).toString('base64'));
    });

    it('is told as constrained, with its version, and the set-up goes on', async () => {
      const ended = await run(['doctor', '--json'], env('constrained'));
      expect(doctorOf(ended).office?.powershell).toEqual({ version: '5.1.19041.4522', languageMode: 'constrained', state: 'restricted' });
      expect((await run(['doctor', '--ask-outlook', '--json'], env('constrained'))).code).toBe(27);
      expect(setupOf(await setUp(['--json'], env('constrained')))).toMatchObject({
        outcome: 'verified',
        confirmation: { outcome: 'not-asked', why: 'restricted' },
      });
      expect(heard()).not.toContain('data ');
    });
  });
}

function onWindows(): void {
  describe('on Windows itself', () => {
    it('doctor tells the version and what PowerShell may run', async () => {
      const { powershell } = doctorOf(await run(['doctor', '--json'])).office ?? {};
      expect(powershell).toMatchObject({ languageMode: 'full', state: 'ready' });
      expect(powershell?.version).toMatch(/^5\.1\./);
    });
  });
}

if (REAL) onWindows();
else underWine();
