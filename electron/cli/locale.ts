import type { Locale } from '../wording/translator.ts';

/** The language of this run: asked for, or that of the terminal (POSIX: LC_ALL before LC_MESSAGES before LANG), or the system's. */
export function localeFor(asked: string | undefined, env: (name: string) => string | undefined): Locale {
  if (asked === 'de' || asked === 'en') return asked;
  const told = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map(env).find((value) => value !== undefined && value !== '');
  return /^de([_.@-]|$)/i.test(told ?? Intl.DateTimeFormat().resolvedOptions().locale) ? 'de' : 'en';
}

/** The value of `--locale` in a command line that may not be understandable as a whole. */
export function askedLocale(args: readonly string[]): string | undefined {
  const at = args.indexOf('--locale');
  return at < 0 ? args.find((one) => one.startsWith('--locale='))?.slice('--locale='.length) : args[at + 1];
}
