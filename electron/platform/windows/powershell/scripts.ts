import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** In the order in which they are typed: what a script uses comes before it. */
export const SCRIPT_NAMES = ['Mailramp.Protocol.ps1', 'Mailramp.Windows.ps1', 'Mailramp.Outlook.ps1', 'Mailramp.System.ps1'] as const;

/** Texts of the fixed scripts in `folder`; rejects when one is missing, because an installation without them is broken. */
export const readScripts = (folder: string): Promise<string[]> =>
  Promise.all(SCRIPT_NAMES.map((name) => readFile(path.join(folder, name), 'utf8')));

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
