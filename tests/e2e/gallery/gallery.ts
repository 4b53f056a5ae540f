import react from '@vitejs/plugin-react';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type CDPSession, type Page } from 'playwright-core';
import { build } from 'vite';
import { withoutJsonSchema } from '../../../build/window/without-json-schema.ts';
import { electronProgram, environment, root } from '../launch.ts';

/** Builds the window; every mode but `production` brings the played other side with it. */
export async function buildWindow(mode: 'production' | 'photographs', outDir: string): Promise<void> {
  // Vitest's own environment would make React the one for development, which is slower and larger.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: false,
      root: path.join(root, 'renderer'),
      base: './',
      mode,
      logLevel: 'error',
      plugins: [react(), withoutJsonSchema()],
      build: { outDir, emptyOutDir: true, target: 'chrome130', modulePreload: false, manifest: 'manifest.json' },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

async function buildShell(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      ssr: true,
      target: 'node20',
      rollupOptions: {
        input: { shell: path.join(root, 'tests/e2e/gallery/shell.ts') },
        external: ['electron', /^node:/],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
}

export const SIZES = {
  '920': { width: 920, height: 640, scale: 1 },
  '720': { width: 720, height: 540, scale: 1 },
  /** 920 × 640 at 200 % zoom, as the page sees it. */
  zoom: { width: 460, height: 320, scale: 2 },
} as const;
export type Size = keyof typeof SIZES;

export const THEMES = ['light', 'dark', 'forced'] as const;
export type Theme = (typeof THEMES)[number];

export interface Gallery {
  page: Page;
  /** What the page complained about, and what its policy forbade. */
  complaints: string[];
  visit(story: string, locale: 'en' | 'de', more?: string): Promise<void>;
  look(theme: Theme, size: Size): Promise<void>;
  photograph(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the played window inside Electron. */
export async function openGallery(): Promise<Gallery> {
  const out = path.join(root, 'out');
  const folder = path.join(out, 'renderer-photographs');
  const home = mkdtempSync(path.join(tmpdir(), 'mailramp-gallery-'));
  await buildWindow('photographs', folder);
  await buildShell(path.join(out, 'gallery'));
  const app = await _electron.launch({
    executablePath: electronProgram,
    args: [path.join(out, 'gallery', 'shell.mjs'), `--user-data-dir=${home}`, `--gallery=${folder}`],
    env: environment(home),
    timeout: 30_000,
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('load');
  const devtools = await page.context().newCDPSession(page);
  return {
    page,
    complaints,
    visit: async (story, locale, more = '') => {
      await page.goto(`mailramp://app/index.html?story=${story}&locale=${locale}&pace=0${more}`);
      await page.locator('h1').waitFor();
    },
    look: (theme, size) => look(page, devtools, theme, size),
    photograph: async (file) => {
      mkdirSync(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    },
    close: async () => {
      await app.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function look(page: Page, devtools: CDPSession, theme: Theme, size: Size): Promise<void> {
  const { width, height, scale } = SIZES[size];
  await page.emulateMedia({
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false });
}
