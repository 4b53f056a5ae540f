import path from 'node:path';
import { succeeded, type Outcome } from '../../core/model/outcome.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { SetupChoice, SetupResult } from '../../core/onboarding/index.ts';
import type { Call } from '../call.ts';
import { makeDocument, makeFolder, writeDocument } from '../make-document.ts';

/**
 * `setup --client apple-mail --out DIR`: the profile for another computer, written there and opened nowhere. Works on every
 * system; installing it is the person's.
 */
export async function writeForElsewhere(call: Call, { client, account }: SetupChoice, out: string): Promise<Outcome<SetupResult, Problem>> {
  const made = await makeDocument(call, account, 'mobileconfig');
  if (!made.ok) return made;
  const file = path.resolve(out, made.value.name);
  const plan: SetupResult['plan'] = [{ kind: 'write-file', facts: { path: file } }];
  if (call.given.has('dry-run')) return succeeded({ client, plan, outcome: 'planned', verified: [] });
  const folder = await makeFolder(call, out);
  if (!folder.ok) return folder;
  const written = await writeDocument(call, file, made.value.bytes);
  if (!written.ok) return written;
  const back = await call.world.machine.files.read(file);
  const proved = back !== undefined && back === new TextDecoder().decode(made.value.bytes);
  return succeeded({ client, plan, outcome: 'written', verified: proved ? [{ kind: 'profile-written', facts: { path: file } }] : [] });
}
