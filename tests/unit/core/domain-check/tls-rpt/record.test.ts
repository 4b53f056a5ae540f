import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseTlsRpt } from '../../../../../electron/core/domain-check/tls-rpt/record.ts';
import { HUGE, vectorsIn } from '../vectors.ts';

const { good, bad } = z.object({ good: z.array(z.string()), bad: z.array(z.string()) }).parse(vectorsIn('tls-rpt'));

describe('a TLS-RPT record', () => {
  it('has all twenty vectors', () => expect([good.length, bad.length]).toEqual([4, 16]));
  it.each(good)('%j is understood', (text) => expect(parseTlsRpt(text).ok).toBe(true));
  it.each(bad)('%j is none', (text) => expect(parseTlsRpt(text).ok).toBe(false));

  it('names every address of its first list', () => {
    expect(parseTlsRpt('v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/d; rua=mailto:x@y.example')).toMatchObject({
      rua: [{ uri: 'mailto:a@b.example', host: 'b.example' }, { uri: 'https://c.example/d' }],
    });
  });

  it.each(['v=TLSRPTv1; rua=mailto:a@b.example!10m', 'v=TLSRPTv1; rua=mailto:', 'v=TLSRPTv1; rua=http://a.example'])(
    '%j has no address that reports can go to',
    (text) => expect(parseTlsRpt(text).ok).toBe(false),
  );

  it.each(HUGE)('of %s is read to the end', (_, text) => expect(parseTlsRpt(text).ok).toBe(false));

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        parseTlsRpt(text);
        parseTlsRpt(`v=TLSRPTv1; rua=${text}`);
      }),
      { numRuns: 500 },
    );
  });
});
