import type { PrefsFile, PrefStatement, PrefValue } from './prefs.ts';

/** `undefined` removes every statement of that name. */
export type PrefChanges = ReadonlyMap<string, PrefValue | undefined>;

/**
 * The file's text with these changes and every other character as it was: a known name gets its new value where its
 * last statement stands, a new one is appended. Names must be free of control characters, numbers 32-bit integers.
 */
export function writePrefs(file: PrefsFile, changes: PrefChanges): string {
  const last = new Map(file.statements.map((statement) => [statement.name, statement]));
  let text = '';
  let index = 0;
  for (const statement of file.statements) {
    const { name, start, end, value } = statement;
    if (!changes.has(name)) continue;
    const wanted = changes.get(name);
    if (wanted === undefined) {
      const [from, to] = wholeLine(file.text, statement, index);
      text += file.text.slice(index, from);
      index = to;
    } else if (last.get(name) === statement && wanted !== value) {
      text += file.text.slice(index, start) + line(name, wanted);
      index = end;
    }
  }
  text += file.text.slice(index);
  return appended(
    text,
    file.text,
    [...changes].flatMap(([name, value]) => (value === undefined || last.has(name) ? [] : [line(name, value)])),
  );
}

/** A statement that is alone on its line goes with its line end. */
function wholeLine(text: string, { start, end }: PrefStatement, from: number): [number, number] {
  let before = start;
  while (before > from && ' \t'.includes(text.charAt(before - 1))) before -= 1;
  const rest = /^[ \t]*(\r\n|\r|\n|$)/.exec(text.slice(end, end + 1000));
  const beginsLine = before === 0 || '\r\n'.includes(text.charAt(before - 1));
  return rest !== null && beginsLine ? [before, end + rest[0].length] : [start, end];
}

function appended(text: string, former: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const newline = former.includes('\r\n') ? '\r\n' : '\n';
  const complete = text === '' || /[\r\n]$/.test(text);
  return text + (complete ? '' : newline) + lines.map((one) => one + newline).join('');
}

const line = (name: string, value: PrefValue): string =>
  `user_pref(${quoted(name)}, ${typeof value === 'string' ? quoted(value) : value});`;

function quoted(text: string): string {
  const safe = text
    .replace(/[\\"]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
  return `"${safe.replace(/\p{Cc}/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}
