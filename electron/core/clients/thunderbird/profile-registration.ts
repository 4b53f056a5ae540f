import { type IniFile, iniText, parseIni, sectionOf } from './ini.ts';
import type { Target } from './profiles.ts';

const HEADER = ['[General]', 'StartWithLastProfile=1', 'Version=2'];

/** `profiles.ini` with the new profile in it; every other line as it was. */
export function registered(text: string, name: string, { path, install }: NonNullable<Target['registration']>): string {
  const ini = parseIni(text);
  let number = 0;
  while (sectionOf(ini, `Profile${number}`) !== undefined) number += 1;
  const hasDefault = ini.sections.some((section) => section.name.startsWith('Profile') && section.values.get('Default') === '1');
  const profile = [`[Profile${number}]`, `Name=${name}`, 'IsRelative=1', `Path=${path}`, ...(hasDefault ? [] : ['Default=1'])];
  const owner = install === undefined ? [] : ['', `[Install${install}]`, `Default=${path}`, 'Locked=1'];
  const before = ini.lines.length === 0 ? HEADER : withoutSection(ini, install === undefined ? undefined : `Install${install}`);
  return iniText(ini, [...before, '', ...profile, ...owner]);
}

/** `profiles.ini` without the profile of this path and without installations that start with it; the later ones move up. */
export function unregistered(text: string, path: string): string {
  const ini = parseIni(text);
  const doomed = ini.sections.filter(
    ({ name, values }) =>
      (/^Profile\d+$/.test(name) && values.get('Path') === path) || (name.startsWith('Install') && values.get('Default') === path),
  );
  if (doomed.length === 0) return text;
  const gone = new Set(doomed.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset)));
  let number = 0;
  const lines = ini.lines.flatMap((line, index) => {
    if (gone.has(index)) return [];
    if (!/^\s*\[Profile\d+\]/.test(line)) return [line];
    number += 1;
    return [`[Profile${number - 1}]`];
  });
  while (lines.at(-1)?.trim() === '') lines.pop();
  return iniText(ini, lines);
}

/** Whether nothing but the header is left. */
export const registersNothing = (text: string): boolean => parseIni(text).sections.every(({ name }) => name === 'General');

function withoutSection(ini: IniFile, name: string | undefined): string[] {
  const section = name === undefined ? undefined : sectionOf(ini, name);
  const lines = section === undefined ? [...ini.lines] : [...ini.lines.slice(0, section.start), ...ini.lines.slice(section.end)];
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}
