import fc from 'fast-check';
import { parsePolicy, resolvePolicy, validateMx } from 'mailauth/lib/mta-sts.js';
import { describe, expect, it } from 'vitest';
import { coversMx, isStsRecord, parseStsPolicy, parseStsRecord } from '../../../../../electron/core/domain-check/mta-sts/index.ts';

const SEED = 8461;
const label = fc.constantFrom('a', 'b', 'mail', 'mx1', 'x-1', 'A');
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => [...labels, 'example'].join('.'));
const pattern = fc.tuple(fc.constantFrom('', '', '*.'), name).map((parts) => parts.join(''));
const host = fc.tuple(name, fc.constantFrom('', '', '.')).map((parts) => parts.join(''));
const field = fc.oneof(
  fc.constantFrom(
    'id=20260101',
    'id=',
    'id=a-b',
    `id=${'a'.repeat(33)}`,
    'ext=1',
    'e_x.t-1=!',
    'bad name=1',
    '=1',
    'id=b',
    'no',
    'x=a=b',
    '',
    ' id=c',
    'id=d\t',
    'x= 1',
  ),
);
const version = fc.constantFrom('v=STSv1', 'v=STSv1', 'v=STSv1', 'v=STSv1 ', 'v=stsv1', 'v=STSv2', ' v=STSv1');
const text = fc
  .tuple(version, fc.array(field, { maxLength: 3 }), fc.constantFrom('', ';', '; '))
  .map(([start, fields, end]) => [start, ...fields].join(';') + end);
const line = fc.oneof(
  fc.constantFrom(
    'version: STSv1',
    'version: STSv1',
    'version:STSv2',
    'mode: enforce',
    'mode: testing',
    'mode: none',
    'mode: Enforce',
    'max_age: 86400',
    'max_age: 0',
    'max_age: 31557601',
    'max_age: x',
    'ext: e x t',
  ),
  pattern.map((one) => `mx: ${one}`),
  fc.constantFrom('mx: *.*.example', 'mx: a_b.example', 'mx: -a.example', 'mx:'),
);
const policy = fc
  .tuple(
    fc.shuffledSubarray(['version: STSv1', 'mode: enforce', 'max_age: 86400'], { minLength: 2 }),
    fc.array(line, { maxLength: 4 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([first, rest, end]) => [...first, ...rest].join(end) + end);

const accepted = (read: () => unknown): boolean => {
  try {
    return read() !== false;
  } catch {
    return false;
  }
};

describe('MTA-STS, read by us and by mailauth', () => {
  it('covers the same servers', () => {
    fc.assert(
      fc.property(host, pattern, (mx, one) => {
        expect(coversMx(one, mx)).toBe(validateMx(mx, { version: 'STSv1', mode: 'enforce', mx: [one], maxAge: 1 }).valid);
      }),
      { numRuns: 3000, seed: SEED },
    );
  });

  it('accepts the same policies', () => {
    fc.assert(
      fc.property(policy, (one) => {
        expect([one, parseStsPolicy(one).ok]).toEqual([one, accepted(() => parsePolicy(one, { strict: true }))]);
      }),
      { numRuns: 3000, seed: SEED },
    );
  });

  it('accepts the same records', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const resolver = (): Promise<string[] & string[][]> => Promise.resolve(Object.assign(new Array<never>(), [[one]]));
        const theirs = await resolvePolicy('a.example', { strict: true, resolver });
        const ours = parseStsRecord(one);
        expect([one, isStsRecord(one) && ours.ok ? ours.id : false]).toEqual([one, theirs]);
      }),
      { numRuns: 2000, seed: SEED },
    );
  });
});
