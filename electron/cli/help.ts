import { version } from '../../package.json' with { type: 'json' };
import type { Locale } from '../wording/translator.ts';
import { commandSpec, COMMANDS, COMMON, type CommandName, isCommand, type OptionName, optionSpec } from './command-table.ts';
import { EXAMPLES } from './examples.ts';

const catalogueOf = async (locale: Locale) =>
  locale === 'de' ? (await import('../../assets/locales/de/cli.json')).default : (await import('../../assets/locales/en/cli.json')).default;
type Help = Awaited<ReturnType<typeof catalogueOf>>['help'];

const WIDTH = 30;
const row = (left: string, right: string): string =>
  left.length < WIDTH ? `  ${left.padEnd(WIDTH)}${right}` : `  ${left}\n${' '.repeat(WIDTH + 2)}${right}`;

function optionRow(name: OptionName, help: Help, command?: CommandName): string {
  const { value } = optionSpec(name);
  const words = command === 'walkthrough' && name === 'format' ? help['walkthrough-option'].format : help.option[name];
  return row(value === undefined ? `--${name}` : `--${name} ${value}`, words);
}

function overview(help: Help): string[] {
  const names = Object.keys(COMMANDS).filter(isCommand);
  return [
    help.intro,
    '',
    `${help.usage} mailramp ${help.pattern}`,
    '',
    help.commands,
    ...names.map((name) => row([name, ...commandSpec(name).arguments].join(' '), help.command[name])),
    '',
    help.common,
    ...COMMON.map((name) => optionRow(name, help)),
    optionRow('version', help),
    '',
    help.more,
  ];
}

function commandHelp(name: CommandName, help: Help): string[] {
  const { arguments: expected, options } = commandSpec(name);
  return [
    help.command[name],
    '',
    `${help.usage} ${['mailramp', name, ...expected].join(' ')} ${help.options}`,
    '',
    ...(options.length === 0 ? [] : [help.own, ...options.map((option) => optionRow(option, help, name)), '']),
    help.common,
    ...COMMON.map((option) => optionRow(option, help)),
    '',
    help.examples,
    ...(EXAMPLES[name] ?? []).map((example) => `  ${example}`),
  ];
}

/** The help of one command, or of all. Read straight from the catalogue: its sentences have no gaps. */
export async function helpText(locale: Locale, command?: CommandName): Promise<string> {
  const { help } = await catalogueOf(locale);
  return `${(command === undefined ? overview(help) : commandHelp(command, help)).join('\n')}\n`;
}

export const versionText = (): string => `mailramp ${version}\n`;
