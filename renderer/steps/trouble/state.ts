import type { NextStep, Problem } from '../../../electron/core/model/problem.ts';

export interface State {
  report: 'offered' | 'copied' | 'not-copied';
}

export type Event = { kind: 'report-copied' } | { kind: 'copying-failed' };

export const INITIAL: State = { report: 'offered' };

export const reduce = (_state: State, event: Event): State => ({ report: event.kind === 'report-copied' ? 'copied' : 'not-copied' });

/** Buttons say these themselves, so they are no numbered step. */
const SAID_BY_BUTTONS = ['retry', 'copy-report'] as const;
const MOST_STEPS = 4;

/** What a person does, at most four things; what the page offers as a button, `offered` included, is not listed again. */
export const stepsOf = <Step extends { code: NextStep }>(next: readonly Step[], offered: readonly NextStep[] = []): Step[] =>
  next.filter(({ code }) => ![...SAID_BY_BUTTONS, ...offered].some((said) => said === code)).slice(0, MOST_STEPS);

/** For the drawer: the code and its facts as they came. */
export const technicalFacts = ({ code, facts }: Problem): [string, string][] => [
  ['code', code],
  ...Object.entries(facts).map(([name, fact]): [string, string] => [name, Array.isArray(fact) ? fact.join(', ') : String(fact)]),
];
