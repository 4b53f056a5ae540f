import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { BEGIN, END, policyDocuments } from '../../../build/scripts/policy-documents.mjs';
import { policyValues, SETTINGS, SETTING_NAMES } from '../../../electron/core/policy/policy.ts';
import { catalogue } from '../wording/catalogues.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const readText = (name: string): string => readFileSync(path.join(root, name), 'utf8');

const sentences = (language: 'en' | 'de'): Record<string, string> =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, catalogue(language, 'codes').get(`policy.setting.${name}`) ?? '']));

const { files, table } = policyDocuments(SETTINGS, policyValues.parse({}), { en: sentences('en'), de: sentences('de') });
const templates = Object.entries(files);

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? '').sort();

/** Tags that are not closed where they should be. */
function openTags(text: string): string[] {
  const open: string[] = [];
  for (const [, close, name = '', single] of text.matchAll(/<(\/?)([A-Za-z]+)[^<>]*?(\/?)>/g)) {
    if (close === '') {
      if (single === '') open.push(name);
    } else if (open.pop() !== name) return [name];
  }
  return open;
}

describe('the administrative templates', () => {
  it.each(templates)('%s is what the table says (else: node build/scripts/policy-templates.mjs)', (name, text) => {
    expect(readText(name)).toBe(text);
  });

  it.each(templates)('%s is well-formed', (_name, text) => {
    expect(openTags(text)).toEqual([]);
    expect(text.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
  });

  it('has a policy for every setting, and explains each in both languages', () => {
    const [admx = '', english = '', german = ''] = templates.map(([, text]) => text);
    const names = SETTING_NAMES.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).sort();
    expect(all(admx, /<policy name="([^"]+)"/g)).toEqual(names);
    for (const words of [english, german]) {
      expect(all(admx, /\$\(string\.([^)]+)\)/g).filter((id) => !words.includes(`<string id="${id}">`))).toEqual([]);
      expect(all(words, /<presentation id="([^"]+)"/g)).toEqual(all(admx, /\$\(presentation\.([^)]+)\)/g));
    }
    expect(german).toContain('Name der Firma');
    expect(english).toContain('{address} stands for the address');
  });
});

it('docs/policies.md has the table of the code (else: node build/scripts/policy-templates.mjs)', async () => {
  const page = readText('docs/policies.md');
  const shown = page.slice(page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)).trim();
  const options = await prettier.resolveConfig(path.join(root, 'docs/policies.md'));
  expect(shown).toBe((await prettier.format(table, { ...options, parser: 'markdown' })).trim());
});
