/** What fills a gap of a sentence; a Phrase is said first, in the same language. */
export type Value = string | number | Date | Phrase;

/** A sentence by its key in the catalogues (`namespace:path.to.it`) and what fills its gaps. */
export interface Phrase {
  readonly key: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** Looks a key up and fills its gaps; `t` of i18next is one. */
export type Translate = (key: string, values: Record<string, string | number | Date>) => string;

export const phrase = (key: string, values: Readonly<Record<string, Value>> = {}): Phrase => ({ key, values });

const isPhrase = (value: Value): value is Phrase => typeof value === 'object' && 'key' in value;

/** The sentence in the language of `translate`. */
export function say(translate: Translate, { key, values }: Phrase): string {
  const said = Object.entries(values).map(([name, value]) => [name, isPhrase(value) ? say(translate, value) : value] as const);
  return translate(key, Object.fromEntries(said));
}
