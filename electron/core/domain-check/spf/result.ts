import { z } from 'zod';
import { SYNTAX_CODES } from './parse-domain.ts';

/** RFC 7208 section 2.6, in the words of its section 9. */
export const SPF_RESULTS = ['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'] as const;
export const spfResultWord = z.enum(SPF_RESULTS);
export type SpfResultWord = z.infer<typeof spfResultWord>;

/** Why an evaluation ended before a mechanism matched. */
export const SPF_FAULTS = [
  ...SYNTAX_CODES,
  'address-unreadable',
  'domain-unusable',
  'record-missing',
  'record-duplicate',
  'target-missing',
  'target-unusable',
  'dns-unanswered',
  'lookups-over',
  'voids-over',
  'mx-over',
] as const;

/** `domain` is whose record holds the `term`; `position` counts from 1 within that record; `name` is what was asked for. */
export const spfFault = z.object({
  code: z.enum(SPF_FAULTS),
  domain: z.string(),
  term: z.string().optional(),
  position: z.number().int().optional(),
  name: z.string().optional(),
  reason: z.string().optional(),
});
export type SpfFault = z.infer<typeof spfFault>;

/** One record on the way, with the terms that were evaluated, in order. */
export const spfNode = z.object({
  domain: z.string(),
  via: z.enum(['start', 'include', 'redirect']),
  record: z.string().optional(),
  result: spfResultWord,
  get terms() {
    return z.array(spfTerm);
  },
});

export const spfTerm = z.object({
  text: z.string(),
  /** Counted from 1 within the record. */
  position: z.number().int(),
  outcome: z.enum(['match', 'no-match', 'followed', 'temperror', 'permerror']),
  /** The name asked for, macros expanded, where there is one. */
  target: z.string().optional(),
  get node(): z.ZodOptional<typeof spfNode> {
    return spfNode.optional();
  },
});

/** What a receiver concludes; `mechanism` is the directive that decided, in the record that had the last word. */
export const spfResult = z.object({
  domain: z.string(),
  result: spfResultWord,
  /** The domain's own words on a `fail`; written by strangers. */
  explanation: z.string().optional(),
  mechanism: z.string().optional(),
  /** Terms that cost a look-up; more than ten end the evaluation (RFC 7208 section 4.6.4). */
  lookups: z.number().int(),
  /** Of these, the ones that found nothing; more than two end it. */
  void: z.number().int(),
  fault: spfFault.optional(),
  tree: spfNode.optional(),
});

export type SpfNode = z.infer<typeof spfNode>;
export type SpfTerm = z.infer<typeof spfTerm>;
export type SpfResult = z.infer<typeof spfResult>;
