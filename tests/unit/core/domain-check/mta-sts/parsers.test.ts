import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { coversMx, parseStsPolicy, parseStsRecord } from '../../../../../electron/core/domain-check/mta-sts/index.ts';
import { HUGE, vectorsIn } from '../vectors.ts';

const { records, policies, match } = z
  .object({
    records: z.object({ good: z.array(z.tuple([z.string(), z.string()])), bad: z.array(z.string()) }),
    policies: z.object({ good: z.array(z.string()), bad: z.array(z.string()) }),
    match: z.array(z.tuple([z.string(), z.string(), z.boolean()])),
  })
  .parse(vectorsIn('mta-sts'));

describe('an MTA-STS record', () => {
  it.each(records.good)('%j has the id %s', (text, id) => expect(parseStsRecord(text)).toEqual({ ok: true, id }));
  it.each(records.bad)('%j is none', (text) => expect(parseStsRecord(text).ok).toBe(false));

  it.each([
    ['v=STSv1; id=a; id=b', 'a'],
    ['v=STSv1;id=a;', 'a'],
  ])('%j counts its first id', (text, id) => expect(parseStsRecord(text)).toEqual({ ok: true, id }));
});

describe('an MTA-STS policy', () => {
  it.each(policies.good)('%j is understood', (text) => expect(parseStsPolicy(text).ok).toBe(true));
  it.each(policies.bad)('%j is refused', (text) => expect(parseStsPolicy(text).ok).toBe(false));

  it('says what it asks for', () => {
    expect(parseStsPolicy(policies.good[0] ?? '')).toEqual({
      ok: true,
      policy: { mode: 'testing', maxAge: 1_296_000, mx: ['mx1.example.com', 'mx2.example.com', 'mx.backup-example.com'] },
    });
    expect(parseStsPolicy('version: STSv1\nmode: none\nmode: enforce\nmax_age: 31557600')).toMatchObject({
      ok: true,
      policy: { mode: 'none' },
    });
  });

  it.each([
    ['', 'version-missing'],
    ['version: STSv2\nmode: none\nmax_age: 1', 'version-unknown'],
    ['version: STSv1\nmax_age: 1', 'mode-missing'],
    ['version: STSv1\nmode: Enforce\nmax_age: 1\nmx: a.example', 'mode-unknown'],
    ['version: STSv1\nmode: none', 'age-missing'],
    ['version: STSv1\nmode: none\nmax_age: 31557601', 'age-unreadable'],
    ['version: STSv1\nmode: enforce\nmax_age: 1', 'mx-missing'],
    ['version: STSv1\nmode: enforce\nmax_age: 1\nmx: a_b.example', 'mx-unreadable'],
    ['<html>\n<body>Not found</body>', 'line-unreadable'],
    [`version: STSv1\n${'a: b\n'.repeat(14_000)}`, 'too-large'],
  ])('%j is refused for %s', (text, code) => expect(parseStsPolicy(text)).toMatchObject({ ok: false, code }));

  it.each(match)('covers of %s by %s: %s', (host, pattern, covers) => expect(coversMx(pattern, host)).toBe(covers));
  it.each([
    ['', '*.example.com'],
    ['.example.com', '*.example.com'],
    ['*.example.com', '*.example.com'],
  ])('covers %j by %s no more than any other name', (host, pattern) => expect(coversMx(pattern, host)).toBe(false));
});

describe('hostile records and policies', () => {
  it.each(HUGE)('of %s are read to the end', (_, text) => {
    expect(typeof parseStsRecord(text).ok).toBe('boolean');
    expect(parseStsPolicy(text).ok).toBe(false);
  });

  it('never make the readers throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        parseStsRecord(text);
        parseStsRecord(`v=STSv1; ${text}`);
        parseStsPolicy(text);
        parseStsPolicy(`version: STSv1\nmode: enforce\nmax_age: 1\nmx: ${text}`);
        coversMx(text, 'mail.example.org');
        coversMx('*.example.org', text);
      }),
      { numRuns: 500 },
    );
  });
});
