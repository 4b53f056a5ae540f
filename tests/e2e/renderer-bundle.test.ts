import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SCENE_IDS } from '../../electron/core/model/walkthrough.ts';
import { NAMESPACES } from '../../renderer/app/texts.ts';
import { SCRIPTS } from '../../renderer/bridge/stories/scripts.ts';
import { buildWindow } from './gallery/gallery.ts';

const BUDGET = 200_000;
/** The player with what it needs beyond the window, loaded with the first walkthrough. */
const PLAYER_BUDGET = 16_000;
/** A scene in one language, its drawings shared with others included. */
const SCENE_BUDGET = 12_000;

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]), dynamicImports: z.array(z.string()).default([]) }),
);
type Manifest = z.infer<typeof manifestSchema>;

/** Where a walkthrough begins: nothing behind these is loaded before a person looks at one. */
const isWalkthrough = (key: string): boolean => key.startsWith('steps/walkthrough/');

/** Everything that is loaded with a chunk; what it may load later only where `later` says so. */
function loadedWith(manifest: Manifest, key: string, later: (key: string) => boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  const { imports = [], dynamicImports = [] } = manifest[key] ?? {};
  for (const next of [...imports, ...dynamicImports.filter(later)]) loadedWith(manifest, next, later, seen);
  return seen;
}

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
  const weightOf = (name: string): number => gzipSync(files.find((file) => file.name === name)?.text ?? '').length;
  const manifest = (): Manifest => manifestSchema.parse(JSON.parse(files.find(({ name }) => name === 'manifest.json')?.text ?? ''));
  const sum = (keys: Iterable<string>): number => {
    const chunks = manifest();
    return [...keys].reduce((total, key) => total + weightOf(chunks[key]?.file ?? ''), 0);
  };
  const startOf = (chunks: Manifest): Set<string> => loadedWith(chunks, 'index.html', (key) => !isWalkthrough(key));

  it('weighs no more than 200 kB before a walkthrough is looked at, compressed, in the language that weighs most', () => {
    const chunks = manifest();
    const start = startOf(chunks);
    expect([...start].filter((key) => key.startsWith('scenes/'))).toEqual([]);
    // A catalogue comes once in each language; a window loads the heavier or the lighter of the two, never both.
    const catalogues = NAMESPACES.map((namespace) => [...start].filter((key) => key.endsWith(`/${namespace}.json`)));
    expect(catalogues.map((languages) => languages.length)).toEqual(NAMESPACES.map(() => 2));
    const lighter = catalogues.reduce(
      (total, languages) => total + Math.min(...languages.map((key) => weightOf(chunks[key]?.file ?? ''))),
      0,
    );
    expect(sum(start) - lighter).toBeLessThanOrEqual(BUDGET);
  });

  it('loads the player, and each walkthrough by itself, when somebody looks', () => {
    const chunks = manifest();
    const start = startOf(chunks);
    const beyond = (key: string): string[] => [...loadedWith(chunks, key, () => false)].filter((one) => !start.has(one));
    const player = new Set(Object.keys(chunks).filter(isWalkthrough).flatMap(beyond));
    expect(player.size).toBeGreaterThan(1);
    expect(sum(player)).toBeLessThanOrEqual(PLAYER_BUDGET);
    const scenes = SCENE_IDS.filter((id) => chunks[`scenes/${id}/scene.ts`] !== undefined);
    expect(scenes.length).toBeGreaterThanOrEqual(14);
    for (const id of scenes) {
      const own = [...beyond(`scenes/${id}/scene.ts`), ...Object.keys(chunks).filter((key) => key.endsWith(`/de/scenes/${id}.json`))];
      expect([id, sum(own) <= SCENE_BUDGET]).toEqual([id, true]);
    }
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
