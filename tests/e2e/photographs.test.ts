import axe from 'axe-core';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Gallery, openGallery, SIZES, type Size, type Theme, THEMES } from './gallery/gallery.ts';
import { PAGES, show } from './gallery/pages.ts';
import { root } from './launch.ts';

const FOLDER = path.join(root, 'out', 'photographs');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const sizes = z.array(z.enum(['920', '720', 'zoom'])).parse(Object.keys(SIZES));

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(() => gallery.close());

const found = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }));

/** What axe finds; with forced colours the system answers for contrast. Drawn screens have the colours of other programs, and are hidden from screen readers. */
async function violations(theme: Theme): Promise<string[]> {
  if ((await gallery.page.evaluate('typeof window.axe')) === 'undefined') await gallery.page.evaluate(axe.source);
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    preload: false,
    rules: theme === 'forced' ? { 'color-contrast': { enabled: false } } : {},
  };
  const result: unknown = await gallery.page.evaluate(
    `axe.run({ exclude: [['[data-picture]']] }, ${JSON.stringify(options)}).then((result) => result.violations)`,
  );
  return found.parse(result).flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
}

/** Whatever is wider than its place, drawn screens of other programs apart, which `walkthroughs.test.ts` measures: a page that scrolls sideways, words that are cut, or something beyond the edge. */
const MISFITS = `(() => {
  const misfits = [];
  if (document.documentElement.scrollWidth > innerWidth) misfits.push('the page scrolls sideways');
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.spoken-only, svg, [data-picture], [data-live-region], input') || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const name = element.tagName + ' ' + element.textContent.slice(0, 60);
    if (style.clipPath !== 'none' || style.position === 'absolute') continue;
    const box = element.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) misfits.push('beyond the edge: ' + name);
    if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) misfits.push('cut: ' + name);
  }
  return misfits;
})()`;

const SETTLED = 2_000;

const structure = z.object({
  main: z.number(),
  h1: z.number(),
  live: z.number(),
  levels: z.array(z.number()),
  lang: z.string(),
  title: z.string(),
});
const STRUCTURE = `({
  main: document.querySelectorAll('main').length,
  h1: document.querySelectorAll('h1').length,
  live: document.querySelectorAll('[aria-live]').length,
  levels: [...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName.slice(1))),
  lang: document.documentElement.lang,
  title: document.title,
})`;

async function photographAll(name: string, locale: 'en' | 'de'): Promise<void> {
  for (const theme of THEMES) {
    for (const size of sizes) {
      await gallery.look(theme, size);
      await gallery.page.evaluate('scrollTo(0, 0)');
      // A picture finds its width a moment after the page has.
      await expect.poll(() => gallery.page.evaluate(MISFITS), { timeout: SETTLED, message: `${theme} ${size}` }).toEqual([]);
      await gallery.photograph(path.join(FOLDER, `${name}-${locale}-${theme}-${size}.png`));
      if (size !== '720') expect([theme, size, await violations(theme)]).toEqual([theme, size, []]);
    }
  }
}

describe('Every page, photographed', () => {
  for (const locale of ['en', 'de'] as const) {
    it.each(Object.keys(PAGES))(`${locale} %s: nothing is cut, axe finds nothing`, async (name) => {
      gallery.complaints.length = 0;
      await show(gallery, name, locale);
      const { levels, ...page } = structure.parse(await gallery.page.evaluate(STRUCTURE));
      expect(page).toMatchObject({ main: 1, h1: 1, live: 1, lang: locale });
      expect(page.title).toMatch(/ – Mailramp$/);
      expect(levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1)).toBe(true);
      await photographAll(name, locale);
      expect(gallery.complaints).toEqual([]);
    });
  }
});

describe('High zoom', () => {
  it.each(['sign-in-long-names', 'done-long-names', 'program', 'by-hand'])(
    '%s can be used: everything is reached by scrolling down alone',
    async (name) => {
      await show(gallery, name, 'de');
      const zoomed: Size = 'zoom';
      await gallery.look('light', zoomed);
      await gallery.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      expect(
        await gallery.page.locator('footer').evaluate((footer) => footer.getBoundingClientRect().bottom <= window.innerHeight + 1),
      ).toBe(true);
    },
  );
});
