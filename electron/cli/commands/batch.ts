import path from 'node:path';
import { accountForColleague, type BatchFault, type BatchRow, type ExportFormat, readBatch } from '../../core/exports/index.ts';
import { type EmailAddress, parseAddress } from '../../core/model/address.ts';
import type { Account } from '../../core/model/account.ts';
import { failed, type Outcome, succeeded } from '../../core/model/outcome.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type AccountWishes, createOnboarding } from '../../core/onboarding/index.ts';
import type { SigningSource } from '../../platform/documents/index.ts';
import { type Answer, type Call, failure, usage } from '../call.ts';
import { askSources } from '../find-settings.ts';
import { makeDocument, makeFolder, signingSource, writeDocument } from '../make-document.ts';
import { batchLines } from '../print/print-batch.ts';
import { readFileWithin, unusable } from '../read-file.ts';
import { readSettings } from '../settings-file.ts';
import { told } from '../told.ts';
import { wishesOf } from '../wishes.ts';
import { formatsOf } from './export.ts';

const LARGEST = 16 * 1024 * 1024;

/** What became of one person. */
export interface BatchResult {
  line: number;
  address: string;
  files: string[];
  problem?: Problem;
}

interface Wanted {
  folder: string;
  formats: ExportFormat[];
  wishes: AccountWishes;
  signing: SigningSource | undefined;
  rows: BatchRow[];
  faults: BatchFault[];
}

/** `batch FILE.csv --out DIR`: documents for many people; a domain is asked once, and one person's trouble stops nobody else. */
export async function batch(call: Call): Promise<Answer> {
  const wanted = await wantedBy(call);
  if (!wanted.ok) return failure(wanted.problem);
  const desk = new Desk(call, wanted.value);
  const settings = await desk.useSettings();
  if (!settings.ok) return failure(settings.problem);
  const results: BatchResult[] = [];
  for (const row of wanted.value.rows) {
    results.push(await desk.serve(row));
    call.trail(`← ${row.line} ${row.address} ${results.at(-1)?.problem?.code ?? 'written'}`);
  }
  return summary(call, wanted.value, results);
}

async function wantedBy(call: Call): Promise<Outcome<Wanted, Problem>> {
  const { given, signal } = call;
  const formats = formatsOf(given);
  if (!formats.ok) return formats;
  const out = given.text('out');
  if (out === undefined) return usage('missing-option', { option: '--out' });
  const wishes = wishesOf(given);
  if (!wishes.ok) return wishes;
  const [file = ''] = given.arguments;
  const bytes = await readFileWithin(file, LARGEST, signal);
  if (!bytes.ok) return bytes;
  const people = readBatch(bytes.value);
  if (!people.ok) return failed({ ...people.problem, facts: { path: file, ...people.problem.facts } });
  if (people.value.rows.length === 0 && people.value.faults.length === 0) return unusable(file, 'empty');
  const signing = await signingSource(call, formats.value);
  if (!signing.ok) return signing;
  const folder = await makeFolder(call, out);
  if (!folder.ok) return folder;
  return succeeded({ folder: folder.value, formats: formats.value, wishes: wishes.value, signing: signing.value, ...people.value });
}

/** Serves one person after another, remembering what a domain said and which files were written. */
class Desk {
  readonly #call: Call;
  readonly #wanted: Wanted;
  readonly #known = new Map<string, Account | Problem>();
  readonly #written = new Set<string>();

  constructor(call: Call, wanted: Wanted) {
    this.#call = call;
    this.#wanted = wanted;
  }

  /** The domain of `--settings` is not asked at all. */
  async useSettings(): Promise<Outcome<undefined, Problem>> {
    const file = this.#call.given.text('settings');
    if (file === undefined) return succeeded(undefined);
    const found = await readSettings(file, undefined, this.#call.signal);
    if (!found.ok) return found;
    const account = createOnboarding(this.#call.world).accountFrom(found.value, this.#wanted.wishes);
    if (!account.ok) return account;
    this.#known.set(found.value.domain, account.value);
    return succeeded(undefined);
  }

  async serve({ line, address, fullName }: BatchRow): Promise<BatchResult> {
    const result: BatchResult = { line, address, files: [] };
    const parsed = parseAddress(address);
    const account = parsed.ok ? await this.#accountOf(parsed.value, fullName) : parsed;
    if (!account.ok) return { ...result, problem: account.problem };
    for (const format of this.#wanted.formats) {
      if (this.#call.signal.aborted) return { ...result, problem: problemOf('cancelled', {}, ['retry']) };
      const written = await this.#write(account.value, format, line);
      if (!written.ok) return { ...result, problem: written.problem };
      result.files.push(written.value);
    }
    return result;
  }

  async #accountOf(address: EmailAddress, fullName: string): Promise<Outcome<Account, Problem>> {
    const known = this.#known.get(address.domain);
    if (known !== undefined && 'code' in known) return failed(known);
    const alike = known === undefined ? undefined : accountForColleague(known, { address, fullName });
    if (alike !== undefined) return succeeded(alike);
    const found = await askSources(this.#call, address, fullName);
    const onboarding = createOnboarding(this.#call.world);
    const account =
      found.problem === undefined ? onboarding.accountFrom(found, { ...this.#wanted.wishes, fullName }) : failed(found.problem);
    if (known === undefined) this.#known.set(address.domain, account.ok ? account.value : account.problem);
    return account;
  }

  async #write(account: Account, format: ExportFormat, line: number): Promise<Outcome<string, Problem>> {
    const { folder, signing } = this.#wanted;
    const domain = account.address.slice(account.address.lastIndexOf('@') + 1);
    // This one is for everybody of a domain.
    const shared = format === 'autoconfig' ? path.join(folder, `${domain}.xml`) : undefined;
    if (shared !== undefined && this.#written.has(shared)) return succeeded(shared);
    const made = await makeDocument(this.#call, account, format, { signing });
    if (!made.ok) return made;
    const usual = shared ?? path.join(folder, made.value.name);
    const file = this.#written.has(usual) ? path.join(folder, `${line}-${made.value.name}`) : usual;
    this.#written.add(file);
    return writeDocument(this.#call, file, made.value.bytes);
  }
}

function summary(call: Call, { folder, faults }: Wanted, results: readonly BatchResult[]): Answer {
  const people = results.map(({ problem, ...rest }) => ({
    ...rest,
    ...(problem === undefined ? {} : { problem: told(problem, call.words) }),
  }));
  const first = results.find(({ problem }) => problem !== undefined)?.problem;
  const [fault] = faults;
  const wrong =
    fault === undefined ? undefined : problemOf('address-invalid', { typed: fault.value, line: fault.line }, ['check-spelling']);
  return {
    document: { folder, people, leftOut: faults },
    lines: batchLines(folder, results, faults, call.words),
    problem: call.signal.aborted ? problemOf('cancelled', {}, ['retry']) : (first ?? wrong),
  };
}
