import type { Trail } from '../../../electron/main/trail.ts';

export interface MemoryTrail extends Trail {
  lines: { event: string; facts: unknown }[];
}

/** A trail that a test can read. */
export function memoryTrail(): MemoryTrail {
  const lines: MemoryTrail['lines'] = [];
  let failures = 0;
  return {
    lines,
    note: (event, facts = {}) => void lines.push({ event, facts }),
    failure(event, error) {
      failures += 1;
      lines.push({ event, facts: String(error) });
      return `TST-REF-${failures}`;
    },
  };
}
