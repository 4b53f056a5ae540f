import { judgeClientName } from './client-name.ts';
import type { Rule } from './rule.ts';

/** `autodiscover.` leads to the mail host and answers Outlook there ([MS-OXDISCO] section 3.1.5). */
export const autodiscover: Rule = (facts) => judgeClientName(facts, 'autodiscover');
