import type { Outcome } from '../../core/model/outcome.ts';
import { succeeded } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import { completeValues } from '../../core/model/walkthrough-values.ts';
import { SCENE_IDS, type SceneId, walkthroughValues, type WalkthroughValues } from '../../core/model/walkthrough.ts';
import type { Given } from '../arguments.ts';
import { badValue, oneOf, usage } from '../call.ts';
import { closestTo } from './closest.ts';

export const FILM_FORMATS = ['gif', 'steps', 'html'] as const;
export type FilmFormat = (typeof FILM_FORMATS)[number];

/** A walkthrough as it was asked for. */
export interface Wanted {
  scene: SceneId;
  format: FilmFormat;
  out: string;
  theme: 'light' | 'dark' | undefined;
  /** Pixels; the height follows from it. */
  width: number;
  values: WalkthroughValues;
}

const FULL = { width: 749, height: 533 };
const NARROWEST = 160;
const WIDEST = 2247;
const KEYS = Object.keys(walkthroughValues.shape);
const SECRET = /pass|pwd|kennwort|secret|pin$/i;

/** Understands `walkthrough SCENE …` whole or not at all; `pattern` is the company's name for new Outlook profiles. */
export function wantedBy(given: Given, pattern: string | undefined): Outcome<Wanted, Problem> {
  const scene = sceneOf(given.arguments[0]);
  if (!scene.ok) return scene;
  const [asked, second] = given.all('format');
  if (second !== undefined) return usage('given-twice', { option: '--format' });
  const format = FILM_FORMATS.find((one) => one === asked);
  if (asked === undefined) return usage('missing-option', { option: '--format' });
  if (format === undefined) return badValue('format', asked, FILM_FORMATS.join(', '));
  const out = given.text('out');
  if (out === undefined) return usage('missing-option', { option: '--out' });
  if (out === '-' && format === 'steps') return badValue('out', out, 'FOLDER');
  if (out === '-' && given.has('json')) return usage('not-together', { option: '--out -', other: '--json' });
  if (format === 'html' && given.has('size')) return usage('not-together', { option: '--size', other: '--format html' });
  const width = widthOf(given.text('size'));
  const theme = oneOf(given, 'theme', ['light', 'dark']);
  const values = valuesOf(given.all('set'), pattern);
  if (!width.ok) return width;
  if (!theme.ok) return theme;
  if (!values.ok) return values;
  return succeeded({ scene: scene.value, format, out, theme: theme.value, width: width.value, values: values.value });
}

function sceneOf(given: string | undefined): Outcome<SceneId, Problem> {
  if (given === undefined) return usage('missing-argument', { argument: 'SCENE' });
  const scene = SCENE_IDS.find((id) => id === given);
  return scene === undefined ? unknown('scene', given, SCENE_IDS) : succeeded(scene);
}

/** With the names that are most like it; with all of them when none is. */
export function unknown(
  what: 'scene' | 'value',
  given: string,
  names: readonly string[],
): { readonly ok: false; readonly problem: Problem } {
  const closest = closestTo(given, names);
  return usage(`unknown-${what}`, { given: given.slice(0, 40), names: (closest.length === 0 ? names : closest).join(', ') });
}

/** The largest picture that fits into WIDTHxHEIGHT. */
function widthOf(size: string | undefined): Outcome<number, Problem> {
  if (size === undefined) return succeeded(FULL.width);
  const [, width = '0', height = '0'] = /^(\d{2,5})[x×](\d{2,5})$/i.exec(size) ?? [];
  const fitting = Math.floor(Math.min(Number(width), (Number(height) * FULL.width) / FULL.height));
  // A rounded height must not cost a pixel of the width: 749x533 is the full size.
  const exact = Math.round((Number(width) * FULL.height) / FULL.width) <= Number(height) ? Number(width) : fitting;
  return exact >= NARROWEST && exact <= WIDEST ? succeeded(exact) : badValue('size', size, `${NARROWEST}x114 … ${WIDEST}x1599`);
}

function valuesOf(settings: readonly string[], pattern: string | undefined): Outcome<WalkthroughValues, Problem> {
  const given = new Map<string, string>();
  for (const setting of settings) {
    const at = setting.indexOf('=');
    const key = at < 0 ? setting : setting.slice(0, at);
    // What might be a password is not repeated.
    if (SECRET.test(key)) return usage('no-password-shown');
    if (!KEYS.includes(key)) return unknown('value', key, KEYS);
    if (at < 0) return badValue('set', setting, `${key}=…`);
    if (given.has(key)) return usage('given-twice', { option: `--set ${key}=` });
    given.set(key, setting.slice(at + 1));
  }
  const parsed = walkthroughValues.partial().safeParse(Object.fromEntries(given));
  if (parsed.success) return succeeded(completeValues(parsed.data, pattern));
  const [issue] = parsed.error.issues;
  const longest = issue?.code === 'too_big' ? String(issue.maximum) : '';
  return badValue('set', `${String(issue?.path[0] ?? '')}=…`, `≤ ${longest}`);
}
