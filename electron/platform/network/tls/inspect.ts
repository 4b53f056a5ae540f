import type { Inspect } from '../../../core/world/inspection.ts';

/** Looks at TLS endpoints. */
export const tlsInspector = (): Inspect => ({
  inspect: (target) => Promise.resolve({ target, result: { status: 'failed', reason: 'unreachable' } }),
});
