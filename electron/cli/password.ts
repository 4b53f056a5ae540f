import { failed, type Outcome, succeeded } from '../core/model/outcome.ts';
import { type Problem, problemOf } from '../core/model/problem.ts';
import { Secret } from '../core/model/secret.ts';
import { type Call, usage } from './call.ts';
import type { TypedLine } from './terminal.ts';

const LONGEST = 1024;

/** Whether a password can be had at all, asked before anything else is done. */
export function passwordSource(call: Call): Outcome<'stdin' | 'person', Problem> {
  if (call.given.has('password-stdin')) return succeeded('stdin');
  return call.terminal.interactive ? succeeded('person') : usage('password-needed');
}

/** The first line of standard input, or what a person types unseen. Nothing else ever carries a password. */
export async function readPassword(call: Call, source: 'stdin' | 'person', address: string): Promise<Outcome<Secret, Problem>> {
  const { terminal, signal, words } = call;
  const prompt = words.text('password-prompt', { address });
  const secret = secretFrom(source === 'stdin' ? await terminal.readLine(LONGEST, signal) : await terminal.readHidden(prompt, signal));
  return secret.ok && secret.value.isEmpty ? usage('password-empty') : secret;
}

/** The passphrase of a PKCS #12 file, by the same ways; it may be empty. */
export async function readPassphrase(call: Call): Promise<Outcome<Secret, Problem>> {
  const { terminal, signal, given, words } = call;
  const piped = given.has('sign-passphrase-stdin');
  if (!piped && !terminal.interactive) return usage('passphrase-needed');
  return secretFrom(piped ? await terminal.readLine(LONGEST, signal) : await terminal.readHidden(words.text('passphrase-prompt'), signal));
}

function secretFrom(line: TypedLine): Outcome<Secret, Problem> {
  switch (line.kind) {
    case 'line':
      return succeeded(new Secret(line.text));
    case 'ended':
      return succeeded(new Secret(''));
    case 'too-long':
      return usage('password-too-long');
    case 'gave-up':
      return failed(problemOf('cancelled', {}, ['retry']));
  }
}
