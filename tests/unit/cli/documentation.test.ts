import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { COMMANDS } from '../../../electron/cli/command-table.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/command-line.md'), 'utf8');
const blocks = [...page.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block]) => block ?? '');
const lines = blocks.flatMap((block) => block.trim().split('\n'));

/** A line as a shell hands it over: quotes taken off, what goes to or comes from files left out. */
const wordsOf = (line: string): string[] =>
  [...line.replace(/ [<>] \S+$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

describe('docs/command-line.md', () => {
  it.each(lines)('%s is understood', (line) => {
    const [prompt, program, ...args] = wordsOf(line);
    expect([prompt, program]).toEqual(['$', 'mailramp']);
    expect(readArguments(args)).toMatchObject({ kind: 'command' });
  });

  it('shows every command at work', () => {
    expect([...new Set(lines.map((line) => wordsOf(line)[2]))].sort()).toEqual(Object.keys(COMMANDS).sort());
  });
});
