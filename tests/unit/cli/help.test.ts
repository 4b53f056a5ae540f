import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import { COMMANDS, isCommand } from '../../../electron/cli/command-table.ts';
import { helpText, versionText } from '../../../electron/cli/help.ts';

const names = Object.keys(COMMANDS).filter(isCommand);

describe.each(['en', 'de'] as const)('help in %s', (locale) => {
  it('lists every command, and only what there is', async () => {
    const text = await helpText(locale);
    for (const name of names) expect(text).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    expect(text).not.toMatch(/diagnose|undefined/);
  });

  it.each(names)('explains every option of %s on lines that fit', async (name) => {
    const text = await helpText(locale, name);
    for (const option of COMMANDS[name].options) expect(text).toMatch(new RegExp(`^ {2}--${option}\\b`, 'm'));
    expect(text).toContain('--json');
    expect(text.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });

  it.each(names)('shows %s at work, in lines that are understood', async (name) => {
    const examples = [...(await helpText(locale, name)).matchAll(/^ {2}mailramp (.*?)(?: [<>] \S+)?$/gm)].map(([, line]) => line ?? '');
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const args = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      expect(readArguments(args)).toMatchObject({ kind: 'command', given: { command: name } });
    }
  });
});

describe('the version', () => {
  it('is that of the package', () => {
    expect(versionText()).toMatch(/^mailramp \d+\.\d+\.\d+\n$/);
  });
});
