import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentFor, contrast, hexOf, paint, type Rgb, rgbFrom, rgbOf } from '../../../renderer/app/accent.ts';

const TOKENS = readFileSync(path.resolve(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8');

const colourOf = (text: string): Rgb => {
  const hex = rgbOf(text);
  if (hex !== undefined) return hex;
  const [lightness = 0, chroma = 0, hue = 0] = [...text.matchAll(/[\d.]+/g)].map(([digits]) => Number(digits));
  const angle = (hue * Math.PI) / 180;
  return rgbFrom({ lightness, a: chroma * Math.cos(angle), b: chroma * Math.sin(angle) });
};

/** Both schemes of a token. */
function token(name: string): Record<'light' | 'dark', Rgb> {
  const line = new RegExp(`--${name}: (.*);`).exec(TOKENS)?.[1] ?? '';
  const [light = '', dark = ''] = line.replace(/^.*light-dark\(/, '').match(/#[0-9a-f]{6}|oklch\([^)]*\)/g) ?? [];
  return { light: colourOf(light), dark: colourOf(dark) };
}

const read = (hex: string): Rgb => {
  const rgb = rgbOf(hex);
  if (rgb === undefined) throw new Error(`No colour: ${hex}`);
  return rgb;
};

const GROUNDS = ['surface', 'surface-raised', 'surface-sunken', 'surface-hover'].map(token);
const colour = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  .map(([red = 0, green = 0, blue = 0]): Rgb => [red / 255, green / 255, blue / 255]);

describe.each(['light', 'dark'] as const)('the accent of the %s scheme', (scheme) => {
  it('is readable with text on it, and as text and edge on every ground, whatever the company wished for', () => {
    fc.assert(
      fc.property(colour, (wished) => {
        const { accent, hover, soft, onAccent } = accentFor(wished, scheme);
        for (const under of [accent, hover]) expect(contrast(read(onAccent), read(under))).toBeGreaterThanOrEqual(4.5);
        for (const ground of [...GROUNDS.map((one) => one[scheme]), read(soft)]) {
          expect(contrast(read(accent), ground)).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves text on its ground readable', () => {
    const [text, quiet] = [token('text')[scheme], token('text-quiet')[scheme]];
    fc.assert(
      fc.property(colour, (wished) => {
        const soft = read(accentFor(wished, scheme).soft);
        expect(contrast(text, soft)).toBeGreaterThanOrEqual(7);
        expect(contrast(quiet, soft)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('answers the pointer with another colour', () => {
    fc.assert(
      fc.property(colour, (wished) => {
        const { accent, hover } = accentFor(wished, scheme);
        expect(hover).not.toBe(accent);
      }),
    );
  });
});

it('keeps a colour that needs no repair', () => {
  expect(accentFor(read('#0b4f6c'), 'light').accent).toBe('#0b4f6c');
  expect(accentFor(read('#ffd54a'), 'dark').accent).toBe('#ffd54a');
});

it('stands under the tokens and changes nothing for what is no colour', () => {
  const root = document.createElement('div');
  paint(root, 'red; } *');
  expect(root.getAttribute('style')).toBeNull();
  paint(root, '#ff0000');
  expect(root.style.getPropertyValue('--company-accent')).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/);
  for (const name of ['accent', 'accent-hover', 'accent-soft', 'on-accent']) expect(TOKENS).toContain(`--${name}: var(--company-${name}, `);
});

it('reads and writes every colour alike', () => {
  fc.assert(
    fc.property(colour, (one) => {
      expect(rgbOf(hexOf(one))).toEqual(one);
    }),
  );
});
