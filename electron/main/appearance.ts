import type { Reply } from '../contract/calls.ts';
import type { PolicyValues } from '../core/policy/index.ts';

type Appearance = Pick<Reply<'start'>, 'company' | 'accent' | 'domains' | 'showPassword' | 'helpdesk'>;

/** What the company set for the window itself. */
export function appearanceOf({ companyName = '', accentColor, domains, showPassword, helpdeskContact }: PolicyValues): Appearance {
  return {
    company: companyName,
    domains,
    showPassword,
    ...(accentColor === undefined ? {} : { accent: accentColor }),
    ...(helpdeskContact === undefined ? {} : { helpdesk: helpdeskContact }),
  };
}
