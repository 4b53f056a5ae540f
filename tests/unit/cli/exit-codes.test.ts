import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../../electron/cli/exit-codes.ts';
import { PROBLEMS } from '../../../electron/core/model/problem.ts';

const PROMISED = [1, 2, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30, 31, 32, 40];

describe('exit codes', () => {
  it('are given to every problem', () => {
    expect(Object.keys(EXIT_CODES).sort()).toEqual(Object.keys(PROBLEMS).sort());
  });

  it('are those that were promised, and every promised one is used', () => {
    expect([...new Set(Object.values(EXIT_CODES))].sort((one, other) => one - other)).toEqual(PROMISED);
  });

  it('stand in the documentation with all their problems', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/command-line.md'), 'utf8');
    const documented = [...page.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].flatMap(([, code, problems]) =>
      [...(problems ?? '').matchAll(/`([a-z-]+)`/g)].map(([, problem]) => [problem, Number(code)]),
    );
    expect(Object.fromEntries(documented)).toEqual(EXIT_CODES);
  });
});
