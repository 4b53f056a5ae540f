import type { MacroString } from './macros.ts';
import { readMechanism, type Mechanism } from './parse-mechanism.ts';
import { readDomainSpec, type SyntaxCode, type SyntaxFault } from './parse-domain.ts';
import { readMacros } from './macros.ts';

export type Qualifier = '+' | '-' | '~' | '?';

interface Placed {
  /** Where it begins in the record, counted from 1. */
  readonly position: number;
  readonly text: string;
}

export interface Directive extends Placed {
  readonly type: 'directive';
  readonly qualifier: Qualifier;
  readonly mechanism: Mechanism;
}

export interface KnownModifier extends Placed {
  readonly type: 'redirect' | 'exp';
  readonly domain: MacroString;
}

export interface UnknownModifier extends Placed {
  readonly type: 'unknown-modifier';
  readonly name: string;
  readonly value: string;
}

export type Term = Directive | KnownModifier | UnknownModifier;

/** A record as understood: the good terms in order, and what is wrong with the others. With a fault the whole record is in error. */
export interface SpfRecord {
  readonly text: string;
  readonly terms: readonly Term[];
  readonly faults: readonly SyntaxFault[];
}

const MODIFIER = /^([a-z][a-z0-9\-_.]*)=/i;
const QUALIFIERS: readonly Qualifier[] = ['+', '-', '~', '?'];

/** Whether a TXT record is an SPF record at all: the version, then a space or nothing (RFC 7208 section 4.5). */
export const isSpfRecord = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

/** Reads a record by the grammar of RFC 7208 section 12, to its end whatever is wrong. */
export function parseSpf(text: string): SpfRecord {
  if (!isSpfRecord(text)) return { text, terms: [], faults: [{ code: 'version-missing', position: 1, term: text.slice(0, 20) }] };
  const terms: Term[] = [];
  const faults: SyntaxFault[] = [];
  // Only spaces divide; any other white space is a character that is not allowed.
  for (const { 0: piece, index } of text.matchAll(/[^ ]+/g)) {
    if (index === 0) continue;
    const read = readTerm(piece, index + 1);
    if ('code' in read) faults.push(read);
    else if (isRepeated(read, terms)) faults.push({ code: 'modifier-twice', position: read.position, term: piece });
    else terms.push(read);
  }
  return { text, terms, faults };
}

const isRepeated = (term: Term, before: readonly Term[]): boolean =>
  (term.type === 'redirect' || term.type === 'exp') && before.some(({ type }) => type === term.type);

function readTerm(text: string, position: number): Term | SyntaxFault {
  const [, name] = MODIFIER.exec(text) ?? [];
  return name === undefined ? readDirective(text, position) : readModifier(name, text, position);
}

function readDirective(text: string, position: number): Directive | SyntaxFault {
  const qualifier = QUALIFIERS.find((one) => text.startsWith(one));
  const start = qualifier === undefined ? 0 : 1;
  const read = readMechanism(text.slice(start));
  if (!read.ok) return fault(read.code, text, position + start + read.offset);
  return { type: 'directive', qualifier: qualifier ?? '+', mechanism: read.value, position, text };
}

function readModifier(typed: string, text: string, position: number): Term | SyntaxFault {
  const name = typed.toLowerCase();
  const value = text.slice(typed.length + 1);
  const start = position + typed.length + 1;
  if (name === 'redirect' || name === 'exp') {
    const domain = readDomainSpec(value);
    return domain.ok ? { type: name, domain: domain.value, position, text } : fault(domain.code, text, start + domain.offset);
  }
  const macros = readMacros(value, 'unknown-modifier');
  return macros.ok ? { type: 'unknown-modifier', name, value, position, text } : fault(macros.code, text, start + macros.offset);
}

const fault = (code: SyntaxCode, term: string, position: number): SyntaxFault => ({ code, position, term });

export const printSpf = (terms: readonly Pick<Term, 'text'>[]): string => ['v=spf1', ...terms.map(({ text }) => text)].join(' ');

export const directivesOf = ({ terms }: SpfRecord): Directive[] => terms.filter((term) => term.type === 'directive');

export const modifierOf = ({ terms }: SpfRecord, type: KnownModifier['type']): KnownModifier | undefined =>
  terms.find((term): term is KnownModifier => term.type === type);
