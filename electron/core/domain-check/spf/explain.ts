import type { Check, Steps } from './check.ts';
import { readMacros } from './macros.ts';
import type { KnownModifier } from './parse.ts';

/** The words of `exp=` (RFC 7208 section 6.2), or undefined when anything about them is not in order; costs no look-up. */
export function* explain(check: Check, domain: string, modifier: KnownModifier): Steps<string | undefined> {
  const target = yield* check.target(modifier.domain, domain);
  if (target === undefined) return undefined;
  const answer = yield* check.ask(target, 'TXT');
  if (answer.status !== 'found') return undefined;
  const [text, second] = answer.records.flatMap((record) => (record.type === 'TXT' ? [record.chunks.join('')] : []));
  if (text === undefined || second !== undefined) return undefined;
  const macros = readMacros(text, 'explanation');
  return macros.ok ? yield* check.expand(macros.value, domain) : undefined;
}
