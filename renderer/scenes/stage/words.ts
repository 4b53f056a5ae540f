import type { SceneTexts, Values, Words } from '../scene.ts';

const valueOf = (values: Values, name: string): string | undefined => Object.entries(values).find(([key]) => key === name)?.[1];

/** Puts the reader's values where a text names them: `{server}`. */
export const fill = (text: string, values: Values): string =>
  text.replace(/\{([a-z]+)\}/g, (whole, name: string) => valueOf(values, name) ?? whole);

/** What stands on the screen. Throws for a key that the catalogue does not have: a scene without words is a bug. */
export function say(words: Words, texts: SceneTexts, values: Values): string {
  if (words === '') return '';
  if (words.startsWith('=')) {
    const value = valueOf(values, words.slice(1));
    if (value === undefined) throw new Error(`No value is called ${words.slice(1)}`);
    return value;
  }
  const label = texts.labels[words];
  if (label === undefined) throw new Error(`The catalogue has no label ${words}`);
  return fill(label, values);
}
