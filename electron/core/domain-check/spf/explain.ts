import type { Check } from './check.ts';
import { readMacros } from './macros.ts';
import type { KnownModifier } from './parse.ts';

/** The words of `exp=` (RFC 7208 section 6.2), or undefined when anything about them is not in order; costs no look-up. */
export async function explain(check: Check, domain: string, modifier: KnownModifier): Promise<string | undefined> {
  const target = await check.target(modifier.domain, domain);
  if (target === undefined) return undefined;
  const answer = await check.ask(target, 'TXT');
  if (answer.status !== 'found') return undefined;
  const [text, second] = answer.records.flatMap((record) => (record.type === 'TXT' ? [record.chunks.join('')] : []));
  if (text === undefined || second !== undefined) return undefined;
  const macros = readMacros(text, 'explanation');
  return macros.ok ? check.expand(macros.value, domain) : undefined;
}
