import { judgeClientName } from './client-name.ts';
import type { Rule } from './rule.ts';

/** `autoconfig.` leads to the mail host and hands out settings there (draft-ietf-mailmaint-autoconfig). */
export const autoconfig: Rule = (facts) => judgeClientName(facts, 'autoconfig');
