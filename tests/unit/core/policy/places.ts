import type { PolicyFacts, RawValue, SourceFacts } from '../../../../electron/core/policy/facts.ts';
import type { SetSource } from '../../../../electron/core/policy/policy.ts';

/** What one place holds. */
export const held = (source: SetSource, values: Record<string, RawValue>): SourceFacts => ({
  source,
  place: `place of ${source}`,
  state: 'read',
  values: Object.entries(values).map(([name, value]) => ({ name, value })),
});

export const factsOf = (...sources: SourceFacts[]): PolicyFacts => ({ sources });
