import { z } from 'zod';

/** Reasons that the scripts answer with. */
const reasons = z.enum([
  'gone',
  'hung',
  'disabled',
  'not-found',
  'not-supported',
  'access-denied',
  'powershell-restricted',
  'consent-needed',
  'unknown-verb',
  'bad-arguments',
  'failed',
]);

export type ScriptReason = z.infer<typeof reasons>;

const envelope = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), reason: reasons }),
]);

export type Envelope = z.infer<typeof envelope>;

const MARK = 'mailramp:';

/** Text as base64 of UTF-8; also inside a request, because PowerShell 7 turns a text that looks like a date into one. */
export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** One line of ASCII for `{id, verb, args}`. */
export const requestLine = (id: number, verb: string, args: object): string => base64(JSON.stringify({ id, verb, args }));

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The answer to request `id` among whatever else was printed; undefined when there is none, or none that can be read. */
export function answerIn(output: string, id: number): Envelope | undefined {
  for (const line of output.split(/\r?\n/)) {
    if (!line.startsWith(MARK)) continue;
    const read = envelope.safeParse(parsed(line.slice(MARK.length).trim()));
    if (read.success && read.data.id === id) return read.data;
  }
  return undefined;
}

/**
 * Typed first, before anything else is trusted: works in Constrained Language, where methods may not be called, and
 * cannot be mistaken for its own echo.
 */
export const GREETING = '"mailramp-hello $($PSVersionTable.PSVersion) $($ExecutionContext.SessionState.LanguageMode)"';

// Up to the end of its line: an output may come in pieces, and `Full` is not yet `FullLanguage`.
const GREETED = /^mailramp-hello (\d+\.\d+[\w.+-]*) (\w+)\r?\n/m;

/** Version and language mode out of what PowerShell printed. */
export function greetingIn(output: string): { version: string; languageMode: string } | undefined {
  const found = GREETED.exec(output);
  const [version, languageMode] = [found?.[1], found?.[2]];
  return version === undefined || languageMode === undefined ? undefined : { version, languageMode };
}
