import { createHash } from 'node:crypto';
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SCENE_IDS, type SceneId, type WalkthroughValues } from '../../electron/core/model/walkthrough.ts';
import { completeValues } from '../../electron/core/model/walkthrough-values.ts';
import { drawnScenes } from '../../renderer/scenes/catalogue.ts';
import { launch, type Launched } from './launch.ts';

const SIZE = { width: 749, height: 533 };
const LOOKS = (['en', 'de'] as const).flatMap((locale) => (['light', 'dark'] as const).map((theme) => ({ locale, theme })));
const VALUES = completeValues({ email: 'anna@firma.example', name: 'Anna Berg' });
/** As long as names get: an address of 60 letters, and German ones. */
const LONG = completeValues({
  email: `donaudampfschifffahrtsgesellschaft.kapitaen@${'reederei-'.repeat(1)}firma.example`,
  name: 'Dr. Friederike-Wilhelmine von Hohenstein-Oberammergau',
  server: 'posteingangsserver.donaudampfschifffahrtsgesellschaft.example',
});

let launched: Launched;
let devtools: CDPSession;

beforeAll(async () => {
  launched = await launch();
  devtools = await launched.page.context().newCDPSession(launched.page);
  await launched.page.goto('mailramp://app/film.html');
});

afterAll(() => launched.close());

const facts = z.object({ length: z.number(), steps: z.array(z.object({ id: z.string(), start: z.number(), end: z.number() })) });
interface Asked {
  scene: SceneId;
  locale: 'en' | 'de';
  theme: 'light' | 'dark';
  values?: WalkthroughValues;
  width?: number;
}

async function openFilm({ values = VALUES, width = SIZE.width, ...asked }: Asked): Promise<z.infer<typeof facts>> {
  const request = JSON.stringify({ ...asked, values, width, caption: true });
  expect(await launched.page.evaluate(`window.openFilm(${request})`)).toEqual({ ok: true });
  return facts.parse(await launched.page.evaluate('JSON.parse(JSON.stringify(window.film))'));
}

const screenshot = z.object({ data: z.string() });

/** A fingerprint of the picture at a moment. */
async function pictureAt(time: number): Promise<string> {
  await launched.page.evaluate(`window.film.draw(${time})`);
  const clip = { x: 0, y: 0, ...SIZE, scale: 1 };
  const taken = screenshot.parse(await devtools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip }));
  return createHash('sha256').update(taken.data).digest('hex');
}

/** The same disorder in every run. */
function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  const drawn = values.map((value, index) => ({ value, key: Math.imul(index + 1 + seed, 2654435761) >>> 0 }));
  return drawn.sort((one, other) => one.key - other.key).map(({ value }) => value);
}

/** Words that are cut without dots, and whatever reaches beyond the picture. */
const MISFITS = `(() => {
  const picture = document.querySelector('[data-picture]');
  const frame = picture.getBoundingClientRect();
  const found = [];
  for (const element of picture.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (words.length === 0 || element.closest('svg')) continue;
    const style = getComputedStyle(element);
    const kept = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && !kept) found.push('cut: ' + element.textContent.slice(0, 60));
    if (kept) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = range.getBoundingClientRect();
    if (box.right > frame.right + 1 || box.left < frame.left - 1) found.push('beyond the picture: ' + element.textContent.slice(0, 60));
  }
  return found;
})()`;

describe.each(drawnScenes())('the walkthrough %s', (scene) => {
  it.each(LOOKS)('is the same picture at a moment, from wherever one comes: $locale, $theme', async ({ locale, theme }) => {
    const { steps } = await openFilm({ scene, locale, theme });
    const times = steps.map(({ end }) => end);
    const forwards = new Map<number, string>();
    for (const time of times) forwards.set(time, await pictureAt(time));
    expect(new Set(forwards.values()).size).toBeGreaterThan(times.length / 2);
    for (const time of shuffled(times, SCENE_IDS.indexOf(scene))) expect([time, await pictureAt(time)]).toEqual([time, forwards.get(time)]);
  });

  it('cuts no word without saying so, with long values, in German, and twice as large', async () => {
    const misfits: string[] = [];
    for (const width of [SIZE.width, SIZE.width * 2]) {
      const { steps } = await openFilm({ scene, locale: 'de', theme: 'light', values: LONG, width });
      for (const { id, end } of steps) {
        await launched.page.evaluate(`window.film.draw(${end})`);
        misfits.push(
          ...z
            .array(z.string())
            .parse(await launched.page.evaluate(MISFITS))
            .map((words) => `${id} ${words}`),
        );
      }
    }
    expect([...new Set(misfits)]).toEqual([]);
  });
});
