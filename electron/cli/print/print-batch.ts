import type { BatchFault } from '../../core/exports/index.ts';
import { problemWords } from '../../wording/index.ts';
import type { BatchResult } from '../commands/batch.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';

/** How many were served, and every line that was not, for people. */
export function batchLines(folder: string, results: readonly BatchResult[], faults: readonly BatchFault[], words: Words): string[] {
  const served = results.filter(({ problem }) => problem === undefined).length;
  const failed = results.flatMap(({ line, address, problem }) =>
    problem === undefined ? [] : [[String(line), address, words.say(problemWords(problem).title)]],
  );
  const leftOut = faults.map(({ line, why, value }) => [String(line), value, words.text(`fault.${why}`)]);
  return [
    safe(words.text('batch-written', { count: served, folder })),
    ...section(words.text('batch-failed'), table(failed)),
    ...section(words.text('batch-left-out'), table(leftOut)),
  ];
}
