import i18next, { type i18n } from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';

const CATALOGUES = import.meta.glob<Record<string, unknown>>('../../assets/locales/*/{window,problems,codes,documents,scenes}.json', {
  import: 'default',
});

export const NAMESPACES = ['window', 'problems', 'codes', 'documents', 'scenes'] as const;

/** Loads the catalogues of one language only; the others stay on disk. */
export async function loadTexts(locale: 'en' | 'de'): Promise<i18n> {
  const entries = await Promise.all(
    NAMESPACES.map(async (name) => [name, (await CATALOGUES[`../../assets/locales/${locale}/${name}.json`]?.()) ?? {}] as const),
  );
  const texts = i18next.createInstance();
  await texts
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: false,
      ns: [...NAMESPACES],
      defaultNS: 'window',
      resources: { [locale]: Object.fromEntries(entries) },
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    });
  return texts;
}
