import { parseArgs } from 'node:util';
import { commandSpec, COMMON, type CommandName, isCommand, isOption, type OptionName, OPTIONS, optionSpec } from './command-table.ts';

/** A command line as it was meant. */
export interface Given {
  readonly command: CommandName;
  readonly arguments: readonly string[];
  has(option: OptionName): boolean;
  text(option: OptionName): string | undefined;
  all(option: OptionName): readonly string[];
}

/** Why a command line was not understood; `reason` and its facts are those of the problem `usage`. */
export interface UsageFault {
  readonly reason: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly command?: CommandName;
}

export type Read =
  { kind: 'command'; given: Given } | { kind: 'help'; command?: CommandName } | { kind: 'version' } | { kind: 'fault'; fault: UsageFault };

interface Occurrence {
  readonly name: string;
  /** As typed: `--dns`, `-h`. */
  readonly shown: string;
  readonly value: string | undefined;
  /** `--option=value`. */
  readonly attached: boolean;
}

const CONFIGURATION = Object.fromEntries(
  Object.keys(OPTIONS).map((name) => [
    name,
    { type: isOption(name) && optionSpec(name).value !== undefined ? ('string' as const) : ('boolean' as const) },
  ]),
);

/** Understands a command line whole or not at all. What was typed is repeated only where it can be no password. */
export function readArguments(args: readonly string[]): Read {
  const { occurrences, positionals } = tokensOf(args);
  const [typed, ...rest] = positionals;
  const command = typed !== undefined && isCommand(typed) ? typed : undefined;
  const asked = (name: string): boolean => occurrences.some((one) => one.name === name);
  if (asked('help') || typed === 'help') return helpFor(command ?? (typed === 'help' ? rest[0] : undefined));
  if (asked('version') && typed === undefined) return { kind: 'version' };
  const fault = faultIn(command, typed, rest, occurrences);
  if (fault !== undefined) return { kind: 'fault', fault: { ...fault, ...(command === undefined ? {} : { command }) } };
  if (command === undefined) return { kind: 'help' };
  return { kind: 'command', given: givenOf(command, rest, occurrences) };
}

const helpFor = (command: string | undefined): Read =>
  command !== undefined && isCommand(command) ? { kind: 'help', command } : { kind: 'help' };

function tokensOf(args: readonly string[]): { occurrences: Occurrence[]; positionals: string[] } {
  const { tokens } = parseArgs({ args: [...args], options: CONFIGURATION, tokens: true, strict: false, allowPositionals: true });
  const occurrences: Occurrence[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const name = token.rawName === '-h' ? 'help' : token.rawName.startsWith('--') ? token.name : token.rawName;
    occurrences.push({ name, shown: token.rawName, value: token.value, attached: token.inlineValue === true });
  }
  return { occurrences, positionals };
}

const fault = (reason: string, facts: UsageFault['facts'] = {}): UsageFault => ({ reason, facts });

function faultIn(
  command: CommandName | undefined,
  typed: string | undefined,
  rest: readonly string[],
  occurrences: readonly Occurrence[],
): UsageFault | undefined {
  if (command === undefined)
    return typed === undefined || typed.trim() === '' ? fault('no-command') : fault('unknown-command', { given: typed.slice(0, 40) });
  const allowed: readonly string[] = [...COMMON, ...commandSpec(command).options];
  for (const one of occurrences) {
    const wrong = faultOf(one, allowed, occurrences);
    if (wrong !== undefined) return wrong;
  }
  const expected = commandSpec(command).arguments;
  const empty = expected.find((_, index) => isEmpty(rest[index]));
  // An empty address has a sentence of its own.
  if (empty !== undefined && empty !== 'ADDRESS') return fault('empty-argument', { argument: empty.replace(/[[\]]/g, '') });
  const missing = expected[rest.length];
  if (missing !== undefined && !missing.startsWith('[')) return fault('missing-argument', { argument: missing });
  return rest.length > expected.length ? fault('surplus-argument') : undefined;
}

/** What a shell makes of `"$DOMAIN"` when nothing is in it. */
const isEmpty = (typed: string | undefined): boolean => typed?.trim() === '';

function faultOf(one: Occurrence, allowed: readonly string[], all: readonly Occurrence[]): UsageFault | undefined {
  const option = one.shown.slice(0, 40);
  if (!isOption(one.name) || !allowed.includes(one.name)) return fault('unknown-option', { option });
  const { value: takes, many } = optionSpec(one.name);
  if (takes === undefined && one.attached) return fault('unexpected-value', { option });
  if (takes !== undefined && isMissing(one)) return fault('missing-value', { option });
  const times = all.filter(({ name }) => name === one.name).length;
  return takes !== undefined && many === undefined && times > 1 ? fault('given-twice', { option }) : undefined;
}

/** `--dns --json` forgot a value; `--out -` and `--out=--odd` did not. */
const isMissing = ({ value, attached }: Occurrence): boolean =>
  value === undefined || value === '' || (!attached && value.length > 1 && value.startsWith('-'));

function givenOf(command: CommandName, rest: readonly string[], occurrences: readonly Occurrence[]): Given {
  const all = (option: OptionName): string[] =>
    occurrences.flatMap(({ name, value }) => (name === option && value !== undefined ? [value] : []));
  return {
    command,
    arguments: rest,
    has: (option) => occurrences.some(({ name }) => name === option),
    text: (option) => all(option)[0],
    all,
  };
}
