import IntlMessageFormat from 'intl-messageformat';
import type { Texts } from '../../electron/core/exports/index.ts';
import { parsedCatalogue } from './document-catalogue.ts';

/** The real sentences, straight from the catalogue. */
export const documentTexts =
  (locale: 'en' | 'de'): Texts =>
  (key, values) => {
    const sentence = parsedCatalogue(locale).get(key);
    if (sentence === undefined) throw new Error(`No sentence for ${key}`);
    return String(new IntlMessageFormat(sentence, locale).format(values));
  };
