import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callFrom, electronProgram, launch, type Launched, root } from './launch.ts';

const trailOf = (launched: Launched): string => launched.written().find(({ path: file }) => file.endsWith('trail.log'))?.text ?? '';

describe('The window', () => {
  let mailramp: Launched;
  beforeAll(async () => {
    mailramp = await launch({ args: ['--address', 'anna@firma.example', '--name=Anna Schmidt', '--details', '--locale', 'de'] });
  });
  afterAll(() => mailramp.close());

  it('opens in its size, without a menu, and cannot be made too small', async () => {
    await mailramp.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((done) => {
          const [window] = BrowserWindow.getAllWindows();
          if (window === undefined || window.isVisible()) done();
          else window.once('show', () => done());
        }),
    );
    const facts = await mailramp.app.evaluate(({ BrowserWindow, Menu }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        size: window.getSize(),
        smallest: window.getMinimumSize(),
        visible: window.isVisible(),
        menu: window.isMenuBarVisible() && Menu.getApplicationMenu() === null,
      })),
    );
    expect(facts).toEqual([{ size: [920, 640], smallest: [720, 540], visible: true, menu: false }]);
  });

  it('hears on the first page what helpdesk said on the command line', async () => {
    expect(await callFrom(mailramp.page, 'start', {})).toMatchObject({
      version: '0.1.0',
      locale: 'de',
      demo: false,
      details: true,
      prefill: { address: 'anna@firma.example', fullName: 'Anna Schmidt' },
    });
  });

  it('is named after its step by main, never by the page', async () => {
    const title = (): Promise<string | undefined> =>
      mailramp.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    // The page names its own first step once it stands.
    await expect.poll(title, { timeout: 10_000 }).toBe('Schritt 1 von 5: Adresse – Mailramp');
    await callFrom(mailramp.page, 'nameStep', { title: 'Schritt 4 von 5: Anmelden – Mailramp' });
    await mailramp.page.evaluate(`document.title = 'Your bank'`);
    expect(await title()).toBe('Schritt 4 von 5: Anmelden – Mailramp');
  });

  it('comes to the front when Mailramp is started again, and the second one ends', async () => {
    await mailramp.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const second = spawn(electronProgram, [root, `--user-data-dir=${path.join(mailramp.home, '.config', 'Mailramp')}`], {
      env: mailramp.env,
      stdio: 'ignore',
    });
    await once(second, 'exit');
    expect(second.exitCode).toBe(0);
    const visible = await mailramp.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
    expect(visible).toEqual([true]);
  });

  it('leaves a trail that names nobody', () => {
    expect(trailOf(mailramp)).toContain('"event":"window-shown"');
    expect(trailOf(mailramp)).not.toContain('anna@');
  });
});

describe('A page that crashes', () => {
  it('is loaded anew from its first step, once; the second time Mailramp ends', async () => {
    const mailramp = await launch();
    const closed = mailramp.app.waitForEvent('close');
    const again = await mailramp.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) return undefined;
      // The first load may still be ending: only what is loaded after the crash counts.
      const loaded = new Promise<void>((done) => {
        window.webContents.once('render-process-gone', () => window.webContents.once('did-finish-load', () => done()));
      });
      window.webContents.forcefullyCrashRenderer();
      await loaded;
      const answered: unknown = await window.webContents.executeJavaScript(`window.mailramp.call('start', 'again', {})`);
      return { url: window.webContents.getURL(), answered: typeof answered };
    });
    expect(again).toEqual({ url: 'mailramp://app/index.html', answered: 'object' });
    await mailramp.app.evaluate(({ BrowserWindow }) => {
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), 0);
    });
    await closed;
    expect(trailOf(mailramp)).toContain('"crashes":2');
    await mailramp.close();
  });
});
