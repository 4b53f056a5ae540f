import type { Outcome } from '../core/model/outcome.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';
import type { World } from '../core/world/world.ts';
import type { Given } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** Everything a command works with. */
export interface Call {
  readonly given: Given;
  readonly world: World;
  readonly words: Words;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Milliseconds for each thing that waits for the network; undefined: its own limit. */
  readonly timeout: number | undefined;
  /** One line for `--verbose`. */
  readonly trail: (line: string) => void;
}

/** What a command has to say, for scripts and for people. The exit code follows from the problem. */
export interface Answer {
  /** For `--json`, without the problem. */
  readonly document: object;
  /** For people. */
  readonly lines: readonly string[];
  readonly problem?: Problem | undefined;
  /** Instead of lines: a document that goes to standard output as it is. */
  readonly bytes?: Uint8Array;
  /** Everything for standard output is there already, a line at a time. */
  readonly streamed?: boolean;
  /** Only where it is neither 0 nor that of the problem. */
  readonly exit?: number;
}

export type Command = (call: Call) => Promise<Answer>;

export const failure = (problem: Problem, document: object = {}): Answer => ({ document, lines: [], problem });

export const usage = (reason: string, facts: Readonly<Record<string, string>> = {}): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: problemOf('usage', { reason, ...facts }, ['check-spelling']),
});

/** The value of an option that takes one of a few; undefined when it was not given. */
export function oneOf<Value extends string>(
  given: Given,
  option: Parameters<Given['text']>[0],
  allowed: readonly Value[],
): Outcome<Value | undefined, Problem> {
  const text = given.text(option);
  const value = allowed.find((one) => one === text);
  if (text !== undefined && value === undefined) return badValue(option, text, allowed.join(', '));
  return { ok: true, value };
}

/** A value of which the form is wrong: an example of the right one says more than a list. */
export const unlike = (option: string, given: string, example: string): { readonly ok: false; readonly problem: Problem } =>
  usage('bad-value', { option, given: shortened(given), example });

export const noDomain = (typed: string): { readonly ok: false; readonly problem: Problem } =>
  usage('bad-value', { argument: 'DOMAIN', given: shortened(typed), example: 'example.org' });

const LONGEST_GIVEN = 80;
const shortened = (text: string): string => (text.length <= LONGEST_GIVEN ? text : `${text.slice(0, LONGEST_GIVEN - 1)}…`);

export const badValue = (option: string, given: string, allowed: string): { readonly ok: false; readonly problem: Problem } =>
  usage('bad-value', { option: `--${option}`, given: shortened(given), allowed });
