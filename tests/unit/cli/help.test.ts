import { describe, expect, it } from 'vitest';
import { COMMANDS, isCommand } from '../../../electron/cli/command-table.ts';
import { helpText, versionText } from '../../../electron/cli/help.ts';

const names = Object.keys(COMMANDS).filter(isCommand);

describe.each(['en', 'de'] as const)('help in %s', (locale) => {
  it('lists every command, and only what there is', async () => {
    const text = await helpText(locale);
    for (const name of names) expect(text).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    expect(text).not.toMatch(/walkthrough|diagnose|dump-ui|replay-ui|undefined/);
  });

  it.each(names)('explains every option of %s on lines that fit', async (name) => {
    const text = await helpText(locale, name);
    for (const option of COMMANDS[name].options) expect(text).toMatch(new RegExp(`^ {2}--${option}\\b`, 'm'));
    expect(text).toContain('--json');
    expect(text.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });
});

describe('the version', () => {
  it('is that of the package', () => {
    expect(versionText()).toMatch(/^mailramp \d+\.\d+\.\d+\n$/);
  });
});
