import { EXPORT_FORMATS, type ExportFormat } from '../../core/exports/index.ts';
import type { Account } from '../../core/model/account.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { succeeded } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import { createOnboarding } from '../../core/onboarding/index.ts';
import type { Given } from '../arguments.ts';
import { type Answer, badValue, type Call, failure, usage } from '../call.ts';
import { addressOf, findSettings } from '../find-settings.ts';
import { type MadeDocument, makeDocument, signingSource, variantFor, writeDocument } from '../make-document.ts';
import { safe } from '../print/layout.ts';
import { wishesOf } from '../wishes.ts';

const STANDARD_OUTPUT = '-';

/** The formats that `--format` names, each once. */
export function formatsOf(given: Given): Outcome<ExportFormat[], Problem> {
  const asked = [...new Set(given.all('format'))];
  const formats = asked.flatMap((name) => EXPORT_FORMATS.filter((format) => format === name));
  const wrong = asked.find((name) => !EXPORT_FORMATS.some((format) => format === name));
  if (wrong !== undefined) return badValue('format', wrong, EXPORT_FORMATS.join(', '));
  return formats.length === 0 ? usage('missing-option', { option: '--format' }) : succeeded(formats);
}

function wantedBy({ given }: Call): Outcome<{ format: ExportFormat; out: string }, Problem> {
  const formats = formatsOf(given);
  if (!formats.ok) return formats;
  const [format, second] = formats.value;
  if (format === undefined) return usage('missing-option', { option: '--format' });
  if (second !== undefined) return usage('given-twice', { option: '--format' });
  const out = given.text('out');
  if (out === undefined) return usage('missing-option', { option: '--out' });
  if (out === STANDARD_OUTPUT && given.has('json')) return usage('not-together', { option: '--out -', other: '--json' });
  return succeeded({ format, out });
}

/** `export ADDRESS --format F --out FILE`: one document for one account; it never holds a password. */
export async function exportDocument(call: Call): Promise<Answer> {
  const wanted = wantedBy(call);
  if (!wanted.ok) return failure(wanted.problem);
  const { format, out } = wanted.value;
  const account = await accountOf(call);
  if (!account.ok) return failure(account.problem);
  const signing = await signingSource(call, [format]);
  if (!signing.ok) return failure(signing.problem);
  const made = await makeDocument(call, account.value, format, { variant: variantFor(out), signing: signing.value });
  if (!made.ok) return failure(made.problem);
  if (out === STANDARD_OUTPUT) return { document: {}, lines: [], bytes: made.value.bytes };
  const written = await writeDocument(call, out, made.value.bytes);
  return written.ok ? receipt(call, account.value, format, made.value, written.value) : failure(written.problem);
}

async function accountOf(call: Call): Promise<Outcome<Account, Problem>> {
  const address = addressOf(call);
  if (!address.ok) return address;
  const wishes = wishesOf(call.given);
  if (!wishes.ok) return wishes;
  const found = await findSettings(call, address.value);
  return found.ok ? createOnboarding(call.world).accountFrom(found.value, wishes.value) : found;
}

function receipt(
  { words }: Call,
  { address }: Account,
  format: ExportFormat,
  { name, mime, bytes, signed }: MadeDocument,
  path: string,
): Answer {
  return {
    document: { address, format, path, name, mime, bytes: bytes.length, signed },
    lines: [safe(words.text('written-file', { path, bytes: bytes.length }))],
  };
}
