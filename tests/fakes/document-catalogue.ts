import { readFileSync } from 'node:fs';
import { z } from 'zod';

interface Branch {
  [key: string]: string | Branch;
}
const branch: z.ZodType<Branch> = z.lazy(() => z.record(z.string(), z.union([z.string(), branch])));

const flat = (tree: Branch, prefix: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)));

/** `assets/locales/<locale>/documents.json` as a flat map of dotted keys. */
export function parsedCatalogue(locale: 'en' | 'de'): Map<string, string> {
  const url = new URL(`../../assets/locales/${locale}/documents.json`, import.meta.url);
  return new Map(flat(branch.parse(JSON.parse(readFileSync(url, 'utf8'))), ''));
}
