/** A section of an INI file with its place, counted in lines, so that the others stay as they are. */
export interface IniSection {
  name: string;
  values: Map<string, string>;
  /** Line of `[name]`. */
  start: number;
  /** Line after its last. */
  end: number;
}

export interface IniFile {
  lines: string[];
  newline: '\n' | '\r\n';
  sections: IniSection[];
}

/** Reads INI as Mozilla programs do: later keys win, lines that are no `key=value` are passed over. */
export function parseIni(text: string): IniFile {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text === '' ? [] : text.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  if (lines.at(-1) === '') lines.pop();
  const sections: IniSection[] = [];
  lines.forEach((line, index) => {
    const current = sections.at(-1);
    const heading = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (heading !== undefined) {
      sections.push({ name: heading, values: new Map(), start: index, end: index + 1 });
      return;
    }
    const pair = /^\s*([^=;#[]+?)\s*=(.*)$/.exec(line);
    if (current === undefined) return;
    current.end = index + 1;
    if (pair?.[1] !== undefined) current.values.set(pair[1], (pair[2] ?? '').trim());
  });
  return { lines, newline, sections };
}

export const sectionOf = (ini: IniFile, name: string): IniSection | undefined => ini.sections.find((section) => section.name === name);

export const iniText = (ini: IniFile, lines: readonly string[]): string => lines.map((line) => line + ini.newline).join('');
