import { SPF_LIMITS, type SpfFault, type SpfNode, type SpfResult } from '../../core/domain-check/index.ts';
import { nameInBothForms } from '../../wording/index.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';

/** What a receiver concludes, for people: the answer in words, what decided, what it cost, and every record on the way. */
export function spfLines(found: SpfResult, ip: string, words: Words): string[] {
  const { result, mechanism, explanation, fault, tree } = found;
  const domain = nameInBothForms(found.domain);
  const spent = (count: number, limit: number): string => words.text('spf.of', { count, limit });
  return [
    safe(`${result}: ${words.text(`spf.result.${result}`, { ip, domain })}`),
    ...table([
      ...(mechanism === undefined ? [] : [[words.text('spf.decided-by'), mechanism]]),
      ...(fault === undefined ? [] : [[words.text('spf.why'), faultWords(fault, words)]]),
      [words.text('spf.lookups'), spent(found.lookups, SPF_LIMITS.lookups)],
      [words.text('spf.voids'), spent(found.void, SPF_LIMITS.voids)],
      ...(explanation === undefined ? [] : [[words.text('spf.explanation'), explanation]]),
    ]),
    ...section(words.text('spf.way'), tree === undefined ? [] : nodeLines(tree, 1, words)),
  ];
}

function faultWords({ code, domain, term = '', position, name = '' }: SpfFault, words: Words): string {
  const why = words.text(`spf.fault.${code}`, { name: nameInBothForms(name) });
  return position === undefined ? words.text('spf.at-domain', { domain, why }) : words.text('spf.at', { domain, position, term, why });
}

function nodeLines(node: SpfNode, depth: number, words: Words): string[] {
  const margin = '  '.repeat(depth);
  return [
    `${margin}${safe(`${nameInBothForms(node.domain)} → ${node.result}`)}`,
    ...(node.record === undefined ? [] : [`${margin}  ${safe(node.record)}`]),
    ...node.terms.flatMap((term) => [
      `${margin}  - ${safe(`${term.text}${targetOf(term.text, term.target)}: ${words.text(`spf.outcome.${term.outcome}`)}`)}`,
      ...(term.node === undefined ? [] : nodeLines(term.node, depth + 2, words)),
    ]),
  ];
}

/** The name that was asked for, where the term does not show it. */
const targetOf = (text: string, target: string | undefined): string =>
  target === undefined || text.includes(target) ? '' : ` (${target})`;
