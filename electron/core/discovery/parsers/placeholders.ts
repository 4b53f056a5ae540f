import type { EmailAddress } from '../../model/address.ts';

// The closing sign is optional: published files miss it.
const PLACEHOLDER = /%(EMAILADDRESS|EMAILLOCALPART|EMAILDOMAIN|REALNAME)(?:%|(?![A-Z]))/gi;
const UNKNOWN = /%[A-Z]{4,}%/;

/** Fills every `%EMAILADDRESS%`, `%EMAILLOCALPART%`, `%EMAILDOMAIN%` and `%REALNAME%`, in one pass: values are never filled again. */
export function fillPlaceholders(template: string, address: EmailAddress, fullName = ''): string {
  return template.replace(PLACEHOLDER, (_whole, name: string) => {
    const key = name.toUpperCase();
    if (key === 'EMAILADDRESS') return address.text;
    if (key === 'EMAILLOCALPART') return address.local;
    return key === 'EMAILDOMAIN' ? address.domain : fullName;
  });
}

/** A placeholder that nobody can fill would become a wrong user name. */
export const hasUnknownPlaceholder = (template: string): boolean => UNKNOWN.test(template.replace(PLACEHOLDER, ''));
