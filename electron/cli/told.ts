import { z } from 'zod';
import { type Problem, problem } from '../core/model/problem.ts';
import { problemWords } from '../wording/index.ts';
import type { Words } from './words.ts';

/** A problem as scripts get it: its codes, and the same in the language of this run. */
export const toldProblem = problem.extend({
  title: z.string(),
  message: z.string(),
  /** The sentences of `next`, in the same order. */
  nextText: z.array(z.string()),
});
export type ToldProblem = z.infer<typeof toldProblem>;

export function told(one: Problem, words: Words): ToldProblem {
  const { title, message, because, next } = problemWords(one);
  return {
    code: one.code,
    whose: one.whose,
    title: words.say(title),
    message: [message, ...(because === undefined ? [] : [because])].map(words.say).join(' '),
    next: one.next,
    nextText: next.map(({ phrase }) => words.say(phrase)),
    facts: one.facts,
  };
}

/** The same for people, on standard error. A command that was mistyped needs its one line and where to read on. */
export function problemLines(one: Problem, words: Words, command: string): string[] {
  const { whose, because } = problemWords(one);
  const { title, message, nextText } = told(one, words);
  if (one.code === 'usage') {
    const why = because === undefined ? message : words.say(because);
    return [why, words.text('see-help', { command: ['mailramp', command, '--help'].filter(Boolean).join(' ') })];
  }
  return [
    title,
    `  ${message}`,
    ...(nextText.length === 0 ? [] : [`  ${words.say(whose)}`]),
    ...nextText.map((text, index) => `  ${index + 1}. ${text}`),
    ...hintsFor(one, words).map((hint) => `  ${hint}`),
  ];
}

/** What a person types next, where an option is the remedy. */
function hintsFor({ code, facts }: Problem, words: Words): string[] {
  const { hosts, otherUsername } = facts;
  if (code === 'consent-needed' && Array.isArray(hosts) && hosts.length > 0)
    return [words.text('confirm-hint', { options: hosts.map((host) => `--confirm-host ${host}`).join(' ') })];
  if (code === 'password-wrong' && typeof otherUsername === 'string') return [words.text('username-hint', { name: otherUsername })];
  return [];
}
