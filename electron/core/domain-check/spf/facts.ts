import { z } from 'zod';
import { expandMacros, type MacroString, usesMacro } from './macros.ts';
import { targetName } from './names.ts';
import { isSpfRecord, parseSpf, type SpfRecord } from './parse.ts';

/** One recorded answer: TXT as its strings, MX as host names, addresses as text, each record a list. */
export const spfAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), values: z.array(z.array(z.string())) }),
  z.object({ status: z.literal('absent') }),
  z.object({ status: z.literal('failed'), reason: z.string() }),
]);
export type SpfAnswer = z.infer<typeof spfAnswer>;

/** Everything that was asked to judge a domain's SPF, by `TYPE name`; a file of it replays the judgement. */
export const spfFacts = z.object({
  domain: z.string(),
  answers: z.record(z.string(), spfAnswer),
  /** Some questions were left out because there were too many. */
  cut: z.boolean(),
});
export type SpfFacts = z.infer<typeof spfFacts>;

export type SpfQuestionType = 'TXT' | 'MX' | 'A' | 'AAAA';

export const answerTo = ({ answers }: Pick<SpfFacts, 'answers'>, type: SpfQuestionType, name: string): SpfAnswer | undefined =>
  answers[`${type} ${name}`];

/** The SPF records among the TXT records of an answer, read. */
export const recordsIn = (answer: SpfAnswer | undefined): { record: SpfRecord; strings: readonly string[] }[] =>
  answer?.status === 'found'
    ? answer.values
        .map((strings) => ({ text: strings.join(''), strings }))
        .filter(({ text }) => isSpfRecord(text))
        .map(({ text, strings }) => ({ record: parseSpf(text), strings }))
    : [];

/** Where a term points to whatever message comes in; `depends`: only a message can tell; `unusable`: nowhere. */
export function staticTarget(spec: MacroString | undefined, domain: string): { name: string } | 'depends' | 'unusable' {
  if (spec === undefined) return { name: domain };
  const variable = spec.parts.some((part) => part.kind === 'macro' && part.letter !== 'd');
  if (variable) return 'depends';
  const unknown = { s: '', l: '', o: '', i: '', p: '', h: '', c: '', r: '', t: '', v: '' };
  const name = targetName(usesMacro(spec) ? expandMacros(spec, { ...unknown, d: domain }) : expandMacros(spec, { ...unknown, d: '' }));
  return name === undefined ? 'unusable' : { name };
}

/** Whether every address of both families is proven absent; undefined when it is not known. */
export function isVoid(facts: SpfFacts, name: string, types: readonly ('A' | 'AAAA' | 'MX')[]): boolean | undefined {
  const answers = types.map((type) => answerTo(facts, type, name));
  if (answers.some((answer) => answer?.status === 'found')) return false;
  return answers.every((answer) => answer?.status === 'absent') ? true : undefined;
}
