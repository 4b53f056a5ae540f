import path from 'node:path';
import { exportAccount, type ExportFormat, type ExportOptions, QR_VARIANTS, type QrVariant } from '../core/exports/index.ts';
import type { Account } from '../core/model/account.ts';
import { failed, type Outcome, succeeded } from '../core/model/outcome.ts';
import type { Problem } from '../core/model/problem.ts';
import { FileProblem } from '../core/world/machine.ts';
import type { SigningSource } from '../platform/documents/index.ts';
import { type Call, usage } from './call.ts';
import { readPassphrase } from './password.ts';
import { readFileWithin } from './read-file.ts';
import { rulesHere } from './rules.ts';
import { unwritable } from './unwritable.ts';

export interface MadeDocument {
  name: string;
  mime: string;
  bytes: Uint8Array;
  signed: boolean;
}

const LARGEST_KEY = 1_000_000;
const SIGNED_FORMATS: readonly ExportFormat[] = ['mobileconfig', 'mobileconfig-ios'];

type Rules = Awaited<ReturnType<typeof rulesHere>>;

/** Documents hold no password and are made to be passed on. */
const MODE = 0o644;

/** What `--sign` names: PEM, or PKCS #12 with its passphrase; undefined without it. */
export async function signingSource(call: Call, formats: readonly ExportFormat[]): Promise<Outcome<SigningSource | undefined, Problem>> {
  const { given, signal } = call;
  const file = given.text('sign');
  if (file === undefined) {
    return given.has('sign-passphrase-stdin')
      ? usage('only-with', { option: '--sign-passphrase-stdin', other: '--sign' })
      : succeeded(undefined);
  }
  if (!formats.some((format) => SIGNED_FORMATS.includes(format)))
    return usage('only-with', { option: '--sign', other: '--format mobileconfig' });
  const bytes = await readFileWithin(file, LARGEST_KEY, signal);
  if (!bytes.ok) return bytes;
  if (!/\.(pfx|p12)$/i.test(file)) return succeeded({ pem: Buffer.from(bytes.value).toString('utf8') });
  const passphrase = await readPassphrase(call);
  return passphrase.ok ? succeeded({ pfx: bytes.value, passphrase: passphrase.value }) : passphrase;
}

/** The shape of a QR code that a file's ending asks for. */
export const variantFor = (file: string): QrVariant | undefined =>
  QR_VARIANTS.find((variant) => file.toLowerCase().endsWith(`.${variant}`));

/** The bytes of one document, drawn and signed. */
export async function makeDocument(
  call: Call,
  account: Account,
  format: ExportFormat,
  more: { variant?: QrVariant | undefined; signing?: SigningSource | undefined } = {},
): Promise<Outcome<MadeDocument, Problem>> {
  const exported = await exportAccount(account, format, optionsFor(call, await rulesHere(call), more.variant));
  if (!exported.ok) return exported;
  const { name, mime } = exported.value;
  if (more.signing !== undefined && SIGNED_FORMATS.includes(format) && exported.value.render === 'text') {
    const { signProfile } = await import('../platform/documents/sign-profile.ts');
    const signed = await signProfile(exported.value.text, more.signing);
    if (signed.ok) return succeeded({ name, mime, bytes: signed.value, signed: true });
    return failed({ ...signed.problem, facts: { path: call.given.text('sign') ?? '', ...signed.problem.facts } });
  }
  const { renderDocument } = await import('../platform/documents/render-document.ts');
  return succeeded({ name, mime, bytes: await renderDocument(exported.value), signed: false });
}

function optionsFor({ given, words }: Call, rules: Rules, variant: QrVariant | undefined): ExportOptions {
  const organization = given.text('organization') ?? rules.companyName;
  const support = given.text('support') ?? rules.helpdeskContact;
  return {
    texts: words.documents,
    locale: words.locale,
    ...(variant === undefined ? {} : { variant }),
    ...(organization === undefined ? {} : { organization }),
    ...(support === undefined ? {} : { support }),
  };
}

/** Writes a document whole or not at all; its absolute path. */
export async function writeDocument(call: Call, file: string, bytes: Uint8Array): Promise<Outcome<string, Problem>> {
  const absolute = path.resolve(file);
  try {
    await call.world.machine.files.writeAtomic(absolute, bytes, MODE);
    return succeeded(absolute);
  } catch (error) {
    if (error instanceof FileProblem) return failed(unwritable(absolute, error.reason));
    throw error;
  }
}

/** Makes the folder for documents, with those above it. */
export async function makeFolder(call: Call, folder: string): Promise<Outcome<string, Problem>> {
  const absolute = path.resolve(folder);
  try {
    await call.world.machine.files.makeFolder(absolute, 0o755);
    return succeeded(absolute);
  } catch (error) {
    if (error instanceof FileProblem) return failed(unwritable(absolute, error.reason));
    throw error;
  }
}
