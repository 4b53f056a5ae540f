import { describe, expect, it } from 'vitest';
import { askedLocale, localeFor } from '../../../electron/cli/locale.ts';

const env =
  (values: Record<string, string>) =>
  (name: string): string | undefined =>
    values[name];

describe('the language', () => {
  it.each([
    [{ LANG: 'de_DE.UTF-8' }, 'de'],
    [{ LANG: 'de' }, 'de'],
    [{ LANG: 'de_CH@euro' }, 'de'],
    [{ LANG: 'deu_XX' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8' }, 'en'],
    [{ LC_ALL: 'de_AT.UTF-8', LANG: 'en_US.UTF-8' }, 'de'],
    [{ LC_ALL: '', LC_MESSAGES: 'de_DE', LANG: 'en_US.UTF-8' }, 'de'],
    [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, 'en'],
  ])('follows the terminal: %j', (values, locale) => {
    expect(localeFor(undefined, env(values))).toBe(locale);
  });

  it('is the one that was asked for', () => {
    expect(localeFor('de', env({ LANG: 'en_US' }))).toBe('de');
    expect(localeFor('xx', env({ LANG: 'de_DE' }))).toBe('de');
    expect(askedLocale(['discover', '--locale', 'de'])).toBe('de');
    expect(askedLocale(['--locale=de'])).toBe('de');
    expect(askedLocale(['discover'])).toBeUndefined();
  });
});
