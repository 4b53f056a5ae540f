import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readGif } from '../fakes/gif-reader.ts';
import { callFrom, launch, type Launched, root } from './launch.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>\u2028"\'&';
const run = promisify(execFile);
let folder: string;

const mailramp = (...args: string[]): Promise<{ stdout: string }> =>
  run(process.execPath, [path.join(root, 'out/cli/mailramp.js'), 'walkthrough', ...args], { env: { ...process.env, LANG: 'en_GB.UTF-8' } });

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mailramp-walkthrough-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const steps = z.object({
  title: z.string(),
  steps: z.array(z.object({ picture: z.string(), caption: z.string(), instruction: z.string() })),
});

describe('A walkthrough from the command line', () => {
  it('as an animation repeats for ever and ends with the last picture, as far as its colours go', async () => {
    const wanted = ['thunderbird', '--set', 'email=anna@firma.example', '--size', '400x400'];
    await mailramp(...wanted, '--format', 'gif', '--out', at('anna.gif'));
    await mailramp(...wanted, '--format', 'steps', '--out', at('anna'));
    const gif = readGif(readFileSync(at('anna.gif')));
    expect(gif).toMatchObject({ width: 400, height: 285, repeat: 0 });
    expect(gif.frames.length).toBeGreaterThan(40);
    expect(gif.frames.every(({ delay }) => delay >= 20)).toBe(true);
    const told = steps.parse(JSON.parse(readFileSync(at('anna/steps.json'), 'utf8')));
    const { data } = PNG.sync.read(readFileSync(path.join(folder, 'anna', told.steps.at(-1)?.picture ?? '')));
    const far = [...gif.last].filter((colour, pixel) =>
      [16, 8, 0].some((shift, channel) => Math.abs(((colour >> shift) & 0xff) - (data[pixel * 4 + channel] ?? 0)) > 40),
    );
    expect(far.length / gif.last.length).toBeLessThan(0.003);
  });

  it('as pictures is numbered, and has its words beside it', async () => {
    const told = steps.parse(JSON.parse(readFileSync(at('anna/steps.json'), 'utf8')));
    expect(readdirSync(at('anna')).sort()).toEqual([...told.steps.map(({ picture }) => picture), 'steps.json']);
    expect(told.steps[0]?.picture).toMatch(/^01-[a-z-]+\.png$/);
    expect(told.steps.map(({ instruction }) => instruction).join(' ')).toContain('anna@firma.example');
    expect(PNG.sync.read(readFileSync(path.join(folder, 'anna', told.steps[0]?.picture ?? '')))).toMatchObject({ width: 400, height: 285 });
  });

  it('lists all of them, and says which one may have been meant', async () => {
    const { scenes } = z
      .object({ scenes: z.array(z.object({ id: z.string(), title: z.string() })) })
      .parse(JSON.parse((await mailramp('--list', '--json')).stdout));
    expect(scenes.length).toBeGreaterThanOrEqual(14);
    const refused: unknown = await mailramp('thunderbrid', '--format', 'html', '--out', at('x')).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 2 });
    expect(String(refused instanceof Error && 'stderr' in refused ? refused.stderr : '')).toContain('thunderbird');
    await expect(mailramp('thunderbird', '--set', 'password=x', '--format', 'html', '--out', at('x'))).rejects.toMatchObject({ code: 2 });
  });
});

describe('A walkthrough as one page', () => {
  let launched: Launched;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    await mailramp(
      'iphone-exchange',
      '--set',
      `name=${HOSTILE}`,
      '--set',
      `email=${HOSTILE}@firma.example`,
      '--format',
      'html',
      '--out',
      at('page.html'),
    );
    launched = await launch();
    const opened = launched.app.waitForEvent('window');
    await launched.app.evaluate(({ BrowserWindow }, file) => {
      const window = new BrowserWindow({ show: false, width: 900, height: 900, webPreferences: { partition: 'a-browser' } });
      void window.loadFile(file);
    }, at('page.html'));
    page = await opened;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => (/^(file|data):/.test(request.url()) ? undefined : complaints.push(request.url())));
    await page.reload();
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  afterAll(() => launched.close());

  it('is also saved from the window, as are animation and pictures', async () => {
    for (const [format, out] of [
      ['gif', 'window.gif'],
      ['html', 'window.html'],
      ['steps', 'window'],
    ] as const) {
      await launched.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, at(out));
      const asked = { scene: 'thunderbird', format, address: 'bert@firma.example', fullName: '' };
      expect(await callFrom(launched.page, 'saveWalkthrough', asked)).toEqual({ ok: true, value: { saved: true, path: at(out) } });
    }
    expect(readGif(readFileSync(at('window.gif')))).toMatchObject({ width: 749, height: 533, repeat: 0 });
    expect(readFileSync(at('window.html'), 'utf8')).toContain('bert@firma.example');
    expect(readdirSync(at('window'))).toContain('steps.json');
  });

  it('refers to nothing outside, and takes hostile values for the words they are', async () => {
    const html = readFileSync(at('page.html'), 'utf8');
    expect(html).not.toMatch(/<(script|link|img|iframe)[^>]*\s(src|href)="(?!data:,")/);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('main').textContent()).toContain('</script><img src=x onerror=alert(1)>');
    expect(complaints).toEqual([]);
  });

  it('plays, and goes by keyboard', async () => {
    const picture = page.getByRole('group').first();
    const first = await picture.getAttribute('aria-label');
    await picture.focus();
    await page.keyboard.press('ArrowRight');
    expect(await picture.getAttribute('aria-label')).toMatch(/^Step 2 of/);
    await page.keyboard.press('Home');
    expect(await picture.getAttribute('aria-label')).toBe(first);
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('stands still for whoever wants less motion, and prints every step with its words', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Play' }).waitFor({ state: 'detached' });
    const list = page.locator('ol.printed > li');
    expect(await list.first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    const told = await list.count();
    expect(told).toBeGreaterThan(5);
    for (let step = 0; step < told; step += 1) expect(await list.nth(step).locator('[data-picture]').isVisible()).toBe(true);
    expect(await page.getByRole('group').first().isVisible()).toBe(false);
  });
});
