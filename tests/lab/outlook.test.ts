import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { asBefore, type Office, openOffice } from '../windows/runs.ts';
import { windowsNode } from '../windows/office.ts';
import { lab, logFromNow, refusedIn } from './lab.ts';

const ADDRESS = 'alice@example.test';
const RIGHT = 'alice-Pa55';
const WRONG = 'not-her-password';

let office: Office;
beforeAll(async () => {
  if (!existsSync(windowsNode)) throw new Error('There is no Windows build: npm run build:windows');
  office = await openOffice();
});
afterAll(() => office.close());

/** The product on Windows' own Node, in the lab's network; its document by the schema it is published with. */
async function product<Document>(schema: { parse(value: unknown): Document }, args: readonly string[], password?: string) {
  const network = ['--dns', lab.dns, '--ca', office.bed.windowsPath(lab.ca)];
  const secret = password === undefined ? [] : ['--password-stdin'];
  const run = await office.product([...args, ...network, ...secret, '--json'], password);
  if (password !== undefined) expect(`${run.stdout}${run.stderr}`).not.toContain(password);
  return { exit: run.code, document: schema.parse(JSON.parse(run.stdout)) };
}

const setup = (client: string, password: string) =>
  product(OUTPUT.setup, ['setup', ADDRESS, '--client', client, '--full-name', 'Alice Example'], password);

const accounts = (): Promise<string> => office.bed.query('HKCU\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles');

describe('Windows Node against real servers', () => {
  it('finds the same settings as anywhere else', async () => {
    const { exit, document } = await product(OUTPUT.discover, ['discover', ADDRESS]);
    expect(exit).toBe(0);
    const { incoming, outgoing, activesync } = document.recommended;
    expect([incoming, outgoing, activesync].map((one) => `${one?.protocol} ${one?.host} ${one?.port} ${String(one?.trusted)}`)).toEqual([
      'imap mail.example.test 993 true',
      'smtp mail.example.test 465 true',
      'activesync mail.example.test 443 true',
    ]);
  });

  it('proves the login of every protocol', async () => {
    const { exit, document } = await product(OUTPUT.verify, ['verify', ADDRESS], RIGHT);
    expect({ exit, verdict: document.verdict }).toEqual({ exit: 0, verdict: 'ok' });
    expect(document.services.map(({ protocol }) => protocol)).toEqual(['imap', 'pop3', 'smtp', 'activesync', 'caldav', 'carddav']);
  });
});

describe('setting Outlook up against real servers', () => {
  it.each([
    ['outlook-activesync', 'page eas', '{ED475415-B0D6-11D2-8C3B-00104B2A6676}', 2],
    ['outlook-imap', 'page auto', '{ED475412-B0D6-11D2-8C3B-00104B2A6676}', 0],
  ] as const)('%s is found, proved, set up in the dialogs and read back', async (client, page, classId, look) => {
    await office.reset({ look, former: 'Outlook' });
    const dovecot = await logFromNow('dovecot.log');
    const { exit, document } = await setup(client, RIGHT);
    expect({ exit, outcome: document.outcome, login: document.login?.verdict }).toEqual({ exit: 0, outcome: 'verified', login: 'ok' });
    expect(document.verified.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['profile-in-list', 'account-in-profile']));
    expect(refusedIn(await dovecot(), ADDRESS)).toEqual([]);
    expect(office.log()).toContain(page);
    const state = await office.state();
    expect([state.withAccount.length, state.default]).toEqual([1, 'Outlook']);
    const written = Buffer.from(await binaryValues()).toString('utf16le');
    for (const part of [classId, 'mail.example.test', ADDRESS]) expect(written).toContain(part);
    expect(written).not.toContain(RIGHT);
  });

  it('opens no dialog after a wrong password, and tries it once', async () => {
    await office.reset({ former: 'Outlook' });
    const dovecot = await logFromNow('dovecot.log');
    const { exit, document } = await setup('outlook-imap', WRONG);
    expect({ exit, outcome: document.outcome, code: document.problem?.code }).toEqual({
      exit: 13,
      outcome: 'failed',
      code: 'password-wrong',
    });
    expect(refusedIn(await dovecot(), ADDRESS)).toHaveLength(1);
    expect(office.log()).toBe('');
    expect(await office.state()).toEqual(asBefore('Outlook'));
  });

  it('opens no dialog when the certificate is a stranger’s', async () => {
    await office.reset();
    const args = ['setup', ADDRESS, '--client', 'outlook-activesync', '--dns', lab.dns, '--password-stdin', '--json'];
    expect((await office.product(args, RIGHT)).code).toBe(12);
    expect(office.log()).toBe('');
  });

  it('finds the account there the second time', async () => {
    await office.reset();
    await setup('outlook-activesync', RIGHT);
    const first = office.log();
    expect((await setup('outlook-activesync', RIGHT)).document.outcome).toBe('already-there');
    expect(office.log()).toBe(first);
  });
});

/** Texts of accounts are bytes in most builds: UTF-16 between REG_BINARY and the end of its line. */
async function binaryValues(): Promise<Uint8Array> {
  const lines = (await accounts()).matchAll(/REG_BINARY\s+([0-9A-F]+)/g);
  return Buffer.concat([...lines].map((line) => Buffer.from(line[1] ?? '', 'hex')));
}
