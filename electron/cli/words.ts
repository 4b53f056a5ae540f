import type { Texts } from '../core/exports/index.ts';
import { createTranslator, type Locale, phrase, type Phrase, say, type Value } from '../wording/index.ts';

/** Sentences in the language of this run. */
export interface Words {
  readonly locale: Locale;
  readonly say: (phrase: Phrase) => string;
  /** A sentence of the catalogue `cli`. */
  text(key: string, values?: Readonly<Record<string, Value>>): string;
  /** A code in words, from the catalogue `codes`. */
  code(key: string): string;
  /** Sentences of documents. */
  readonly documents: Texts;
}

const english = async () => {
  const [cli, codes, documents, problems] = await Promise.all([
    import('../../assets/locales/en/cli.json'),
    import('../../assets/locales/en/codes.json'),
    import('../../assets/locales/en/documents.json'),
    import('../../assets/locales/en/problems.json'),
  ]);
  return { cli: cli.default, codes: codes.default, documents: documents.default, problems: problems.default };
};

const german = async () => {
  const [cli, codes, documents, problems] = await Promise.all([
    import('../../assets/locales/de/cli.json'),
    import('../../assets/locales/de/codes.json'),
    import('../../assets/locales/de/documents.json'),
    import('../../assets/locales/de/problems.json'),
  ]);
  return { cli: cli.default, codes: codes.default, documents: documents.default, problems: problems.default };
};

/** Loads the language's catalogues; nothing of another language. */
export async function loadWords(locale: Locale): Promise<Words> {
  const translate = await createTranslator(locale, await (locale === 'de' ? german() : english()));
  return {
    locale,
    say: (one) => say(translate, one),
    text: (key, values = {}) => say(translate, phrase(`cli:text.${key}`, values)),
    code: (key) => translate(`codes:${key}`, {}),
    documents: (key, values) => translate(`documents:${key}`, { ...values }),
  };
}
