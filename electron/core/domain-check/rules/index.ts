import type { Rule } from './rule.ts';

/** Every rule, in the order in which one rests on the other. */
export const RULES: readonly Rule[] = [];
