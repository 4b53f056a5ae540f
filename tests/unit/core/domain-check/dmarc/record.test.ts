import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  appliedPolicy,
  isDmarcRecord,
  looksLikeDmarc,
  mergedDmarc,
  nextDmarcStep,
  parseDmarc,
  printDmarc,
} from '../../../../../electron/core/domain-check/dmarc/index.ts';
import { HUGE, vectorsIn } from '../vectors.ts';

const { good, bad } = z.object({ good: z.array(z.string()), bad: z.array(z.string()) }).parse(vectorsIn('dmarc-records'));

describe('a DMARC record', () => {
  it.each(good)('%j is in order', (text) => {
    expect(isDmarcRecord(text)).toBe(true);
    expect(parseDmarc(text).faults).toEqual([]);
    expect(appliedPolicy(parseDmarc(text))).toBeDefined();
  });

  it.each(bad)('%j is not', (text) => {
    const { faults, p } = parseDmarc(text);
    expect(!isDmarcRecord(text) || faults.length > 0 || p === undefined).toBe(true);
    expect(isDmarcRecord(text) && appliedPolicy(parseDmarc(text)) !== undefined && faults.every(({ code }) => code !== 'tag-twice')).toBe(
      false,
    );
  });

  it('says what its tags say', () => {
    expect(parseDmarc(good.at(-1) ?? '')).toMatchObject({
      p: 'reject',
      sp: 'none',
      np: undefined,
      strictDkim: true,
      strictSpf: true,
      testing: false,
      psd: 'u',
      rua: [
        { address: 'dmarc-feedback@example.com', host: 'example.com' },
        { host: 'thirdparty.example.net', size: '!10m' },
      ],
      removed: ['ri', 'rf', 'pct', '!10m', '!0G'],
      unknown: ['unknown'],
      capitals: ['P', 'SP', 'RUF', 'RI', 'FO', 'RF', 'Pct'],
      policySecond: true,
    });
  });

  it.each([
    ['v=DMARC1', true],
    ['v=DMARC1;', true],
    ['v =\tDMARC1 ;p=none', true],
    [' v=DMARC1; p=none', false],
    ['v=DMARC1, p=none', false],
    ['"v=DMARC1; p=none"', false],
  ])('%j begins as one: %s', (text, begins) => {
    expect(isDmarcRecord(text)).toBe(begins);
    expect(looksLikeDmarc(text)).toBe(!begins);
  });

  it.each([
    ['v=DMARC1; p=none; rua=mailto:a@b.example', 'quarantine', 'v=DMARC1; p=quarantine; rua=mailto:a@b.example'],
    ['v=DMARC1; p=quarantine; sp=none', 'reject', 'v=DMARC1; p=reject; sp=none'],
    ['v=DMARC1; p=reject; t=y', 'reject', 'v=DMARC1; p=reject'],
    ['v=DMARC1; p=quarantine; t=y; adkim=s', 'quarantine', 'v=DMARC1; p=quarantine; adkim=s'],
    ['v=DMARC1; pct=50; p=none; t=y', 'quarantine', 'v=DMARC1; p=quarantine'],
  ])('%s goes on to %s', (text, policy, record) => expect(nextDmarcStep(text)).toEqual({ policy, record }));

  it('has no step after reject', () => expect(nextDmarcStep('v=DMARC1; p=reject')).toBeUndefined());

  it('is merged from several to the mildest', () => {
    expect(
      mergedDmarc(['v=DMARC1; p=reject; rua=mailto:a@x.example', 'v=DMARC1; p=none; adkim=s; rua=mailto:b@x.example,mailto:a@x.example']),
    ).toBe('v=DMARC1; p=none; rua=mailto:a@x.example,mailto:b@x.example; adkim=s');
  });
});

describe('hostile DMARC records', () => {
  it.each(HUGE)('of %s are read to the end, and written anew', (_, text) => {
    expect(parseDmarc(text).text).toBe(text);
    expect(isDmarcRecord(printDmarc(parseDmarc(text)))).toBe(true);
    expect(typeof looksLikeDmarc(text)).toBe('boolean');
  });

  it('never make the reader throw, and are in order once they are written anew', () => {
    const tag = fc.tuple(
      fc.constantFrom('p', 'sp', 'np', 't', 'psd', 'rua', 'ruf', 'fo', 'adkim', 'pct', 'x'),
      fc.oneof(fc.constantFrom('none', 'reject', 'y', 's', 'mailto:a@b.example', '1'), fc.string()),
    );
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 8 }), fc.string(), (tags, tail) => {
        const text = `v=DMARC1; ${tags.map(([name, value]) => `${name}=${value}`).join(';')}${tail}`;
        const again = parseDmarc(printDmarc(parseDmarc(text)));
        expect(again.faults).toEqual([]);
        expect([again.removed, again.unknown, again.capitals, again.policySecond]).toEqual([[], [], [], true]);
        parseDmarc(tail);
      }),
      { numRuns: 400 },
    );
  });
});
