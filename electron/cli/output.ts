import type { Problem } from '../core/model/problem.ts';
import type { Answer } from './call.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { safe } from './print/layout.ts';
import type { Terminal } from './terminal.ts';
import { problemLines, told } from './told.ts';
import { systemCode, unwritable } from './unwritable.ts';
import type { Words } from './words.ts';

export interface OutputWay {
  json: boolean;
  /** For "see … --help". */
  command: string;
  words: Words;
  terminal: Terminal;
}

// JSON.stringify leaves these as they are, and a terminal may obey them.
const UNSEEN = /[\u007f-\u009f\u2028\u2029]/g;

/**
 * The answer in full: for scripts exactly one JSON document, for people lines, and problems on standard error. An answer that
 * standard output did not take is a failure of its own.
 */
export async function deliver(answer: Answer, way: OutputWay): Promise<number> {
  const { problem } = answer;
  try {
    await print(answer, way);
  } catch (error) {
    const lost = unwritable('-', systemCode(error));
    tell(lost, { ...answer, lines: [] }, way);
    return EXIT_CODES[lost.code];
  }
  return answer.exit ?? (problem === undefined ? 0 : EXIT_CODES[problem.code]);
}

async function print(answer: Answer, way: OutputWay): Promise<void> {
  const { problem } = answer;
  const { json, words, terminal } = way;
  if (json && answer.streamed !== true) {
    const document = { ...answer.document, ...(problem === undefined ? {} : { problem: told(problem, words) }) };
    return terminal.out(`${jsonText(document)}\n`);
  }
  if (answer.bytes !== undefined) await terminal.out(answer.bytes);
  if (answer.lines.length > 0) await terminal.out(`${answer.lines.join('\n')}\n`);
  if (problem !== undefined) tell(problem, answer, way);
}

export const jsonText = (document: object): string =>
  JSON.stringify(document, null, 2).replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function tell(problem: Problem, answer: Answer, { command, words, terminal }: Omit<OutputWay, 'json'>): void {
  const lines = problemLines(problem, words, command).map(indented);
  terminal.err(`${answer.lines.length > 0 ? '\n' : ''}${lines.join('\n')}\n`);
}

const indented = (line: string): string => `${/^ */.exec(line)?.[0] ?? ''}${safe(line)}`;
