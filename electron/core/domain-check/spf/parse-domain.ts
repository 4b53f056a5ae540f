import { parseIp } from './ip.ts';
import { type MacroFaultCode, type MacroString, readMacros } from './macros.ts';

/** What can be wrong with a term; closed, each has its sentence. */
export const SYNTAX_CODES = [
  'version-missing',
  'character-not-allowed',
  'mechanism-unknown',
  'argument-missing',
  'argument-not-allowed',
  'prefix-invalid',
  'address-invalid',
  'address-as-name',
  'domain-invalid',
  'macro-invalid',
  'macro-only-in-explanation',
  'modifier-twice',
] as const;
export type SyntaxCode = (typeof SYNTAX_CODES)[number];

export interface SyntaxFault {
  readonly code: SyntaxCode;
  /** Of the first character that is wrong, in the whole record, counted from 1. */
  readonly position: number;
  /** The whole term. */
  readonly term: string;
}

/** A part of a term; `offset` counts from 0 within that part. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: SyntaxCode | MacroFaultCode; readonly offset: number };

export const wrong = (code: SyntaxCode | MacroFaultCode, offset = 0): { ok: false; code: SyntaxCode; offset: number } => ({
  ok: false,
  code,
  offset,
});

const TOP_LABEL = /^(?=.*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** `domain-spec`: macros and characters that end in a macro or in a dot with a top label that is no number (RFC 7208 section 12). */
export function readDomainSpec(text: string): Reading<MacroString> {
  if (text === '') return wrong('argument-missing');
  const macros = readMacros(text, 'domain');
  if (!macros.ok) return wrong(macros.code, macros.offset);
  const end = macros.value.tail;
  if (end === text.length) return macros;
  const tail = text.slice(end).replace(/\.$/, '');
  const dot = tail.lastIndexOf('.');
  if (dot >= 0 && TOP_LABEL.test(tail.slice(dot + 1))) return macros;
  const isAddress = parseIp(text.replace(/\/\d+$/, '')) !== undefined;
  return isAddress ? wrong('address-as-name') : wrong('domain-invalid', end + dot + 1);
}
