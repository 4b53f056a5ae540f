import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTPUT } from '../../electron/cli/schemas.ts';
import { documentOf, filesBelow, mailramp, temporaryHome } from './lab.ts';

const PASSWORD = 'alice-Pa55';
let home: Awaited<ReturnType<typeof temporaryHome>>;
let profile: string;
beforeAll(async () => {
  home = await temporaryHome();
  profile = path.join(home.folder, 'profile');
});
afterAll(() => home.remove());

const setup = (more: string[] = [], password = PASSWORD) =>
  documentOf(
    OUTPUT.setup,
    ['setup', 'alice@example.test', '--client', 'thunderbird', '--full-name', 'Alice Example', '--profile', profile, ...more],
    {
      home: home.folder,
      password,
    },
  );

describe('setting Thunderbird up against real servers', () => {
  it('shows a plan and touches nothing', async () => {
    const { exit, document } = await setup(['--dry-run']);
    expect(exit).toBe(0);
    expect(document.outcome).toBe('planned');
    expect(document.plan.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['add-account', 'add-outgoing-server', 'add-calendar', 'add-address-book']),
    );
    expect(existsSync(profile)).toBe(false);
  });

  it('changes nothing after a refused login', async () => {
    const { exit, document } = await setup([], 'not-her-password');
    expect({ exit, outcome: document.outcome, code: document.problem?.code }).toEqual({
      exit: 13,
      outcome: 'failed',
      code: 'password-wrong',
    });
    expect(existsSync(profile)).toBe(false);
  });

  it('proves the login, writes the account, reads it back', async () => {
    const { exit, document } = await setup();
    expect({ exit, outcome: document.outcome }).toEqual({ exit: 0, outcome: 'verified' });
    expect(document.login?.verdict).toBe('ok');
    expect(document.verified.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['account-in-profile', 'outgoing-server-in-profile', 'calendar-in-profile', 'address-book-in-profile']),
    );
    const prefs = await readFile(path.join(profile, 'prefs.js'), 'utf8');
    expect(prefs).toContain('"mail.example.test"');
    expect(prefs).toContain('"https://mail.example.test/SOGo/dav/alice@example.test/Calendar/personal/"');
  });

  it('finds the account there when asked again', async () => {
    const before = await readFile(path.join(profile, 'prefs.js'), 'utf8');
    const { exit, document } = await setup();
    expect({ exit, outcome: document.outcome }).toEqual({ exit: 0, outcome: 'already-there' });
    expect(await readFile(path.join(profile, 'prefs.js'), 'utf8')).toBe(before);
  });

  it('keeps no password anywhere', async () => {
    for (const [file, text] of await filesBelow(home.folder)) expect(text.includes(PASSWORD), file).toBe(false);
  });

  it('takes everything back', async () => {
    const { exit, document } = await documentOf(OUTPUT.undo, ['undo'], { home: home.folder });
    expect({ exit, outcome: document.outcome }).toEqual({ exit: 0, outcome: 'undone' });
    expect(existsSync(path.join(profile, 'prefs.js'))).toBe(false);
    const again = await mailramp(['undo', '--json'], { home: home.folder });
    expect(again.exit).toBe(11);
  });
});
