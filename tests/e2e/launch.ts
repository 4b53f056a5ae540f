import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { z } from 'zod';

export const root = path.resolve(import.meta.dirname, '../..');

/** Outside Electron its package is the path of the program. */
export const electronProgram = z.string().parse(createRequire(import.meta.url)('electron'));

export interface Launched {
  app: ElectronApplication;
  page: Page;
  /** What the page said on its console, by `type: text`. */
  said: string[];
  /** A home of its own, with everything Mailramp and its window keep. */
  home: string;
  /** For a second program beside it. */
  env: Record<string, string>;
  /** Every file below `home`, as `path` and `text`. */
  written(): { path: string; text: string }[];
  close(): Promise<void>;
}

export interface LaunchOptions {
  args?: readonly string[];
  env?: Record<string, string>;
  /** An existing home folder, kept afterwards; a new one otherwise. */
  home?: string;
}

/** What a program started by a test sees: a home of its own and nothing of this session but the display. */
export function environment(home: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return {
    ...Object.fromEntries(inherited.filter(([name]) => !name.startsWith('XDG_') && name !== 'SSH_CONNECTION')),
    HOME: home,
    LANG: 'en_US.UTF-8',
    // Chromium refuses root its sandbox; an ordinary user's is on.
    ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
  };
}

/** Starts the built Mailramp in a home of its own and waits for its window. */
export async function launch({ args = [], env = {}, home: given }: LaunchOptions = {}): Promise<Launched> {
  const home = given ?? mkdtempSync(path.join(tmpdir(), 'mailramp-home-'));
  if (process.platform === 'linux' && !process.env['DISPLAY'])
    throw new Error('No display: run `npm test -- --only e2e`, which brings one');
  const surroundings = { ...environment(home), ...env };
  const app = await _electron.launch({
    executablePath: electronProgram,
    args: [root, `--user-data-dir=${path.join(home, '.config', 'Mailramp')}`, ...args],
    env: surroundings,
    timeout: 30_000,
  });
  const said: string[] = [];
  const page = await app.firstWindow();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  await page.waitForLoadState('load');
  return {
    app,
    page,
    said,
    home,
    env: surroundings,
    written: () => filesBelow(home),
    async close() {
      await app.close();
      if (given === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function filesBelow(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ path: file, text: readFileSync(file, 'latin1') }));
}

/** Calls main as the page does; rejects with the reason when main refuses. */
export function callFrom(page: Page, name: string, input: unknown, id = `test-${++calls}`): Promise<unknown> {
  return page.evaluate(`window.mailramp.call(${JSON.stringify(name)}, ${JSON.stringify(id)}, ${JSON.stringify(input)})`);
}

let calls = 0;
