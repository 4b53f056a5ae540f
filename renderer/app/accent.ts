/** sRGB, each from 0 to 1. */
export type Rgb = readonly [number, number, number];

export const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** `#rrggbb`; undefined for anything else. */
export function rgbOf(hex: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (match === null) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => Number.parseInt(part, 16) / 255);
  return [red, green, blue];
}

const linear = (part: number): number => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const encoded = (part: number): number => (part <= 0.003_130_8 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** Relative luminance (WCAG 2.2). */
export const luminance = ([red, green, blue]: Rgb): number => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** Contrast ratio (WCAG 2.2), from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

interface Oklab {
  lightness: number;
  a: number;
  b: number;
}

function oklabOf(rgb: Rgb): Oklab {
  const [red, green, blue] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const l = Math.cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
  const m = Math.cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue);
  const s = Math.cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
  return {
    lightness: 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
    a: 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
    b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
  };
}

const clamp = (part: number): number => Math.min(1, Math.max(0, part));

/** Oklab (CSS Color 4 section 9) in sRGB, cut to what a screen can show. */
export function rgbFrom({ lightness, a, b }: Oklab): Rgb {
  const l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b) ** 3;
  const m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b) ** 3;
  const s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b) ** 3;
  return [
    clamp(encoded(clamp(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s))),
    clamp(encoded(clamp(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s))),
    clamp(encoded(clamp(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s))),
  ];
}

/** The same hue and strength of colour at another lightness. */
function atLightness(colour: Oklab, lightness: number): Rgb {
  // Colour fades towards white and black, where there is no room for it.
  const room = Math.min(1, Math.min(lightness, 1 - lightness) / Math.max(0.01, Math.min(colour.lightness, 1 - colour.lightness)));
  return shown(rgbFrom({ lightness, a: colour.a * room, b: colour.b * room }));
}

/** In the steps of a screen: contrast is measured on what is seen. */
const shown = (rgb: Rgb): Rgb => rgbOf(hexOf(rgb)) ?? rgb;

/** The colours of one scheme, as `#rrggbb`. */
export interface Accent {
  accent: string;
  /** Under the pointer. */
  hover: string;
  /** A breath of it, as ground for what is chosen. */
  soft: string;
  /** Text on the accent. */
  onAccent: string;
}

interface Scheme {
  /** The ground of `tokens.css` that is nearest to an accent, so that every other is farther from it. */
  ground: Rgb;
  onAccent: string;
  softLightness: number;
  /** Where lightness goes when contrast is too weak. */
  direction: 1 | -1;
}

const SCHEMES: Readonly<Record<'light' | 'dark', Scheme>> = {
  light: { ground: [0.894, 0.929, 0.937], onAccent: '#ffffff', softLightness: 0.945, direction: -1 },
  dark: { ground: [0.14, 0.18, 0.19], onAccent: '#0b1112', softLightness: 0.3, direction: 1 },
};

/** An accent is text, too: on tiles and numbers. */
const TEXT = 4.5;
const STEP = 0.01;
const HOVER = 0.06;

/**
 * The accent of one scheme: as near to the wished colour as contrast lets it, text on it and itself on every ground at
 * least 4.5 : 1 (WCAG 2.2, 1.4.3), which is more than the 3 : 1 of controls. Lightness alone is changed.
 */
export function accentFor(wished: Rgb, scheme: 'light' | 'dark'): Accent {
  const { ground, onAccent, softLightness, direction } = SCHEMES[scheme];
  const colour = oklabOf(wished);
  const soft = softOf(colour, softLightness);
  const isGood = (candidate: Rgb): boolean =>
    [ground, soft].every((one) => contrast(candidate, one) >= TEXT && isBeyond(candidate, one, direction));
  let { lightness } = colour;
  let accent = atLightness(colour, lightness);
  while (!isGood(accent) && lightness > 0 && lightness < 1) {
    lightness = clamp(lightness + STEP * direction);
    accent = atLightness(colour, lightness);
  }
  // Farther from the grounds and the text; only at the end of the scale there is no farther.
  const farther = lightness + HOVER * direction;
  const hover = atLightness(colour, farther < 0 || farther > 1 ? lightness - 2 * HOVER * direction : farther);
  return { accent: hexOf(accent), hover: hexOf(hover), soft: hexOf(soft), onAccent };
}

/** Darker than a light ground, lighter than a dark one. */
const isBeyond = (candidate: Rgb, ground: Rgb, direction: 1 | -1): boolean => (luminance(candidate) - luminance(ground)) * direction > 0;

function softOf({ a, b }: Oklab, lightness: number): Rgb {
  const little = Math.min(1, SOFT / Math.max(0.001, Math.hypot(a, b)));
  return shown(rgbFrom({ lightness, a: a * little, b: b * little }));
}

/** Chroma of a ground. */
const SOFT = 0.025;

const TOKENS: readonly (readonly [string, keyof Accent])[] = [
  ['--company-accent', 'accent'],
  ['--company-accent-hover', 'hover'],
  ['--company-accent-soft', 'soft'],
  ['--company-on-accent', 'onAccent'],
];

/** Puts the company's colour under the tokens, which forced colours overrule; a colour that is none changes nothing. */
export function paint(root: HTMLElement, hex: string): void {
  const wished = rgbOf(hex);
  if (wished === undefined) return;
  const light = accentFor(wished, 'light');
  const dark = accentFor(wished, 'dark');
  for (const [token, part] of TOKENS) root.style.setProperty(token, `light-dark(${light[part]}, ${dark[part]})`);
}
