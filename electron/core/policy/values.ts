import { z } from 'zod';
import { domainName } from '../model/address.ts';

/** Why what somebody set is not used; each has a sentence, `policy.refused.<reason>`. */
export const REFUSALS = [
  'unknown-setting',
  'secret',
  'not-from-here',
  'given-twice',
  'wrong-type',
  'empty',
  'too-long',
  'too-many',
  'control-characters',
  'bad-value',
  'unreadable',
  'not-a-document',
] as const;
export type Refusal = (typeof REFUSALS)[number];

// Controls, half characters, and marks that turn or break a line: such text could pretend to be something else.
const UNSEEN = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

const because = (reason: Refusal): { error: Refusal } => ({ error: reason });

/** One line of text, outer spaces gone. */
export const line = (longest: number) =>
  z
    .string()
    .max(longest, because('too-long'))
    .transform((text) => text.trim())
    .refine((text) => text !== '', because('empty'))
    .refine((text) => !UNSEEN.test(text), because('control-characters'));

const HEX = /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** `#2a6` or `#22aa66`, as `#rrggbb` in lower case (CSS Color 4 section 5.2). */
export const colour = line(9)
  .refine((text) => HEX.test(text), because('bad-value'))
  .transform((text) => {
    const digits = text.replace('#', '').toLowerCase();
    return digits.length === 6 ? `#${digits}` : `#${Array.from(digits, (digit) => digit + digit).join('')}`;
  });

/** A host or domain with at least one dot, in A-label form. */
export const host = line(300).transform((text, context) => {
  const name = domainName(text);
  if (name?.includes('.') === true) return name;
  context.addIssue({ code: 'custom', message: 'bad-value' });
  return z.NEVER;
});

/** An IPv4 or IPv6 address. */
export const ip = line(60).pipe(z.union([z.ipv4(), z.ipv6()], because('bad-value')));

/** A name of a profile; `{address}` is the only thing that is filled in. */
export const pattern = line(60).refine((text) => !/[{}\\]/.test(text.replaceAll('{address}', '')), because('bad-value'));

export const oneOf = <const Choice extends string>(choices: readonly [Choice, ...Choice[]]) => z.enum(choices, because('bad-value'));

const isRefusal = (text: string): text is Refusal => REFUSALS.some((one) => one === text);

/** The reason in what a schema said. */
export function refusalIn(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  return issue !== undefined && isRefusal(issue.message) ? issue.message : 'bad-value';
}
