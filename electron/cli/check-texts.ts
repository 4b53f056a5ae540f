import { createTranslator, type Locale, type Translate } from '../wording/index.ts';

const english = async () => {
  const [check, health] = await Promise.all([import('../../assets/locales/en/check.json'), import('../../assets/locales/en/health.json')]);
  return { check: check.default, health: health.default };
};

const german = async () => {
  const [check, health] = await Promise.all([import('../../assets/locales/de/check.json'), import('../../assets/locales/de/health.json')]);
  return { check: check.default, health: health.default };
};

/** The sentences of the domain check, which no other command needs. */
export const loadCheckTexts = async (locale: Locale): Promise<Translate> =>
  createTranslator(locale, await (locale === 'de' ? german() : english()));
