import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import codes from '../../assets/locales/en/codes.json' with { type: 'json' };
import problems from '../../assets/locales/en/problems.json' with { type: 'json' };
import words from '../../assets/locales/en/window.json' with { type: 'json' };
import { createTranslator, type Translate } from '../../electron/wording/index.ts';
import { launch, type Launched } from '../e2e/launch.ts';
import { lab, logFromNow, refusedIn, temporaryHome } from './lab.ts';

const ADDRESS = 'alice@example.test';
const PASSWORD = 'alice-Pa55';
const HOST = 'mail.example.test';

let mailramp: Launched;
let home: Awaited<ReturnType<typeof temporaryHome>>;
let say: Translate;

beforeAll(async () => {
  say = await createTranslator('en', { window: words, codes, problems });
  home = await temporaryHome();
  const program = path.join(home.folder, 'thunderbird');
  mkdirSync(program, { recursive: true });
  writeFileSync(path.join(program, 'application.ini'), '[App]\nVendor=\nName=Thunderbird\nVersion=140.5.0\n');
  writeFileSync(path.join(program, 'thunderbird'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  mailramp = await launch({ home: home.folder, args: ['--locale', 'en', '--dns', lab.dns, '--ca', lab.ca] });
  mailramp.page.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await mailramp.close();
  await home.remove();
});

const button = (name: string | RegExp): Locator => mailramp.page.getByRole('button', { name, exact: true });
const heading = (name: string): Locator => mailramp.page.getByRole('heading', { name, exact: true });
const about = (key: string, gap: string): RegExp => new RegExp(`^${say(`window:${key}`, { [gap]: 'Thunderbird' })}`);
const prefs = (): string => mailramp.written().find((file) => file.path.endsWith('/prefs.js'))?.text ?? '';

describe('the window against real servers', () => {
  it('finds the settings of an address that is typed', async () => {
    await mailramp.page.getByRole('textbox', { name: say('window:address.address', {}) }).fill(ADDRESS);
    await button(say('window:address.go-on', {})).click();
    await heading(say('window:checking.found', { host: HOST })).waitFor();
    await button(say('window:checking.go-on', {})).click();
    await button(about('program.go-on', 'name')).click();
  });

  it('asks Dovecot once with a wrong password, and says so', async () => {
    const log = await logFromNow('dovecot.log');
    await mailramp.page.getByLabel(say('window:sign-in.password', { address: ADDRESS })).fill('not-her-password');
    await button(say('window:sign-in.submit', {})).click();
    await mailramp.page
      .getByText(say('problems:problem.password-wrong.message', { host: HOST, username: ADDRESS }))
      .first()
      .waitFor();
    expect(refusedIn(await log(), ADDRESS)).toHaveLength(1);
  });

  it('proves mail, calendar and contacts with the right one', async () => {
    await mailramp.page.getByLabel(say('window:sign-in.password', { address: ADDRESS })).fill(PASSWORD);
    await button(say('window:sign-in.submit', {})).click();
    await button(say('window:sign-in.go-on', {})).click();
  });

  it('writes the profile with the calendar that SOGo named, and takes it back', async () => {
    await button(about('set-up.submit', 'program')).click();
    await heading(say('window:done.heading', {})).waitFor();
    expect(prefs()).toContain(`"${HOST}"`);
    expect(prefs()).toContain('/SOGo/dav/alice@example.test/Calendar/personal/');
    await button(say('window:done.undo', {})).click();
    await button(say('window:done.undo-yes', {})).last().click();
    await heading(say('window:done.heading-undone', {})).waitFor();
    expect(prefs()).not.toContain(HOST);
  });

  it('leaves no password behind', () => {
    for (const password of [PASSWORD, 'not-her-password']) {
      expect(mailramp.written().filter(({ text }) => text.includes(password))).toEqual([]);
      expect(mailramp.said.join('\n')).not.toContain(password);
    }
  });
});
