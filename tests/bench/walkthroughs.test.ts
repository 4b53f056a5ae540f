import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Display, openDisplay } from '../../electron/cli/film/display.ts';
import { completeValues } from '../../electron/core/model/walkthrough-values.ts';
import { launch, root } from '../e2e/launch.ts';
import { readGif } from '../fakes/gif-reader.ts';
import { median, Table, timed } from './table.ts';

const SCENES = ['outlook-2016-imap', 'thunderbird', 'iphone-exchange'] as const;
/** A sixtieth of a second, and what an animation of twenty seconds may take and weigh. */
const FRAME = 1000 / 60;
const TWENTY_SECONDS = 20_000;
const GIF_TIME = 10_000;
const GIF_BYTES = 1_000_000;

const run = promisify(execFile);
const table = new Table('walkthroughs');
let display: Display | undefined;
let folder: string;

beforeAll(async () => {
  display = await openDisplay((name) => process.env[name]);
  Object.assign(process.env, display?.env);
  folder = mkdtempSync(path.join(tmpdir(), 'mailramp-film-bench-'));
});

afterAll(() => {
  display?.close();
  rmSync(folder, { recursive: true, force: true });
  table.write();
});

/** Lays out one moment after the other, a sixtieth of a second apart, and tells how long each took. */
const DRAW = `(() => {
  const took = [];
  for (let time = 0; time < Math.min(window.film.length, 10000); time += 1000 / 60) {
    const begun = performance.now();
    window.film.draw(time);
    document.body.getBoundingClientRect();
    took.push(performance.now() - begun);
  }
  return took;
})()`;

describe('a walkthrough', () => {
  it('is drawn sixty times a second with time to spare', async () => {
    const launched = await launch();
    try {
      await launched.page.goto('mailramp://app/film.html');
      for (const scene of SCENES) {
        const request = { scene, locale: 'de', theme: 'light', values: completeValues({}), width: 749, caption: true };
        await launched.page.evaluate(`window.openFilm(${JSON.stringify(request)})`);
        const took = z.array(z.number()).parse(await launched.page.evaluate(DRAW));
        table.row(`${scene}, one picture`, median(took), FRAME, 0.5);
        expect(median(took) / FRAME).toBeLessThanOrEqual(0.5);
      }
    } finally {
      await launched.close();
    }
  });

  it.each(SCENES)('becomes an animation soon enough, and a small one: %s', async (scene) => {
    const file = path.join(folder, `${scene}.gif`);
    const args = [path.join(root, 'out/cli/mailramp.js'), 'walkthrough', scene, '--format', 'gif', '--out', file, '--locale', 'en'];
    const took = await timed(() => run(process.execPath, args));
    const length = lengthOf(file);
    const share = length / TWENTY_SECONDS;
    table.row(`${scene}, ${Math.round(length / 1000)} s of GIF`, took, GIF_TIME * share, 1);
    expect(took / (GIF_TIME * share)).toBeLessThanOrEqual(1);
    expect(statSync(file).size / share).toBeLessThanOrEqual(GIF_BYTES);
  });
});

function lengthOf(file: string): number {
  return readGif(readFileSync(file)).frames.reduce((sum, { delay }) => sum + delay, 0);
}
