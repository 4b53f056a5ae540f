import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import de from '../../../assets/locales/de/window.json';
import en from '../../../assets/locales/en/window.json';

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
  );

const english = new Map(flat(en));
const german = new Map(flat(de));

const gaps = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();

const renderer = path.join(process.cwd(), 'renderer');
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
  .map((name) => readFileSync(path.join(renderer, name), 'utf8'))
  .join('\n');

describe('the words of the window', () => {
  it('are the same set in both languages, in the same order', () => {
    expect([...german.keys()]).toEqual([...english.keys()]);
  });

  it('have the same gaps in both languages', () => {
    for (const [key, text] of english) expect([key, gaps(german.get(key) ?? '')]).toEqual([key, gaps(text)]);
  });

  it('are all used, and every key that stands in the source is there', () => {
    const quoted = [...sources.matchAll(/'([a-z-]+(?:\.[a-z0-9-]+)+)'/g)].map(([, key]) => key ?? '');
    const built = [...sources.matchAll(/`([a-z-]+(?:\.[a-z0-9-]+)*)\.\$\{/g)].map(([, start]) => `${start ?? ''}.`);
    const roots = new Set([...english.keys()].map((key) => key.split('.')[0]));
    const keys = [...english.keys()];
    const unknown = quoted.filter(
      (key) => roots.has(key.split('.')[0]) && !keys.some((known) => known === key || known.startsWith(`${key}.`)),
    );
    expect(unknown).toEqual([]);
    const unused = keys.filter((key) => !quoted.includes(key) && !built.some((start) => key.startsWith(start)) && key !== 'product');
    expect(unused).toEqual([]);
  });

  it('neither shout nor apologise, and leave protocols to the drawers', () => {
    for (const [key, text] of [...english, ...german]) {
      expect([key, text]).toEqual([key, expect.not.stringMatching(/!|oops|sorry|please|\bbitte\b|IMAP|SMTP|\bMTA\b|client\b/i)]);
    }
  });

  it('use the German words for a German reader', () => {
    for (const [key, text] of german) {
      expect([key, text]).toEqual([key, expect.not.stringMatching(/\b(Account|Passwort|Mailbox|Client|Setup|Wizard|Helpdesk)\b/)]);
    }
  });
});
