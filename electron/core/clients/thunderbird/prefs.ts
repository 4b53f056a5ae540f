/** A preference's value: text, signed 32-bit number or truth. */
export type PrefValue = string | number | boolean;

/** One `user_pref("name", value);` with its place in the text, so that everything else can stay byte for byte. */
export interface PrefStatement {
  name: string;
  value: PrefValue;
  /** Index of its first character. */
  start: number;
  /** Index after its semicolon. */
  end: number;
}

/** A parsed prefs.js or user.js. */
export interface PrefsFile {
  text: string;
  statements: PrefStatement[];
}

/** Why a preferences file cannot be parsed. */
export interface PrefsFault {
  /** Counted from 1. */
  line: number;
  reason: string;
}

export type Prefs = ReadonlyMap<string, PrefValue>;

/** What counts: of statements with one name the last, and `user.js` over `prefs.js`. */
export function effectivePrefs(...files: readonly PrefsFile[]): Map<string, PrefValue> {
  return new Map(files.flatMap((file) => file.statements.map(({ name, value }): [string, PrefValue] => [name, value])));
}

export function textPref(prefs: Prefs, name: string): string | undefined {
  const value = prefs.get(name);
  return typeof value === 'string' ? value : undefined;
}

export function numberPref(prefs: Prefs, name: string): number | undefined {
  const value = prefs.get(name);
  return typeof value === 'number' ? value : undefined;
}

/** Items of a list such as `account1,account2`, without the empty ones. */
export function listPref(prefs: Prefs, name: string, separator = ','): string[] {
  return (textPref(prefs, name) ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Numbers or other keys that stand right after `prefix` in any name: `1` and `7` for `mail.identity.id`. */
export function branchKeys(prefs: Prefs, prefix: string): Set<string> {
  const keys = new Set<string>();
  for (const name of prefs.keys()) {
    const end = name.indexOf('.', prefix.length);
    if (name.startsWith(prefix) && end > prefix.length) keys.add(name.slice(prefix.length, end));
  }
  return keys;
}
