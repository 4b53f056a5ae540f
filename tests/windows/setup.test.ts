import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bed, openBed } from './bed.ts';
import { ADDRESS, installOffice, product as cli, type Replica, setReplica, settingsFile, windowsNode } from './office.ts';

const PASSWORD = 'canary-Pa55-Zx9';
const OFFICE = 'HKCU\\Software\\Microsoft\\Office\\16.0\\Outlook';

let bed: Bed;
let log: string;

beforeAll(async () => {
  bed = await openBed();
  log = path.join(bed.folder, 'replica.log');
  await installOffice(bed);
});

afterAll(() => bed.close());

beforeEach(async () => {
  rmSync(log, { force: true });
  await bed.remove('HKCU\\Software\\Microsoft\\Office');
});

const answer = z.object({
  outcome: z.string().optional(),
  verified: z.array(z.object({ kind: z.string() })).optional(),
  problem: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).optional(),
});

async function setUp(client: string, replica: Replica = {}, outlookGets: 'imap' | 'activesync' = 'imap') {
  await setReplica(bed, replica);
  const args = ['setup', ADDRESS, '--client', client, '--settings', settingsFile(bed, outlookGets), '--full-name', 'Alice Exämple'];
  const run = await bed.run(windowsNode, [bed.windowsPath(cli), ...args, '--no-login', '--password-stdin', '--json'], {
    input: `${PASSWORD}\n`,
    env: { REPLICA_LOG: bed.windowsPath(log) },
  });
  expect(`${run.stdout}${run.stderr}`).not.toContain(PASSWORD);
  return { exit: run.code, ...answer.parse(JSON.parse(run.stdout)), pages: existsSync(log) ? readFileSync(log, 'utf8') : '' };
}

const profiles = (): Promise<string> => bed.query(`${OFFICE}\\Profiles`);

describe('Outlook through its own dialogs, in the product’s own build on Windows Node', () => {
  const languages = ['en', 'de', 'xx'] as const;
  const cases = (['outlook-activesync', 'outlook-imap', 'outlook-pop3'] as const).flatMap((client) =>
    languages.flatMap((language) => ([0, 1] as const).map((look) => [client, language, look] as const)),
  );

  it.each(cases)('%s in language %s and look %d ends verified', async (client, language, look) => {
    const result = await setUp(client, { language, look });
    expect(result).toMatchObject({ exit: 0, outcome: 'verified' });
    expect(await profiles()).toContain('9375CFF0413111d3B88A00104B2A6676\\00000001');
  });

  it('finds the account there the second time, and opens nothing', async () => {
    expect(await setUp('outlook-activesync')).toMatchObject({ exit: 0, outcome: 'verified' });
    rmSync(log, { force: true });
    expect(await setUp('outlook-activesync')).toMatchObject({ exit: 0, outcome: 'already-there', pages: '' });
  });

  it('takes the automatic page when autodiscover offers Outlook what is wanted', async () => {
    const result = await setUp('outlook-activesync', { autodiscover: 'activesync' }, 'activesync');
    expect(result).toMatchObject({ exit: 0, outcome: 'verified' });
    expect(result.pages).not.toContain('page choose');
  });

  it('takes everything back again', async () => {
    await setUp('outlook-imap');
    const run = await bed.run(windowsNode, [bed.windowsPath(cli), 'undo', '--json']);
    expect(run.code).toBe(0);
    expect(await profiles()).not.toContain(ADDRESS);
    expect(await bed.query(OFFICE)).not.toContain('DefaultProfile');
  });
});

describe('trouble in the dialogs', () => {
  it.each([
    ['a field that ignores the quiet way', { trouble: 'stubborn', at: 'eas' }],
    ['a slow page', { trouble: 'slow', at: 'choose' }],
    ['the simplified wizard, which the switch turns off', { trouble: 'simplified' }],
  ] as const)('%s is overcome', async (_name, replica) => {
    expect(await setUp('outlook-activesync', replica)).toMatchObject({ exit: 0, outcome: 'verified' });
  });

  it.each([
    ['the simplified wizard that cannot be turned off', 22, 'unexpected-window', { trouble: 'simplified-always' }],
    ['a crash on the page of servers', 23, 'control-not-found', { trouble: 'crash', at: 'eas' }],
    ['a choice that is greyed', 28, 'forbidden-by-policy', { trouble: 'greyed', at: 'choose' }],
    ['a test that refuses the password', 13, 'login-unclear', { trouble: 'test-password' }],
    ['a certificate warning', 22, 'unexpected-window', { trouble: 'certificate', at: 'test' }],
    ['a credential prompt', 22, 'unexpected-window', { trouble: 'credentials', at: 'test' }],
    ['a message box', 22, 'unexpected-window', { trouble: 'message', at: 'eas' }],
    ['a finish that writes nothing', 31, 'undone-after-failure', { trouble: 'writes-nothing' }],
    ['a finish that writes another kind', 31, 'undone-after-failure', { trouble: 'writes-other-kind' }],
  ] as const)('%s ends with %d %s, and leaves nothing behind', async (_name, exit, code, replica) => {
    const result = await setUp('outlook-activesync', replica);
    expect(result).toMatchObject({ exit, problem: { code } });
    expect(result.pages).not.toContain('answered yes');
    expect(await profiles()).not.toContain(ADDRESS);
    expect(await bed.query(OFFICE)).not.toMatch(/DefaultProfile|DisableOffice365SimplifiedAccountCreation/);
  });
});

describe('a crash', () => {
  /** Starts a set-up and kills the product the moment the applet shows this page. */
  async function killAt(page: string): Promise<void> {
    await setReplica(bed, {});
    const args = ['setup', ADDRESS, '--client', 'outlook-activesync', '--settings', settingsFile(bed), '--no-login', '--password-stdin'];
    const product = bed.start(windowsNode, [bed.windowsPath(cli), ...args], {
      input: `${PASSWORD}\n`,
      env: { REPLICA_LOG: bed.windowsPath(log) },
    });
    await expect.poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : ''), { timeout: 60_000 }).toContain(`page ${page}`);
    product.kill('SIGKILL');
  }

  async function startAgain(): Promise<void> {
    expect(await setUp('outlook-activesync')).toMatchObject({ exit: 0, outcome: 'verified' });
    const names = (await profiles()).split('\n').filter((line) => /Profiles\\[^\\]+\s*$/.test(line.trimEnd()));
    expect(names).toHaveLength(1);
  }

  it.each(['new-profile', 'choose', 'eas', 'test'])('of Mailramp at the page %s is cleaned up by the next start', async (page) => {
    await killAt(page);
    await startAgain();
  });

  it.each(['choose', 'eas'])('of the whole computer at the page %s is cleaned up by the next start', async (page) => {
    await killAt(page);
    await bed.reset();
    await startAgain();
  });
});
