import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NAMESPACES } from '../../renderer/app/texts.ts';
import { SCRIPTS } from '../../renderer/bridge/stories/scripts.ts';
import { buildWindow } from './gallery/gallery.ts';

const BUDGET = 200_000;

let folder: string;
let files: { name: string; text: string }[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mailramp-window-'));
  await buildWindow('production', folder);
  files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, text: readFileSync(path.join(entry.parentPath, entry.name), 'utf8') }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('The window that is released', () => {
  it('weighs no more than 200 kB, compressed, in the language that weighs most', () => {
    const weights = files.filter(({ name }) => name.endsWith('.js')).map(({ name, text }) => ({ name, weight: gzipSync(text).length }));
    const sum = (chosen: typeof weights): number => chosen.reduce((total, { weight }) => total + weight, 0);
    // A catalogue comes once in each language; a window loads the heavier or the lighter of the two, never both.
    const catalogues = NAMESPACES.map((namespace) => weights.filter(({ name }) => name.startsWith(`${namespace}-`)));
    expect(catalogues.map((languages) => languages.length)).toEqual(NAMESPACES.map(() => 2));
    const lighter = catalogues.reduce((total, languages) => total + Math.min(...languages.map(({ weight }) => weight)), 0);
    expect(sum(weights) - lighter).toBeLessThanOrEqual(BUDGET);
  });

  it('knows nothing of the played other side', () => {
    const marks = ['K7M-4QX', 'firma.example/SOGo', ...Object.keys(SCRIPTS).filter((story) => story.startsWith('held-'))];
    for (const { name, text } of files.filter((file) => !file.text.includes('"window"'))) {
      for (const mark of marks) expect([name, mark, text.includes(mark)]).toEqual([name, mark, false]);
    }
  });

  it('has no code, style or handler of its own in the page, and loads nothing from elsewhere', () => {
    const html = files.find(({ name }) => name === 'index.html')?.text ?? '';
    expect(html).toContain('<script type="module"');
    expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|https?:\/\//);
    for (const { text } of files.filter(({ name }) => name.endsWith('.css'))) expect(text).not.toMatch(/@import|url\(/);
  });
});
