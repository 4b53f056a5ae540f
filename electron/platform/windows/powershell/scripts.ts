import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** In the order in which they are typed: what a script uses comes before it. */
export const SCRIPT_NAMES = [
  'Mailramp.Protocol.ps1',
  'Mailramp.Elements.ps1',
  'Mailramp.Windows.ps1',
  'Mailramp.Controls.ps1',
  'Mailramp.Outlook.ps1',
  'Mailramp.System.ps1',
] as const;

/** Texts of the fixed scripts in `folder`; undefined when one of them is missing there. */
export async function readScripts(folder: string): Promise<string[] | undefined> {
  try {
    return await Promise.all(SCRIPT_NAMES.map((name) => readFile(path.join(folder, name), 'utf8')));
  } catch {
    return undefined;
  }
}

const IN_SOURCES = path.join('platform', 'windows', 'powershell');

/**
 * Where the scripts lie, seen from the folder of this code: beside the bundle (`out/windows`), or under `assets` of the
 * repository or the packaged application. Nowhere outside the product, where anybody might put others.
 */
export function scriptFolders(here: string): string[] {
  if (here.endsWith(IN_SOURCES)) return [path.resolve(here, '../../../../assets/powershell')];
  return [path.resolve(here, '../powershell'), path.resolve(here, '../../../assets/powershell')];
}

/** The product's own scripts. */
export async function findScripts(): Promise<string[] | undefined> {
  for (const folder of scriptFolders(import.meta.dirname)) {
    const scripts = await readScripts(folder);
    if (scripts !== undefined) return scripts;
  }
  return undefined;
}

/** Lines without comments: help and remarks are for readers of the files. */
function codeLines(script: string): string[] {
  let inComment = false;
  return script.split(/\r?\n/).filter((line) => {
    const text = line.trim();
    if (text.startsWith('<#')) inComment = true;
    const keep = !inComment && text !== '' && !text.startsWith('#');
    if (text.endsWith('#>')) inComment = false;
    return keep;
  });
}

/** A file's own parameters make no sense where its lines are typed. */
const FOR_FILES = new Set(['[CmdletBinding()]', 'param()']);

/**
 * The statements of a script, each as one text without empty lines: a single line, or a function from its head to the
 * brace in the first column. Windows PowerShell takes a block over several lines from its standard input only when an
 * empty line follows, and ends it at the first empty line inside.
 */
export function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let open: string[] = [];
  for (const line of codeLines(script)) {
    if (FOR_FILES.has(line)) continue;
    open.push(line);
    if (open.length === 1 ? line.endsWith('{') : line !== '}') continue;
    statements.push(open.join('\n'));
    open = [];
  }
  return open.length === 0 ? statements : [...statements, open.join('\n')];
}

/** All scripts as they are typed into PowerShell. */
export const typedLines = (scripts: readonly string[]): string => scripts.flatMap(statementsOf).join('\n\n') + '\n';
