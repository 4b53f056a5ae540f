import { z } from 'zod';

/** What a place holds for one name. `unfit`: something no setting can be, so it was not even taken along. */
export const rawValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.object({ unfit: z.enum(['secret', 'too-long', 'too-many', 'wrong-type']) }),
]);
export type RawValue = z.infer<typeof rawValue>;

/** One place that was looked at, and what stood there. Names as they were written, also twice. */
export const sourceFacts = z.object({
  source: z.enum(['machine-policy', 'user-policy', 'machine-default']),
  /** Registry key or file. */
  place: z.string(),
  state: z.enum(['absent', 'read', 'unreadable', 'not-a-document']),
  /** What the system said when it is not readable. */
  why: z.string().optional(),
  values: z.array(z.object({ name: z.string(), value: rawValue })),
});
export type SourceFacts = z.infer<typeof sourceFacts>;

/** Everything that was found before anything was judged; serialises and replays. */
export const policyFacts = z.object({ sources: z.array(sourceFacts) });
export type PolicyFacts = z.infer<typeof policyFacts>;

export const noPolicy: PolicyFacts = { sources: [] };

export const LARGEST_DOCUMENT = 256 * 1024;
export const MOST_NAMES = 500;
const LONGEST_NAME = 100;
const LONGEST_TEXT = 4000;
const MOST_ENTRIES = 1000;

/** Names that could hold a secret: their values are never read. */
const SECRET = /passw|passphrase|passcode|pwd|kennwort|secret|credential|token|api.?key|private.?key/i;

/** `showPassword` is the one setting whose name only speaks of them. */
export const isSecretName = (name: string): boolean => SECRET.test(name) && name.toLowerCase() !== 'showpassword';

export const nameForFacts = (name: string): string => name.slice(0, LONGEST_NAME);

/** Takes along what could be a setting; of anything else only why not. */
export function rawOf(name: string, value: unknown): RawValue {
  if (isSecretName(name)) return { unfit: 'secret' };
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? { unfit: 'too-long' } : value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (!Array.isArray(value)) return { unfit: 'wrong-type' };
  if (value.length > MOST_ENTRIES) return { unfit: 'too-many' };
  const texts = value.filter((entry): entry is string => typeof entry === 'string');
  if (texts.length !== value.length) return { unfit: 'wrong-type' };
  return texts.some((text) => text.length > LONGEST_TEXT) ? { unfit: 'too-long' } : texts;
}

/** The pairs of a document that is an object; names that begin with `$` are for editors. Undefined when it is none. */
export function pairsOf(document: unknown): SourceFacts['values'] | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  return Object.entries(document)
    .filter(([name]) => !name.startsWith('$'))
    .slice(0, MOST_NAMES)
    .map(([name, value]) => ({ name: nameForFacts(name), value: rawOf(name, value) }));
}
