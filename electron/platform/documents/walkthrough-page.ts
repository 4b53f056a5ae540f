import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { SceneId, WalkthroughValues } from '../../core/model/walkthrough.ts';

/** What the build lays down for each scene and language; more is in it than is read here. */
const sceneFile = z.looseObject({
  scene: z.looseObject({ id: z.string(), steps: z.array(z.looseObject({ id: z.string() })) }),
  texts: z.looseObject({ title: z.string(), steps: z.record(z.string(), z.object({ caption: z.string(), instruction: z.string() })) }),
  words: z.record(z.string(), z.string()),
});
export type SceneFile = z.infer<typeof sceneFile>;

export interface PageRequest {
  scene: SceneId;
  locale: 'en' | 'de';
  values: WalkthroughValues;
  /** The reader's own unless given. */
  theme?: 'light' | 'dark' | undefined;
}

/** One scene of the build in `folder` (`out/`); undefined while it is not drawn. */
export async function readScene(folder: string, scene: SceneId, locale: 'en' | 'de'): Promise<SceneFile | undefined> {
  const file = path.join(folder, 'scenes', 'data', `${scene}.${locale}.json`);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : sceneFile.parse(JSON.parse(text));
}

/**
 * A walkthrough as one file that needs nothing else: no request ever leaves it, and its policy lets no other code run than
 * the player's own. `folder` is that of the build; undefined while the scene is not drawn.
 */
export async function walkthroughPage(folder: string, request: PageRequest): Promise<string | undefined> {
  const scene = await readScene(folder, request.scene, request.locale);
  if (scene === undefined) return undefined;
  const [script, style] = await Promise.all(['page.js', 'page.css'].map(async (name) => readFile(path.join(folder, 'page', name), 'utf8')));
  return composePage({ script: script ?? '', style: style ?? '', scene, request });
}

export interface PageParts {
  script: string;
  style: string;
  scene: SceneFile;
  request: PageRequest;
}

/** Puts the parts together; whatever the values hold stays text. */
export function composePage({ script, style, scene, request: { locale, values, theme } }: PageParts): string {
  const code = inScript(script);
  const look = style.replaceAll('</', '<\\/');
  const data = jsonInScript({ ...scene, values, locale, ...(theme === undefined ? {} : { theme }) });
  const { title, steps } = scene.texts;
  const policy = `default-src 'none'; script-src '${digest(code)}'; style-src '${digest(look)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const items = scene.scene.steps.map(({ id }) => `<li>${escaped(filled(steps[id]?.instruction ?? '', values))}</li>`);
  return [
    '<!doctype html>',
    `<html lang="${locale}"${theme === undefined ? '' : ` data-theme="${theme}"`}>`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    // Tells the component library that its one rule is already in the style sheet.
    '<meta id="react-aria-pressable-style">',
    '<link rel="icon" href="data:,">',
    `<title>${escaped(title)}</title>`,
    `<style>${look}</style>`,
    '</head>',
    '<body>',
    `<main id="walkthrough"><h1>${escaped(title)}</h1><ol>${items.join('')}</ol></main>`,
    `<script type="application/json" id="data">${data}</script>`,
    `<script>${code}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Source of a Content Security Policy for an inline element (CSP3 section 2.3.1). */
const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Inside a script element only these two could end or change it (HTML section 4.12.1.3); in code both stand in strings or patterns. */
const inScript = (code: string): string => code.replace(/<(?=\/script|!--)/gi, '\\x3C');

const jsonInScript = (value: object): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** The reader's values where a text names them; the same as in the pictures. */
export const filled = (text: string, values: WalkthroughValues): string => {
  const named = new Map<string, string>(Object.entries(values));
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => named.get(name) ?? whole);
};
