import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import codes from '../../assets/locales/en/codes.json' with { type: 'json' };
import problems from '../../assets/locales/en/problems.json' with { type: 'json' };
import words from '../../assets/locales/en/window.json' with { type: 'json' };
import { createTranslator, type Translate } from '../../electron/wording/index.ts';
import { type DemoHost, startDemoHost } from '../demo-host/start-demo-host.ts';
import { launch, type Launched } from './launch.ts';

const WRONG = 'canary-Zx9!-wrong';
const ADDRESS = 'alice@demo.test';
const PASSWORD = 'demo-alice';
const HOST = 'mail.demo.test';

let host: DemoHost;
let folder: string;
let mailramp: Launched;
let say: Translate;

/** A Thunderbird in this home, so that the story can be told on a computer that has none; nobody starts it. */
function placeThunderbird(home: string): void {
  const place = path.join(home, 'thunderbird');
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'application.ini'), '[App]\nVendor=\nName=Thunderbird\nVersion=140.5.0\nBuildID=20260101000000\n');
  writeFileSync(path.join(place, 'thunderbird'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
}

beforeAll(async () => {
  say = await createTranslator('en', { window: words, codes, problems });
  host = await startDemoHost();
  folder = mkdtempSync(path.join(tmpdir(), 'mailramp-story-'));
  const home = path.join(folder, 'home');
  placeThunderbird(home);
  const announcement = path.join(folder, 'demo-host.json');
  const { dns, portMap, caPem, users } = host;
  writeFileSync(announcement, JSON.stringify({ dns, portMap, caPem, users }));
  mailramp = await launch({ home, args: ['--demo-host', announcement, '--locale', 'en'] });
  mailramp.page.setDefaultTimeout(15_000);
});

afterAll(async () => {
  await mailramp.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const title = (): Promise<string | undefined> => mailramp.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
const stepTitle = (number: number, step: string): string => say('window:title.step', { number, step: say(`window:step.${step}`, {}) });
const button = (name: string | RegExp): Locator => mailramp.page.getByRole('button', { name, exact: true });
const heading = (name: string): Locator => mailramp.page.getByRole('heading', { name, exact: true });
const profileFiles = (): { path: string; text: string }[] => mailramp.written().filter((file) => file.path.includes('/.thunderbird/'));
/** Buttons and headings name the program with or without its version. */
const about = (key: string, gap: string): RegExp => new RegExp(`^${say(`window:${key}`, { [gap]: 'Thunderbird' })}`);

describe('The whole story in the window, against the demo host', () => {
  it('finds the settings of the proposed address', async () => {
    await heading(say('window:address.heading', {})).waitFor();
    expect(await mailramp.page.getByRole('textbox', { name: say('window:address.address', {}) }).inputValue()).toBe(ADDRESS);
    expect(await title()).toBe(stepTitle(1, 'address'));
    await button(say('window:address.go-on', {})).click();
    await heading(say('window:checking.found', { host: HOST })).waitFor();
    expect(await title()).toBe(stepTitle(2, 'checking'));
    await button(say('window:checking.go-on', {})).click();
  });

  it('recommends the Thunderbird that is here', async () => {
    await heading(say('window:program.heading', {})).waitFor();
    await button(about('program.go-on', 'name')).click();
  });

  it('says at once that a password is wrong, and goes on with the right one', async () => {
    const field = mailramp.page.getByLabel(say('window:sign-in.password', { address: ADDRESS }));
    await field.fill(WRONG);
    await button(say('window:sign-in.submit', {})).click();
    const refusal = say('problems:problem.password-wrong.message', { host: HOST, username: ADDRESS });
    await mailramp.page.getByText(refusal).first().waitFor();
    expect(host.log.join('\n')).not.toContain(WRONG);
    await field.fill(PASSWORD);
    await button(say('window:sign-in.submit', {})).click();
    await button(say('window:sign-in.go-on', {})).click();
  });

  it('shows the plan before anything is touched, writes the profile and reads it back', async () => {
    const submit = button(about('set-up.submit', 'program'));
    await submit.waitFor();
    expect(await title()).toBe(stepTitle(5, 'set-up'));
    expect(profileFiles()).toEqual([]);
    await submit.click();
    await heading(say('window:done.heading', {})).waitFor();
    const prefs = profileFiles().find((file) => path.basename(file.path) === 'prefs.js')?.text ?? '';
    expect(prefs).toContain(`"${HOST}"`);
    expect(prefs).toContain(`"${ADDRESS}"`);
  });

  it('gives a code for the phone and saves a receipt where the person says', async () => {
    const receipt = path.join(folder, 'receipt.pdf');
    await mailramp.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, receipt);
    await button(say('window:done.save', {})).click();
    await mailramp.page.getByText(say('window:done.saved', {})).first().waitFor();
    expect(readFileSync(receipt, 'latin1').slice(0, 5)).toBe('%PDF-');
    await button(say('window:done.phone', {})).click();
    await mailramp.page.getByRole('img', { name: say('window:phone.code', { address: ADDRESS }) }).waitFor();
    await button(say('window:footer.back', {})).click();
    await heading(say('window:done.heading', {})).waitFor();
  });

  it('takes everything back', async () => {
    await button(say('window:done.undo', {})).click();
    await mailramp.page
      .getByText(say('window:done.undo-sure', { program: 'Thunderbird' }))
      .first()
      .waitFor();
    await button(say('window:done.undo-yes', {})).last().click();
    await heading(say('window:done.heading-undone', {})).waitFor();
    expect(
      profileFiles()
        .filter(({ text }) => text.includes(HOST))
        .map((file) => file.path),
    ).toEqual([]);
    expect(existsSync(path.join(mailramp.home, 'thunderbird'))).toBe(true);
  });

  it('has left neither password anywhere: not on the page, not on its console, not on the disk', async () => {
    const page = await mailramp.page.content();
    // The demonstration shows its own password on purpose, and only there.
    expect(page.split(PASSWORD).length - 1).toBeLessThanOrEqual(1);
    for (const password of [WRONG, PASSWORD]) {
      const shapes = [password, encodeURIComponent(password), Buffer.from(password).toString('base64').replace(/=+$/, '')];
      const holding = (text: string): boolean => shapes.some((shape) => text.includes(shape));
      expect(
        mailramp
          .written()
          .filter(({ text }) => holding(text))
          .map((file) => file.path),
      ).toEqual([]);
      expect(mailramp.said.filter(holding)).toEqual([]);
      expect(holding(JSON.stringify(host.log))).toBe(false);
    }
    expect(page).not.toContain(WRONG);
  });

  it('has made the window complain about nothing', () => {
    expect(mailramp.said.filter((line) => line.startsWith('error:') || line.startsWith('warning:'))).toEqual([]);
  });
});
