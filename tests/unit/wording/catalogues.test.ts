import { describe, expect, it } from 'vitest';
import { catalogue, gapsOf, LANGUAGES, namespaces } from './catalogues.ts';

const FORBIDDEN = {
  en: /!|\bplease\b|\boops\b|\bclients?\b|\bMTA\b|\bhosts?\b|\binvalid\b|\bfailed to\b/i,
  de: /!|\bbitte\b|\bhoppla\b|\bclients?\b|\bMTA\b|\bhosts?\b|\bPasswort|\bAccount\b|\bDu\b|\bdein/i,
};
// Names of things in other people's programs, menus and standards.
const NAMED_SO = /Mail-Accounts|Account hinzufügen|MTA-STS/gi;

describe.each(namespaces())('the catalogue %s', (namespace) => {
  const english = catalogue('en', namespace);
  const german = catalogue('de', namespace);

  it('says the same things in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leaves the same gaps in both languages', () => {
    const gaps = (language: 'en' | 'de') =>
      Object.fromEntries([...catalogue(language, namespace)].map(([key, sentence]) => [key, gapsOf(sentence, language)]));
    expect(gaps('de')).toEqual(gaps('en'));
  });

  it.each(LANGUAGES)('keeps to the words of the house in %s', (language) => {
    const wrong = [...catalogue(language, namespace)].filter(([, sentence]) =>
      FORBIDDEN[language].test(sentence.replace(/\{\w+/g, '{').replace(NAMED_SO, '')),
    );
    expect(wrong).toEqual([]);
  });

  it.each(LANGUAGES)('leaves no stray space around a sentence in %s', (language) => {
    const prompt = /-prompt$/;
    expect([...catalogue(language, namespace)].filter(([key, text]) => text !== text.trim() && !prompt.test(key))).toEqual([]);
  });
});
