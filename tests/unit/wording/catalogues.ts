import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import IntlMessageFormat from 'intl-messageformat';
import { z } from 'zod';

const FOLDER = path.resolve(import.meta.dirname, '../../../assets/locales');
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Branch {
  [key: string]: string | Branch;
}
const branch: z.ZodType<Branch> = z.lazy(() => z.record(z.string(), z.union([z.string(), branch])));

const flat = (tree: Branch, prefix: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)));

/** `problems`, `codes` … in any language. */
export const namespaces = (): string[] =>
  [
    ...new Set(LANGUAGES.flatMap((language) => readdirSync(path.join(FOLDER, language)).map((file) => path.basename(file, '.json')))),
  ].sort();

/** A catalogue as a map of dotted keys; empty when the language has none. */
export function catalogue(language: Language, namespace: string): Map<string, string> {
  const file = path.join(FOLDER, language, `${namespace}.json`);
  return existsSync(file) ? new Map(flat(branch.parse(JSON.parse(readFileSync(file, 'utf8'))), '')) : new Map<string, string>();
}

/** Keys directly below a branch, in order of the file. */
export function keysBelow(sentences: ReadonlyMap<string, string>, above: string): string[] {
  const start = `${above}.`;
  return [...new Set([...sentences.keys()].flatMap((key) => (key.startsWith(start) ? [key.slice(start.length).split('.')[0] ?? ''] : [])))];
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names and kinds of the gaps of a sentence, `host` or `count:plural`; throws when it is no ICU message. */
export function gapsOf(sentence: string, language: Language): string[] {
  return [...new Set(gapsIn(new IntlMessageFormat(sentence, language).getAst()))].sort();
}

const KINDS: Readonly<Record<number, string>> = { 1: '', 2: ':number', 3: ':date', 4: ':time', 5: ':select', 6: ':plural' };

function gapsIn(ast: Ast): string[] {
  return ast.flatMap((element) => {
    const inside = 'options' in element ? Object.values(element.options).flatMap((option) => gapsIn(option.value)) : [];
    const kind = KINDS[element.type];
    return kind === undefined || !('value' in element) ? inside : [`${element.value}${kind}`, ...inside];
  });
}

export const namesOf = (gaps: readonly string[]): string[] => gaps.map((gap) => gap.split(':')[0] ?? '').sort();
