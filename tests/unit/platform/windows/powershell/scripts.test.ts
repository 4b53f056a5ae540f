import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { SCRIPT_NAMES, statementsOf, typedLines } from '../../../../../electron/platform/windows/powershell/scripts.ts';
import { ANSWERS } from '../../../../../electron/platform/windows/powershell/verbs.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../../assets/powershell');
const textOf = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

let parser: Parser;
beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
});

function treeOf(script: string): Node {
  const tree = parser.parse(script);
  if (tree === null) throw new Error('Not parsed');
  return tree.rootNode;
}

const all = (node: Node, type: string): Node[] => node.descendantsOfType(type);

/** Line and text of everything the grammar could not make sense of. */
function errorsIn(script: string): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node.isError || node.isMissing) found.push(`${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`);
    else for (const child of node.children) if (child.hasError) walk(child);
  };
  walk(treeOf(script));
  return found;
}

const functionsIn = (script: string): { name: string; text: string }[] =>
  all(treeOf(script), 'function_statement').map((node) => ({ name: all(node, 'function_name')[0]?.text ?? '', text: node.text }));

const commandsIn = (script: string): string[] => all(treeOf(script), 'command_name').map((node) => node.text);

/** Cmdlets of Windows itself that the scripts may call. */
const CMDLETS = [
  'Add-Type',
  'ConvertFrom-Json',
  'ConvertTo-Json',
  'ForEach-Object',
  'Get-AppxPackage',
  'Get-CimInstance',
  'Get-Date',
  'Get-Process',
  'Get-WinEvent',
  'Invoke-CimMethod',
  'New-Object',
  'Set-StrictMode',
  'Where-Object',
];

describe.each([...SCRIPT_NAMES])('%s', (name) => {
  it('is correct PowerShell for the grammar, which finds a planted error', () => {
    const script = textOf(name);
    expect(errorsIn(script)).toEqual([]);
    expect(errorsIn(script.replace('param()', 'param('))).not.toEqual([]);
    expect(errorsIn(script.replace(/\}\n*$/, ''))).not.toEqual([]);
  });

  it('is pure ASCII with lines of its own kind', () => {
    expect(textOf(name)).toMatch(/^[\n\x20-\x7e]+$/);
    expect(textOf(name)).not.toMatch(/[ \t]$/m);
  });

  it('begins with help and runs in the strictest mode', () => {
    expect(textOf(name)).toMatch(/^<#\n\.SYNOPSIS\n {2}\S.*\n\.DESCRIPTION\n {2}\S/);
    expect(textOf(name)).toMatch(/^\[CmdletBinding\(\)\]\nparam\(\)\n\nSet-StrictMode -Version Latest$/m);
  });

  it('explains every function and names its parameters with types', () => {
    const functions = functionsIn(textOf(name));
    expect(functions.length).toBeGreaterThan(0);
    for (const { name: called, text } of functions) {
      expect(called).toMatch(/^[A-Z][A-Za-z]+-Mailramp\w+$/);
      expect(text, called).toMatch(/^function \S+ \{\n {2}<#\n {2}\.SYNOPSIS\n {4}\S/);
      expect(text, called).toMatch(/#>\n {2}\[CmdletBinding\(\)\]\n( {2}\[OutputType\(\[\w+\]\)\]\n)? {2}param\(/);
    }
  });

  it('calls its own functions and a few cmdlets by their full names, and nothing that runs a text', () => {
    const own = SCRIPT_NAMES.flatMap((other) => functionsIn(textOf(other)).map((one) => one.name));
    expect(commandsIn(textOf(name)).filter((command) => !own.includes(command) && !CMDLETS.includes(command))).toEqual([]);
    expect(textOf(name)).not.toMatch(/Invoke-Expression|Write-Host|ScriptBlock\]|AddScript|EncodedCommand|Start-Process|-TypeDefinition/i);
    expect(all(treeOf(textOf(name)), 'command_invokation_operator').map((node) => node.text)).toEqual([]);
  });

  it('touches no keyboard, mouse, coordinate or clipboard, and reads no password', () => {
    expect(textOf(name)).not.toMatch(/SendKeys|SetFocus|SetCursor|mouse_event|Clipboard|BoundingRectangle|ClickablePoint|PasswordChar/i);
  });

  it('can be typed: every statement stands alone and has no empty line inside', () => {
    for (const statement of statementsOf(textOf(name))) {
      expect(errorsIn(`${statement}\n`), statement.slice(0, 60)).toEqual([]);
      expect(statement).not.toMatch(/\n\s*\n/);
      expect(statement.includes('\n') ? /^function .* \{$/m.test(statement) : true, statement.slice(0, 60)).toBe(true);
    }
  });
});

describe('the scripts together', () => {
  it('are all typed, and nothing else lies beside them', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...SCRIPT_NAMES].sort());
  });

  it('lose only remarks when typed', () => {
    const typed = typedLines(SCRIPT_NAMES.map(textOf));
    const names = SCRIPT_NAMES.flatMap((name) => functionsIn(textOf(name)).map((one) => one.name));
    expect(functionsIn(typed).map((one) => one.name)).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    expect(typed).not.toMatch(/<#|#>|^\s*#/m);
    expect(typed).toMatch(/\}\n$/);
  });

  it('know exactly the verbs that Mailramp asks', () => {
    const verbs = all(treeOf(textOf('Mailramp.Protocol.ps1')), 'switch_clause')
      .map((clause) => /^'([a-z.]+)' \{ return/.exec(clause.text)?.[1])
      .filter((verb) => verb !== undefined && (verb === 'hello' || verb.includes('.')));
    expect(verbs.sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  it('need no function that is defined nowhere, and define none that nobody needs', () => {
    const defined = SCRIPT_NAMES.flatMap((name) => functionsIn(textOf(name)).map((one) => one.name));
    const called = new Set(SCRIPT_NAMES.flatMap((name) => commandsIn(textOf(name))));
    expect(defined.filter((name) => !called.has(name))).toEqual(['Receive-MailrampRequest']);
  });
});
