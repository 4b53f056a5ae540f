import { createInstance } from 'i18next';
import ICU from 'i18next-icu';
import type { Translate } from './phrase.ts';

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** Namespace to its tree of sentences, as the files in `assets/locales/<locale>` hold them. */
export type Catalogues = Readonly<Record<string, object>>;

/** One language, ready to speak: sentences are ICU MessageFormat, nothing is escaped for HTML. */
export async function createTranslator(locale: Locale, catalogues: Catalogues): Promise<Translate> {
  const speaker = createInstance();
  await speaker.use(ICU).init({
    lng: locale,
    fallbackLng: false,
    ns: Object.keys(catalogues),
    resources: { [locale]: { ...catalogues } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  return (key, values) => speaker.t(key, values);
}
