import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAddress, type EmailAddress } from '../../../../electron/core/model/address.ts';
import type { Outcome } from '../../../../electron/core/model/outcome.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/discovery');

export const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(FOLDER, name)));

export const fixtureText = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

export function addressOf(text: string): EmailAddress {
  const address = parseAddress(text);
  if (!address.ok) throw new Error(`${text} is no address`);
  return address.value;
}

export const anna = addressOf('anna@firma.example');

export function valueOf<Value>(outcome: Outcome<Value, unknown>): Value {
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}

/** `document-invalid` and its reason; undefined when it was accepted. */
export function reasonOf(outcome: Outcome<unknown, { code: string; facts: Record<string, unknown> }>): unknown {
  return outcome.ok ? undefined : [outcome.problem.code, outcome.problem.facts['reason']];
}
